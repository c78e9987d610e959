"""The parties' distance: both brought to one moment, each with its own age, weighed together."""

from __future__ import annotations

from collections.abc import Callable
from math import asin, atan2, cos, degrees, erf, exp, hypot, pi, sin, sqrt
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from vaern.monitoring import alarm, drift, track
from vaern.monitoring.alarm import POSSIBLE, SHARE_DECIMALS
from vaern.monitoring.columns import Pairs, Parties
from vaern.monitoring.drift import CLEAR_M
from vaern.monitoring.fix import Codes, FixBatch, Floats
from vaern.monitoring.kernel import LEAST_SHARE, Entries
from vaern.monitoring.track import JUMPED, NEVER, Marks, Positions, Track, believe
from vaern.monitoring.watch import Watch
from vaern.zones import edges, ellipsoid, measure
from vaern.zones.edges import SIGMAS, SMALLEST_SIGMA_M
from vaern.zones.ellipsoid import local_xy
from vaern.zones.fingerprint import fingerprint
from vaern.zones.measure import SIGMAS_OF_ACCURACY

STROLL_M_S = 1.5
"""Whoever stood still when last seen may since have walked on: our assumption, not measured."""
PANELS = 4
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)
Flags = npt.NDArray[np.uint8]
Rows = Any
"""The rows of a Track (see ROW), as compiled code reads and writes them."""


class Meetings(NamedTuple):
    """Moments at which parties may be too close, or no longer are, in order of time.

    `entry` is the message that told it (row in Entries), `his` and `hers` are pairs, `share` is the
    probability that they are closer than the control's alarm distance, `ordered` than the ordered one;
    `bearing_deg` leads from her to him; `lat`, `lon` and `accuracy_m` are his. Going apart is noted once they
    are CLEAR_M beyond the alarm distance: who trembles about it rings once.
    """

    entry: Codes
    his: Codes
    hers: Codes
    distance_m: Floats
    share: Floats
    ordered: Floats
    bearing_deg: Floats
    lat: Floats
    lon: Floats
    accuracy_m: Floats


def follow(
    watch: Watch, before: Track, near: Flags, chosen: Entries, fixes: FixBatch, accuracy_m: Floats
) -> tuple[Track, Marks, Meetings]:
    """Take positions (in order of time) into the memory; return it, each entry's mark, and who met.

    `near`, per pair, says which respondents are in alarm, and is written on.
    """
    positions = Positions.of(fixes, accuracy_m)
    room = 16 + 2 * len(chosen.fix) if len(watch.parties.pair) else 0
    while True:
        now, seen = before.copy(), near.copy()
        marks = np.zeros(len(chosen.fix), np.int8)
        codes, numbers = np.empty((3, room), np.int32), np.empty((7, room), np.float64)
        found = _kept_follow(
            now.rows, seen, watch.pairs, watch.parties, *chosen, positions, marks, codes, numbers
        )
        if found <= room:
            break
        room = found
    numbers[1:3, :found] = np.round(numbers[1:3, :found], SHARE_DECIMALS)
    return now, marks, Meetings(*codes[:, :found], *numbers[:, :found])


@njit(cache=True)
def disc_share(distance_m: float, within_m: float, sigma_m: float) -> float:
    """Return how much of an isotropic Gaussian lies within `within_m` of a point so far from its middle."""
    sigma_m = max(sigma_m, SMALLEST_SIGMA_M)
    if abs(distance_m - within_m) > SIGMAS * sigma_m:
        if distance_m > within_m:
            return 0.0
        if within_m > 2 * SIGMAS * sigma_m:
            return 1.0
    widest = asin(min(1.0, SIGMAS * sigma_m / within_m))
    total, half = 0.0, widest / PANELS
    for panel in range(PANELS):
        for node in range(len(_NODES)):
            angle = half * (2 * panel + 1 - PANELS + _NODES[node])
            across, chord = within_m * sin(angle) / sigma_m, within_m * cos(angle)
            line = _below((chord - distance_m) / sigma_m) - _below((-chord - distance_m) / sigma_m)
            total += _WEIGHTS[node] * half * chord / sigma_m * exp(-across * across / 2) * line
    return min(1.0, max(0.0, total / sqrt(2 * pi)))


@njit(cache=True)
def _below(deviations: float) -> float:
    return 0.5 * (1 + erf(deviations / sqrt(2.0)))


@njit(cache=False)
def _all_followed(
    rows: Rows,
    near: Flags,
    pairs: Pairs,
    parties: Parties,
    entry_fix: Codes,
    entry_pair: Codes,
    positions: Positions,
    marks: Marks,
    codes: Codes,
    numbers: Floats,
) -> int:
    found, begin = 0, 0
    while begin < len(entry_fix):
        at, end = positions.at[entry_fix[begin]], begin
        while end < len(entry_fix) and positions.at[entry_fix[end]] == at:
            if not np.isnan(positions.lat[entry_fix[end]]):
                pair = entry_pair[end]
                is_measured = len(parties.pair) > 0 and not np.isnan(parties.alarm_m[pairs.control[pair]])
                marks[end] = believe(rows[pair], positions, entry_fix[end], is_measured)
            end += 1
        if len(parties.pair) > 0:
            for protected in (False, True):
                for entry in range(begin, end):
                    pair, fix = entry_pair[entry], entry_fix[entry]
                    if pairs.protected[pair] != protected:
                        continue
                    if marks[entry] == JUMPED and not protected:
                        found = _meet_by_leap(
                            rows, near, pairs, parties, entry, pair, positions, fix, codes, numbers, found
                        )
                    if not _is_where(rows, pair, positions, fix):
                        continue
                    control = pairs.control[pair]
                    for row in range(parties.first[control], parties.first[control + 1]):
                        his = parties.pair[row]
                        if pairs.protected[his] or (not protected and his != pair):
                            continue
                        found = _meet(rows, near, pairs, parties, entry, his, at, codes, numbers, found)
        begin = end
    return found


