"""The judging kernel: which controls a fix belongs to, and what it has to do with their zones."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from math import hypot
from typing import NamedTuple

import numpy as np
from numba import njit

from vaern.monitoring import alarm, columns, drift, measuring
from vaern.monitoring.alarm import POSSIBLE, SHARE_DECIMALS, SHOWN
from vaern.monitoring.columns import STRANGER, Pairs, Pieces, Shapes
from vaern.monitoring.drift import FASTEST_M_PER_S
from vaern.monitoring.fix import Codes, Floats, Ints
from vaern.monitoring.measuring import absence, is_about, is_between, measure, piece_at
from vaern.monitoring.watch import Watch
from vaern.zones import crossing, edges, ellipsoid, widened
from vaern.zones import measure as measures
from vaern.zones.crossing import way_meets_edge
from vaern.zones.edges import SIGMAS, SMALLEST_SIGMA_M
from vaern.zones.ellipsoid import local_xy
from vaern.zones.fingerprint import fingerprint
from vaern.zones.measure import SIGMAS_OF_ACCURACY

LEAST_SHARE = POSSIBLE - 0.5 * 10.0**-SHARE_DECIMALS


class Entries(NamedTuple):
    """A fix (row of its batch) within a control in force at its time (pair), in the order of the fixes."""

    fix: Codes
    pair: Codes


class Hits(NamedTuple):
    """A fix possibly in a zone or its margin, or not shown in one in which he must be.

    `entry` is the row in Entries, the rest what was measured. At a zone in which he must be, `in_margin`
    is how sure it is that he is not there (`_absence`).
    """

    entry: Codes
    zone: Codes
    distance_m: Floats
    margin_m: Floats
    in_zone: Floats
    in_margin: Floats
    bearing_deg: Floats


class Moves(NamedTuple):
    """Fixes of respondents with the fix before, row by row: pair, time, place, and the same of the other."""

    pair: Codes
    at: Ints
    lat: Floats
    lon: Floats
    from_at: Ints
    from_lat: Floats
    from_lon: Floats


class Crossings(NamedTuple):
    """Moves (rows of Moves) whose way leads through the boundary of a zone."""

    move: Codes
    zone: Codes


def entries(over: Watch, device: Codes, fixed_at: Ints) -> Entries:
    """Return each fix with each control it belongs to at its time; `device` are codes of the watch."""
    if len(over.devices) == 0:
        return Entries(np.empty(0, np.int32), np.empty(0, np.int32))
    counts = over.pairs.first[device + 1] - over.pairs.first[device]
    fix = np.empty(int(counts[device != STRANGER].sum()), np.int32)
    pair = np.empty_like(fix)
    found = _entries(over.pairs, device, fixed_at, fix, pair)
    return Entries(fix[:found], pair[:found])


def hits(
    over: Watch,
    chosen: Entries,
    fixed_at: Ints,
    lat: Floats,
    lon: Floats,
    accuracy_m: Floats,
    threads: int = 1,
) -> Hits:
    """Judge every entry against the zones of its control; only what is at least `possible` comes back.

    Several threads give the same as one: each judges a run of entries, put together in order afterwards.
    """
    if threads == 1:
        return _hits(over, chosen, fixed_at, lat, lon, accuracy_m)
    cuts = np.linspace(0, len(chosen.fix), threads + 1).astype(int).tolist()
    runs = [Entries(chosen.fix[begin:end], chosen.pair[begin:end]) for begin, end in pairwise(cuts)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda run: _hits(over, run, fixed_at, lat, lon, accuracy_m), runs))
    parts = [part._replace(entry=part.entry + np.int32(cut)) for part, cut in zip(parts, cuts, strict=False)]
    return Hits(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _hits(over: Watch, chosen: Entries, fixed_at: Ints, lat: Floats, lon: Floats, accuracy_m: Floats) -> Hits:
    room = len(chosen.fix) // 8 + 16
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


def crossings(over: Watch, moves: Moves) -> Crossings:
    """Return which moves cross a zone in which he must not be, near enough in time and slow enough."""
    room = len(moves.pair) // 8 + 16
    while True:
        codes = np.empty((2, room), np.int32)
        found = _kept_crossings(over.pairs, over.pieces, over.shapes, moves, codes)
        if found <= room:
            return Crossings(codes[0, :found], codes[1, :found])
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
        sigma_m = max(SMALLEST_SIGMA_M, accuracy_m[fix] / SIGMAS_OF_ACCURACY)
        for zone in range(pieces.zones[control], pieces.zones[control + 1]):
            within_m = pieces.widest_m[zone] + SIGMAS * sigma_m
            required = pieces.required[zone]
            if not (required or is_about(shapes, zone, lat[fix], lon[fix], within_m)):
                continue
            piece = piece_at(pieces, zone, fixed_at[fix])
            if piece < 0:
                continue
            measured = measure(shapes, zone, pieces.margin_m[piece], lat[fix], lon[fix], sigma_m)
            if required:
                if measured[0] <= 0 or measured[1] >= SHOWN:
                    continue
                measured = measured[0], measured[1], absence(measured[0], sigma_m), measured[3]
            elif max(measured[1], measured[2]) < LEAST_SHARE:
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
def _all_crossings(pairs: Pairs, pieces: Pieces, shapes: Shapes, moves: Moves, codes: Codes) -> int:
    found = 0
    room = codes.shape[1]
    for row in range(len(moves.pair)):
        pair = moves.pair[row]
        took_ms = moves.at[row] - moves.from_at[row]
        if not 0 < took_ms < pairs.allowed_ms[pair] or np.isnan(moves.from_lat[row]):
            continue
        lat, lon, from_lat, from_lon = (
            moves.lat[row], moves.lon[row], moves.from_lat[row], moves.from_lon[row],
        )  # fmt: skip
        control = pairs.control[pair]
        for zone in range(pieces.zones[control], pieces.zones[control + 1]):
            if pieces.required[zone] or not is_between(shapes, zone, lat, lon, from_lat, from_lon):
                continue
            if piece_at(pieces, zone, moves.at[row]) < 0:
                continue
            x, y, _ = local_xy(from_lat, from_lon, lat, lon)
            if hypot(x, y) > FASTEST_M_PER_S * took_ms / 1000:
                break
            ends = shapes.x[:-1], shapes.y[:-1], shapes.x[1:], shapes.y[1:]
            first, last = shapes.first[zone], shapes.first[zone + 1] - 1
            middle = shapes.lat0[zone], shapes.lon0[zone]
            if way_meets_edge(*middle, from_lat, from_lon, lat, lon, *ends, first, last):
                if found < room:
                    codes[0, found] = row
                    codes[1, found] = zone
                found += 1
    return found


def _kept(mark: str) -> Callable[..., int]:
    """Return the judging loop as machine code that is kept between runs, as long as `mark` is the same."""

    @njit(cache=True, nogil=True)
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


def _kept_too(mark: str) -> Callable[..., int]:
    """Return the search for crossings, kept like the judging loop."""

    @njit(cache=True)
    def search(pairs: Pairs, pieces: Pieces, shapes: Shapes, moves: Moves, codes: Codes) -> int:
        assert len(mark) > 0
        return _all_crossings(pairs, pieces, shapes, moves, codes)

    searched: Callable[..., int] = search
    return searched


_MARK = fingerprint(ellipsoid, edges, widened, measures, crossing, alarm, columns, drift, measuring)
_kept_hits = _kept(_MARK)
_kept_crossings = _kept_too(_MARK)
