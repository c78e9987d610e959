"""The judging kernel: which controls a fix belongs to, and what it has to do with their zones."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numba import njit

from vaern.monitoring import alarm, watch
from vaern.monitoring.alarm import POSSIBLE, SHARE_DECIMALS
from vaern.monitoring.fix import Codes, Floats, Ints
from vaern.monitoring.watch import STRANGER, Pairs, Pieces, Shapes, Watch
from vaern.zones import edges, ellipsoid, measure, widened
from vaern.zones.edges import SIGMAS, gaussian_share, nearest
from vaern.zones.ellipsoid import local_xy
from vaern.zones.fingerprint import fingerprint
from vaern.zones.measure import SIGMAS_OF_ACCURACY, bearing_deg
from vaern.zones.widened import widened_share

LEAST_SHARE = POSSIBLE - 0.5 * 10.0**-SHARE_DECIMALS

_bearing_deg = njit(cache=False)(bearing_deg)


class Entries(NamedTuple):
    """A fix (row of its batch) within a control in force at its time (pair), in the order of the fixes."""

    fix: Codes
    pair: Codes


class Hits(NamedTuple):
    """A fix possibly in a zone or its margin; `entry` is the row in Entries, the rest what was measured."""

    entry: Codes
    zone: Codes
    distance_m: Floats
    margin_m: Floats
    in_zone: Floats
    in_margin: Floats
    bearing_deg: Floats


def entries(over: Watch, device: Codes, fixed_at: Ints) -> Entries:
    """Return each fix with each control it belongs to at its time; `device` are codes of the watch."""
    if len(over.devices) == 0:
        return Entries(np.empty(0, np.int32), np.empty(0, np.int32))
    counts = over.pairs.first[device + 1] - over.pairs.first[device]
    fix = np.empty(int(counts[device != STRANGER].sum()), np.int32)
    pair = np.empty_like(fix)
    found = _entries(over.pairs, device, fixed_at, fix, pair)
    return Entries(fix[:found], pair[:found])


def hits(over: Watch, chosen: Entries, fixed_at: Ints, lat: Floats, lon: Floats, accuracy_m: Floats) -> Hits:
    """Judge every entry against the zones of its control; only what is at least `possible` comes back."""
    room = len(chosen.fix) + 16
    while True:
        codes = np.empty((2, room), np.int32)
        numbers = np.empty((5, room), np.float64)
        arrays = over.pairs, over.pieces, over.shapes
        found = _kept_hits(*arrays, *chosen, fixed_at, lat, lon, accuracy_m, codes, numbers)
        if found <= room:
            in_zone, in_margin = np.round(numbers[2:4, :found], SHARE_DECIMALS)
            distance_m, margin_m, *_, bearing = numbers[:, :found]
            return Hits(codes[0, :found], codes[1, :found], distance_m, margin_m, in_zone, in_margin, bearing)
        room = found


@njit(cache=True)
def _entries(pairs: Pairs, device: Codes, fixed_at: Ints, fix: Codes, pair: Codes) -> int:
    found = 0
    for row in range(len(device)):
        if device[row] == STRANGER:
            continue
        at = fixed_at[row]
        for candidate in range(pairs.first[device[row]], pairs.first[device[row] + 1]):
            if pairs.begins[candidate] <= at <= pairs.ends[candidate]:
                fix[found] = row
                pair[found] = candidate
                found += 1
    return found


@njit(cache=False)
def _all_hits(
    pairs: Pairs,
    pieces: Pieces,
    shapes: Shapes,
    entry_fix: Codes,
    entry_pair: Codes,
    fixed_at: Ints,
    lat: Floats,
    lon: Floats,
    accuracy_m: Floats,
    codes: Codes,
    numbers: Floats,
) -> int:
    found = 0
    room = codes.shape[1]
    for entry in range(len(entry_fix)):
        fix = entry_fix[entry]
        if pairs.protected[entry_pair[entry]] or np.isnan(lat[fix]):
            continue
        control = pairs.control[entry_pair[entry]]
        sigma_m = accuracy_m[fix] / SIGMAS_OF_ACCURACY
        for piece in range(pieces.first[control], pieces.first[control + 1]):
            if not pieces.begins[piece] <= fixed_at[fix] <= pieces.ends[piece]:
                continue
            within_m = pieces.margin_m[piece] + SIGMAS * sigma_m
            zone = pieces.zone[piece]
            if not _is_about(shapes, zone, lat[fix], lon[fix], within_m):
                continue
            measured = _measure(shapes, zone, pieces.margin_m[piece], lat[fix], lon[fix], sigma_m)
            if max(measured[1], measured[2]) < LEAST_SHARE:
                continue
            if found < room:
                codes[0, found] = entry
                codes[1, found] = zone
                numbers[0, found] = measured[0]
                numbers[1, found] = pieces.margin_m[piece]
                numbers[2, found] = measured[1]
                numbers[3, found] = measured[2]
                numbers[4, found] = measured[3]
            found += 1
    return found


@njit(cache=False)
def _is_about(shapes: Shapes, shape: int, lat: float, lon: float, within_m: float) -> bool:
    """Tell from the bounding box alone whether a position can be within so many metres of an outline."""
    away_lat = abs(lat - shapes.lat0[shape]) - shapes.reach_lat[shape]
    if away_lat > within_m * shapes.lat_per_m[shape]:
        return False
    around = abs(lon - shapes.lon0[shape])
    away_lon = min(around, 360.0 - around) - shapes.reach_lon[shape]
    return away_lon <= within_m * shapes.lon_per_m[shape] or within_m > 20_000


@njit(cache=False)
def _measure(
    shapes: Shapes, zone: int, margin_m: float, lat: float, lon: float, sigma_m: float
) -> tuple[float, float, float, float]:
    """Return the signed distance, the shares in the zone and in the zone with its margin, the way out."""
    x, y, turn = local_xy(shapes.lat0[zone], shapes.lon0[zone], lat, lon)
    first, last = shapes.first[zone], shapes.first[zone + 1] - 1
    ends = shapes.x[:-1], shapes.y[:-1], shapes.x[1:], shapes.y[1:]
    distance_m, to_x, to_y = nearest(x, y, *ends, first, last)
    in_zone = _certainly(distance_m, sigma_m)
    if in_zone < 0:
        in_zone = gaussian_share(x, y, sigma_m, *ends, first, last)
    in_margin = _certainly(distance_m - margin_m, sigma_m) if margin_m > 0 else 0.0
    if in_margin < 0:
        in_margin = max(in_zone, widened_share(x, y, sigma_m, margin_m, distance_m, *ends, first, last))
    return distance_m, in_zone, in_margin, _bearing_deg(distance_m, to_x, to_y, turn)


@njit(cache=False)
def _certainly(distance_m: float, sigma_m: float) -> float:
    """Return 0 or 1 where the distance leaves no doubt, else -1."""
    if distance_m > SIGMAS * sigma_m:
        return 0.0
    return 1.0 if distance_m < -SIGMAS * sigma_m else -1.0


def _kept(mark: str) -> Callable[..., int]:
    """Return the judging loop as machine code that is kept between runs, as long as `mark` is the same."""

    @njit(cache=True)
    def judge(
        pairs: Pairs,
        pieces: Pieces,
        shapes: Shapes,
        entry_fix: Codes,
        entry_pair: Codes,
        fixed_at: Ints,
        lat: Floats,
        lon: Floats,
        accuracy_m: Floats,
        codes: Codes,
        numbers: Floats,
    ) -> int:
        assert len(mark) > 0
        return _all_hits(
            pairs, pieces, shapes, entry_fix, entry_pair, fixed_at, lat, lon, accuracy_m, codes, numbers
        )

    judged: Callable[..., int] = judge
    return judged


_kept_hits = _kept(fingerprint(ellipsoid, edges, widened, measure, alarm, watch))
