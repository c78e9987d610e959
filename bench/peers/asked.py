"""What every peer reads and prints."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = Path(sys.argv[1])
FIXES = int(sys.argv[2])
"""So many of the fixes, the first ones, are asked: slow peers get fewer."""

with np.load(FOLDER / "question.npz") as question:
    first: npt.NDArray[np.int64] = question["first"]
    corners: npt.NDArray[np.float64] = question["corners"]
    person: npt.NDArray[np.int32] = question["person"][:FIXES]
    places: npt.NDArray[np.float64] = question["places"][:FIXES]
    margin_m = float(question["margin_m"])
    zones_each = int(question["zones_each"])


def answer(count: Callable[[], tuple[int | None, int | None]]) -> None:
    """Time `count` (fix and zone pairs within the margin, those inside) and print what it found."""
    began = time.perf_counter()
    near, inside = count()
    seconds = time.perf_counter() - began
    print(json.dumps({"fixes": len(places), "seconds": seconds, "near": near, "inside": inside}))
