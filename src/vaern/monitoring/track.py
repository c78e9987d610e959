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

from math import hypot
from typing import NamedTuple

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


class Track(NamedTuple):
    """Columns, one row a pair: the last believed position, one in doubt, and the one that does not move."""

    at: Ints
    lat: Floats
    lon: Floats
    accuracy_m: Floats
    speed_m_s: Floats
    doubt_at: Ints
    doubt_lat: Floats
    doubt_lon: Floats
    doubt_accuracy_m: Floats
    still_since: Ints
    still_count: Ints
    still_lat: Floats
    still_lon: Floats

    @classmethod
    def nothing(cls, pairs: int) -> Track:
        """Return the memory of a shard that has heard nothing."""

        def never() -> Ints:
            return np.full(pairs, NEVER, np.int64)

        def nowhere() -> Floats:
            return np.full(pairs, np.nan)

        return cls(
            never(), nowhere(), nowhere(), nowhere(), np.zeros(pairs),
            never(), nowhere(), nowhere(), nowhere(),
            never(), np.zeros(pairs, np.int64), nowhere(), nowhere(),
        )  # fmt: skip

    def copy(self) -> Track:
        """Return a memory that can be written on."""
        return Track._make(column.copy() for column in self)

    def with_rows(self, pairs: Indices, other: Track) -> Track:
        """Return a memory with what another one knows of some pairs."""
        own = self.copy()
        for column, theirs in zip(own, other, strict=True):
            column[pairs] = theirs[pairs]
        return own

    def last(self, pair: int) -> LastSeen:
        """Return where a device was last."""
        return LastSeen(
            int(self.at[pair]), float(self.lat[pair]), float(self.lon[pair]), float(self.accuracy_m[pair])
        )


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
def believe(track: Track, pair: int, positions: Positions, fix: int, is_measured: bool) -> int:
    """Take one position into the memory; return its mark.

    The speed is kept only where a distance to it is measured: most devices plainly moved no further than they
    could, and the way on the ellipsoid is not worked out.
    """
    at, lat, lon = positions.at[fix], positions.lat[fix], positions.lon[fix]
    accuracy_m = positions.accuracy_m[fix]
    frozen = positions.source[fix] == SATELLITE and _is_frozen(track, pair, at, lat, lon)
    moved_m, passed_ms = 0.0, at - track.at[pair]
    plainly = not is_measured and _longest_m(track.lat[pair], track.lon[pair], lat, lon) <= _reach_m(
        passed_ms
    )
    if track.at[pair] != NEVER and not plainly:
        x, y, _ = local_xy(track.lat[pair], track.lon[pair], lat, lon)
        moved_m = hypot(x, y)
        is_reached = _is_reached(moved_m, passed_ms, track.accuracy_m[pair], accuracy_m)
        if not is_reached and not _agrees_with_doubt(track, pair, at, lat, lon, accuracy_m):
            track.doubt_at[pair], track.doubt_accuracy_m[pair] = at, accuracy_m
            track.doubt_lat[pair], track.doubt_lon[pair] = lat, lon
            return JUMPED
        if passed_ms > 0 and not frozen:
            track.speed_m_s[pair] = min(JUMP_M_S, moved_m / (passed_ms / 1000))
    track.doubt_at[pair] = NEVER
    if frozen:
        return FROZEN
    track.at[pair], track.accuracy_m[pair] = at, accuracy_m
    track.lat[pair], track.lon[pair] = lat, lon
    return 0


@njit(cache=False, inline="always")
def _agrees_with_doubt(track: Track, pair: int, at: int, lat: float, lon: float, accuracy_m: float) -> bool:
    """Tell whether a position can be reached from the one that jumped just before it."""
    if track.doubt_at[pair] == NEVER:
        return False
    x, y, _ = local_xy(track.doubt_lat[pair], track.doubt_lon[pair], lat, lon)
    return _is_reached(hypot(x, y), at - track.doubt_at[pair], track.doubt_accuracy_m[pair], accuracy_m)


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
def _is_frozen(track: Track, pair: int, at: int, lat: float, lon: float) -> bool:
    if lat != track.still_lat[pair] or lon != track.still_lon[pair]:
        track.still_lat[pair], track.still_lon[pair] = lat, lon
        track.still_since[pair], track.still_count[pair] = at, 0
    track.still_count[pair] += 1
    return bool(track.still_count[pair] >= FROZEN_REPORTS and at - track.still_since[pair] >= FROZEN_MS)
