"""Where somebody really was: the truth that alarms are measured against."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.errors import InputError
from vaern.zones import Outline
from vaern.zones.ellipsoid import local_xy_many

Floats = npt.NDArray[np.float64]


class Truth(NamedTuple):
    """A way: seconds since it began, metres east and north of the zone's middle; straight between points."""

    name: str
    at_s: Floats
    xy: Floats

    def every(self, interval_s: float) -> Truth:
        """Return the way at a steady interval, from its beginning to its end."""
        at_s = np.arange(self.at_s[0], self.at_s[-1] + 1e-9, interval_s)
        east, north = (np.interp(at_s, self.at_s, self.xy[:, axis]) for axis in (0, 1))
        return Truth(self.name, at_s, np.column_stack([east, north]))


def read_truth(path: Path, outline: Outline) -> Truth:
    """Read a CSV with the columns time (ISO 8601 with an offset), lat, lon; InputError names the line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            points = list(_points(csv.DictReader(file)))
    except (OSError, UnicodeDecodeError):
        raise InputError("the track cannot be read", "--truth", "a CSV file in UTF-8") from None
    if len(points) < 2:
        raise InputError("the track has fewer than two points", "--truth", "a way from one place to another")
    return truth_of(path.stem, points, outline)


def truth_of(name: str, points: Iterable[tuple[float, float, float]], outline: Outline) -> Truth:
    """Return rows of (seconds, latitude, longitude) as a way about the zone's middle."""
    table = np.array(list(points), np.float64)
    xy = local_xy_many(outline.lat0, outline.lon0, np.ascontiguousarray(table[:, [2, 1]]))
    return Truth(name, table[:, 0] - table[0, 0], xy)


def _points(rows: Iterable[Mapping[str, str]]) -> Iterable[tuple[float, float, float]]:
    before = -np.inf
    for line, row in enumerate(rows, start=2):
        try:
            at = datetime.fromisoformat(row["time"])
            lat, lon = float(row["lat"]), float(row["lon"])
        except (KeyError, ValueError, TypeError):
            raise _refused(line, "a point that cannot be read") from None
        if at.utcoffset() is None:
            raise _refused(line, "a time without an offset")
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise _refused(line, "a position nowhere on earth")
        if at.timestamp() <= before:
            raise _refused(line, "a time that does not go forward")
        before = at.timestamp()
        yield before, lat, lon


def _refused(line: int, what: str) -> InputError:
    return InputError(what, f"--truth:{line}", "columns time, lat, lon; times with an offset, each later")
