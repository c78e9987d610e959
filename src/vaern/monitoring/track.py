"""Where each device was last believed to be, how fast it moved, and since when it has not moved at all.

Kept per pair, within the engine's memory alone. A position counts as believed unless

- it **jumped**: it could not have been reached from the last believed one at JUMP_M_S, whatever the error of
  either (SIGMAS joint standard deviations). Such a position is judged against nothing. The next one is
  believed if it agrees with either; so a move that was real costs one report, and a leap back nothing.
- it is **frozen**: the satellite receiver gave the very same degrees, to the last digit, in FROZEN_REPORTS
  reports and over FROZEN_MS. A living receiver trembles by decimetres even on a window sill; positions
  from cells and access points repeat by nature and are left out. Such a position is still judged against
  zones (where he may well be), but it no longer is where a party is *now*.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from vaern.monitoring.fix import SOURCES, Codes, FixBatch, Floats, Indices, Ints
from vaern.zones.edges import SIGMAS
from vaern.zones.ellipsoid import local_xy
from vaern.zones.measure import SIGMAS_OF_ACCURACY

NEVER = -(1 << 60)
JUMP_M_S = 100.0
"""360 km/h: beyond any train or car; a flight is silence that the authority has planned."""
LONGEST_DEGREE_M, NEARBY_DEG = 111_800.0, 2.0
"""No degree of latitude or longitude is longer (111,694 m at the poles), and no way so short bends more."""
FROZEN_REPORTS = 10
FROZEN_MS = 30 * 60_000
JUMPED, FROZEN = 1, 2
"""What a position can be marked as; 0: believed, and fresh."""
SATELLITE = SOURCES.index("gnss")
Marks = npt.NDArray[np.int8]


class LastSeen(NamedTuple):
    """Where one device was last; NEVER and NaN where nobody knows."""

    at: int
    lat: float
    lon: float
    accuracy_m: float


Row = Any
"""One row of a track, as compiled code reads and writes it."""
ROW = np.dtype(
    [
        ("at", np.int64), ("lat", np.float64), ("lon", np.float64), ("accuracy_m", np.float64),
        ("speed_m_s", np.float64),
        ("doubt_at", np.int64), ("doubt_lat", np.float64), ("doubt_lon", np.float64),
        ("doubt_accuracy_m", np.float64),
        ("still_since", np.int64), ("still_count", np.int64),
        ("still_lat", np.float64), ("still_lon", np.float64),
    ]
)  # fmt: skip
"""The last believed position, the one in doubt, and the one that does not move: a pair's stand together."""
COLUMNS = ROW.names or ()


@dataclass(frozen=True, slots=True)
class Track:
    """One row a pair; NEVER and NaN where nobody knows."""

    rows: npt.NDArray[np.void]

    @classmethod
    def nothing(cls, pairs: int) -> Track:
        """Return the memory of a shard that has heard nothing."""
        rows = np.empty(pairs, ROW)
        for name in COLUMNS:
            rows[name] = NEVER if ROW[name] == np.int64 else np.nan
        rows["still_count"] = 0
        rows["speed_m_s"] = 0.0
        return cls(rows)

    def copy(self) -> Track:
        """Return a memory that can be written on."""
        return Track(self.rows.copy())

    def with_rows(self, pairs: Indices, other: Track) -> Track:
        """Return a memory with what another one knows of some pairs."""
        own = self.copy()
        own.rows[pairs] = other.rows[pairs]
        return own

    def last(self, pair: int) -> LastSeen:
        """Return where a device was last."""
        row = self.rows[pair]
        return LastSeen(int(row["at"]), float(row["lat"]), float(row["lon"]), float(row["accuracy_m"]))


class Positions(NamedTuple):
    """The columns of a batch that a position consists of."""

    at: Ints
    lat: Floats
    lon: Floats
    accuracy_m: Floats
    source: Codes

    @classmethod
    def of(cls, fixes: FixBatch, accuracy_m: Floats) -> Positions:
        """Return the positions of a batch, NaN where a message has none."""
        return cls(fixes.fixed_at, fixes.lat, fixes.lon, accuracy_m, fixes.source)


@njit(cache=False, inline="always")
def believe(row: Row, positions: Positions, fix: int, is_measured: bool) -> int:
    """Take one position into the memory; return its mark.

    The speed is kept only where a distance to it is measured: most devices plainly moved no further than they
    could, and the way on the ellipsoid is not worked out.
    """
    at, lat, lon = positions.at[fix], positions.lat[fix], positions.lon[fix]
    accuracy_m = positions.accuracy_m[fix]
    frozen = positions.source[fix] == SATELLITE and _is_frozen(row, at, lat, lon)
    moved_m, passed_ms = 0.0, at - row.at
    plainly = not is_measured and _longest_m(row.lat, row.lon, lat, lon) <= _reach_m(passed_ms)
    if row.at != NEVER and not plainly:
        x, y, _ = local_xy(row.lat, row.lon, lat, lon)
        moved_m = hypot(x, y)
        is_reached = _is_reached(moved_m, passed_ms, row.accuracy_m, accuracy_m)
        if not is_reached and not _agrees_with_doubt(row, at, lat, lon, accuracy_m):
            row.doubt_at, row.doubt_accuracy_m = at, accuracy_m
            row.doubt_lat, row.doubt_lon = lat, lon
            return JUMPED
        if passed_ms > 0 and not frozen:
            row.speed_m_s = min(JUMP_M_S, moved_m / (passed_ms / 1000))
    row.doubt_at = NEVER
    if frozen:
        return FROZEN
    row.at, row.accuracy_m = at, accuracy_m
    row.lat, row.lon = lat, lon
    return 0


@njit(cache=False, inline="always")
def _agrees_with_doubt(row: Row, at: int, lat: float, lon: float, accuracy_m: float) -> bool:
    """Tell whether a position can be reached from the one that jumped just before it."""
    if row.doubt_at == NEVER:
        return False
    x, y, _ = local_xy(row.doubt_lat, row.doubt_lon, lat, lon)
    return _is_reached(hypot(x, y), at - row.doubt_at, row.doubt_accuracy_m, accuracy_m)


@njit(cache=False, inline="always")
def _is_reached(moved_m: float, passed_ms: int, accuracy0_m: float, accuracy_m: float) -> bool:
    error_m = SIGMAS * hypot(accuracy0_m, accuracy_m) / SIGMAS_OF_ACCURACY
    return bool(moved_m - error_m <= _reach_m(passed_ms))


@njit(cache=False, inline="always")
def _reach_m(passed_ms: int) -> float:
    return float(JUMP_M_S * max(passed_ms, 1000) / 1000)


@njit(cache=False, inline="always")
def _longest_m(lat0: float, lon0: float, lat: float, lon: float) -> float:
    """Return metres that `local_xy` never exceeds, infinite where it may be far."""
    degrees = abs(lat - lat0) + abs(lon - lon0)
    return degrees * LONGEST_DEGREE_M if degrees < NEARBY_DEG else np.inf


@njit(cache=False, inline="always")
def _is_frozen(row: Row, at: int, lat: float, lon: float) -> bool:
    if lat != row.still_lat or lon != row.still_lon:
        row.still_lat, row.still_lon = lat, lon
        row.still_since, row.still_count = at, 0
    row.still_count += 1
    return bool(row.still_count >= FROZEN_REPORTS and at - row.still_since >= FROZEN_MS)
