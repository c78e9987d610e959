"""The limit: plain C, compiled here, on as many threads as asked."""

import ctypes
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from asked import answer, corners, first, margin_m, person, places, zones_each

THREADS = int(sys.argv[3])
Address = ctypes.c_void_p
Count = ctypes.c_int64
low, high = (side.reduceat(corners, first[:-1]) for side in (np.minimum, np.maximum))
boxes = np.ascontiguousarray(np.hstack([low - margin_m, high + margin_m]))
kept = [np.ascontiguousarray(column) for column in (person, places, boxes, first, corners)]

with tempfile.TemporaryDirectory() as folder:
    library = f"{folder}/kernel.so"
    source = Path(__file__).with_name("kernel.c")
    flags = ["-O3", "-march=native", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, "-o", library, str(source), "-lm"], check=True)
    judge = ctypes.CDLL(library).judge
judge.argtypes = [Count, Count, *[Address] * 5, Count, ctypes.c_double, Address]
judge.restype = None


def part(begin: int, end: int) -> tuple[int, int]:
    found = np.zeros(2, np.int64)
    addresses = [column.ctypes.data for column in kept]
    judge(begin, end, *addresses, zones_each, margin_m, found.ctypes.data)
    return int(found[0]), int(found[1])


def count() -> tuple[int, int]:
    cuts = np.linspace(0, len(places), THREADS + 1).astype(int).tolist()
    with ThreadPoolExecutor(THREADS) as threads:
        near, inside = zip(*threads.map(part, cuts[:-1], cuts[1:]), strict=True)
    return sum(near), sum(inside)


count()
answer(count)
