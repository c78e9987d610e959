"""The question that all answer: which fixes are within a margin of a zone of their own control.

Peers get the zones and fixes in a plane (metres east and north, one scale for all Denmark): they need no
geodesy, which is in their favour, and straight edges stay straight, so that the answers can be compared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import shapely

from vaern.cli.workload import MARGIN_M, METRES_PER_DEGREE, ZONES, Workload

SCALE = np.array([METRES_PER_DEGREE * np.cos(np.radians(56)), METRES_PER_DEGREE])


def write(workload: Workload, folder: Path) -> None:
    """Write question.npz, zones.parquet and fixes.parquet: persons are numbers, zones well-known binary."""
    fixes = workload.fixes
    corners = workload.corners * SCALE
    places = np.column_stack([fixes.lon, fixes.lat]) * SCALE
    zone = np.repeat(np.arange(len(workload.first) - 1), np.diff(workload.first))
    polygons = shapely.polygons(shapely.linearrings(corners, indices=zone))
    owner = (np.arange(len(polygons)) // ZONES).astype(np.int32)
    person = fixes.device.astype(np.int32)
    asked = {"first": workload.first, "corners": corners, "person": person, "places": places}
    np.savez(folder / "question.npz", **asked, margin_m=MARGIN_M, zones_each=ZONES)
    _parquet(folder / "zones.parquet", {"person": owner, "wkb": shapely.to_wkb(polygons)})
    _parquet(folder / "fixes.parquet", {"person": person, "x": places[:, 0], "y": places[:, 1]})


def _parquet(path: Path, columns: dict[str, Any]) -> None:
    names = ", ".join(columns)
    duckdb.connect().register("rows", columns).execute(f"COPY (SELECT {names} FROM rows) TO '{path}'")