@njit(cache=False)
def _meet_by_leap(
    rows: Rows,
    near: Flags,
    pairs: Pairs,
    parties: Parties,
    entry: int,
    his: int,
    positions: Positions,
    fix: int,
    codes: Codes,
    numbers: Floats,
    found: int,
) -> int:
    """Weigh the distance from where he is said to have leapt, and believe him there no longer."""
    at, lat, lon, accuracy_m = rows[his].at, rows[his].lat, rows[his].lon, rows[his].accuracy_m
    rows[his].at, rows[his].accuracy_m = positions.at[fix], positions.accuracy_m[fix]
    rows[his].lat, rows[his].lon = positions.lat[fix], positions.lon[fix]
    found = _meet(rows, near, pairs, parties, entry, his, positions.at[fix], codes, numbers, found)
    rows[his].at, rows[his].lat, rows[his].lon, rows[his].accuracy_m = at, lat, lon, accuracy_m
    return found


@njit(cache=False)
def _is_where(rows: Rows, pair: int, positions: Positions, fix: int) -> bool:
    """Tell whether a position is the one that is believed at its moment."""
    return bool(
        rows[pair].at == positions.at[fix]
        and rows[pair].lat == positions.lat[fix]
        and rows[pair].lon == positions.lon[fix]
    )


@njit(cache=False)
def _meet(
    rows: Rows,
    near: Flags,
    pairs: Pairs,
    parties: Parties,
    entry: int,
    his: int,
    at: int,
    codes: Codes,
    numbers: Floats,
    found: int,
) -> int:
    """Weigh the distance of a respondent's device to the likeliest of hers; note it where it tells.

    While a leap of his is in doubt, nothing says that they went apart.
    """
    if not _is_fresh(rows, pairs, his, at):
        return found
    control = pairs.control[his]
    hers, best, distance_m, sigma_m, bearing_deg = -1, -1.0, 0.0, 0.0, 0.0
    for row in range(parties.first[control], parties.first[control + 1]):
        other = parties.pair[row]
        if not pairs.protected[other] or not _is_fresh(rows, pairs, other, at):
            continue
        x, y, _ = local_xy(rows[other].lat, rows[other].lon, rows[his].lat, rows[his].lon)
        error_m = hypot(_error_m(rows, his, at), _error_m(rows, other, at)) / SIGMAS_OF_ACCURACY
        share = disc_share(hypot(x, y), parties.alarm_m[control], error_m)
        if share > best:
            hers, best, distance_m, sigma_m = other, share, hypot(x, y), error_m
            bearing_deg = degrees(atan2(x, y)) % 360
    ends = near[his] and rows[his].doubt_at == NEVER
    if hers < 0 or (best < LEAST_SHARE and not ends):
        return found
    near[his] = best >= LEAST_SHARE or distance_m < parties.alarm_m[control] + CLEAR_M
    if found < codes.shape[1]:
        codes[0, found], codes[1, found], codes[2, found] = entry, his, hers
        numbers[0, found], numbers[1, found] = distance_m, best
        numbers[2, found] = disc_share(distance_m, parties.ordered_m[control], sigma_m)
        numbers[3, found], numbers[6, found] = bearing_deg, rows[his].accuracy_m
        numbers[4, found], numbers[5, found] = rows[his].lat, rows[his].lon
    return found + 1


@njit(cache=False)
def _is_fresh(rows: Rows, pairs: Pairs, pair: int, at: int) -> bool:
    """Tell whether a device in force at a moment has been seen within the time that silence may last."""
    return bool(
        rows[pair].at != NEVER
        and at - rows[pair].at <= pairs.allowed_ms[pair]
        and pairs.begins[pair] <= at <= pairs.ends[pair]
    )


@njit(cache=False)
def _error_m(rows: Rows, pair: int, at: int) -> float:
    """Return the radius with 68 % of the probability, widened with speed times age."""
    speed_m_s = max(STROLL_M_S, rows[pair].speed_m_s)
    return float(rows[pair].accuracy_m + speed_m_s * (at - rows[pair].at) / 1000)


def _kept(mark: str) -> Callable[..., int]:
    """Return the loop as machine code that is kept between runs, as long as `mark` is the same."""

    @njit(cache=True)
    def run(
        rows: Rows,
        near: Flags,
        pairs: Pairs,
        parties: Parties,
        entry_fix: Codes,
        entry_pair: Codes,
        positions: Positions,
        marks: Marks,
        codes: Codes,
        numbers: Floats,
    ) -> int:
        assert len(mark) > 0
        return _all_followed(
            rows, near, pairs, parties, entry_fix, entry_pair, positions, marks, codes, numbers
        )

    kept: Callable[..., int] = run
    return kept


_kept_follow = _kept(fingerprint(ellipsoid, edges, measure, alarm, drift, track) + str(POSSIBLE))
