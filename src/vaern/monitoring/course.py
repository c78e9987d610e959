"""The course of every alarm at a place through a pass, compiled: which fixes change something, and what.

Most fixes leave both alarms of a place as they are; only what changes comes out, and is written by `places`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit

from vaern.monitoring import alarm, columns, drift, measuring, track, turns
from vaern.monitoring import stand as standing
from vaern.monitoring.alarm import LEAST_GRADE, SHOWN, SHOWN_GRADE
from vaern.monitoring.columns import Pieces, Shapes
from vaern.monitoring.fix import Ints
from vaern.monitoring.kernel import LEAST_SHARE
from vaern.monitoring.measuring import piece_at
from vaern.monitoring.stand import (
    ALARMS,
    BETWEEN,
    INSIDE,
    MARGIN,
    NEAR,
    RAISED,
    ROSE,
    ZONE,
    Change,
    Marked,
    Places,
    Stand,
    Steps,
)
from vaern.monitoring.track import NEVER
from vaern.monitoring.turns import begin, expire, grade_of_share, outside, rise, write
from vaern.zones import edges, ellipsoid
from vaern.zones.edges import gaussian_share, nearest
from vaern.zones.ellipsoid import local_xy
from vaern.zones.fingerprint import fingerprint
from vaern.zones.measure import SIGMAS_OF_ACCURACY


def carry(
    pieces: Pieces, shapes: Shapes, steps: Steps, marked: Marked, places: Places, stand: Stand, names: int
) -> tuple[list[Change], Ints]:
    """Carry all alarms through their marks and steps; `stand` is written on.

    Return the changes in order, place by place, and for each mark the name of the alarm that opens it, -1
    where none does. A name is a number; whoever is raised gets the next one from `names` on.
    """
    changes = np.empty((6 * len(marked.step) + 2 * len(places.pair) + 1, len(Change._fields)), np.int64)
    opened = np.full(len(marked.step), -1, np.int64)
    found = _kept_course(pieces, shapes, steps, marked, places, stand, names, changes, opened)
    return [Change(*row) for row in changes[:found].tolist()], opened


@njit(cache=False)
def _all_carried(
    pieces: Pieces,
    shapes: Shapes,
    steps: Steps,
    marked: Marked,
    places: Places,
    stand: Stand,
    names: int,
    changes: Ints,
    opened: Ints,
) -> int:
    found = 0
    for place in range(len(places.pair)):
        zone, expected = places.zone[place], places.begin[place]
        for mark in range(places.first[place], places.last[place]):
            step = marked.step[mark]
            found = _pass_by(pieces, shapes, steps, stand, place, zone, expected, step, changes, found)
            if marked.hit[mark] < 0:
                found = _leave(pieces, shapes, steps, stand, place, zone, step, changes, found)
            else:
                at, accuracy_m = steps.at[step], steps.accuracy_m[step]
                found, names = _meet(
                    pieces, marked, stand, place, zone, mark, at, accuracy_m, changes, found, names
                )
                opened[mark] = _opened(marked, stand, place, mark, places.traits[place])
            if marked.crossed[mark]:
                found, names = _cross(
                    pieces, shapes, steps, marked, stand, place, zone, mark, changes, found, names
                )
            expected = step + 1
        found = _pass_by(
            pieces, shapes, steps, stand, place, zone, expected, places.end[place], changes, found
        )
    return found


@njit(cache=False)
def _pass_by(
    pieces: Pieces, shapes: Shapes, steps: Steps, stand: Stand,
    place: int, zone: int, begin: int, end: int, changes: Ints, found: int,
) -> int:  # fmt: skip
    """Take steps that are outside beyond their own error, while there is an alarm for them to end."""
    for step in range(begin, end):
        if not (stand.is_open[place, ZONE] or stand.is_open[place, MARGIN]):
            break
        if not steps.jumped[step]:
            found = _leave(pieces, shapes, steps, stand, place, zone, step, changes, found)
    return found


@njit(cache=False)
def _leave(
    pieces: Pieces, shapes: Shapes, steps: Steps, stand: Stand,
    place: int, zone: int, step: int, changes: Ints, found: int,
) -> int:  # fmt: skip
    at = steps.at[step]
    for which in range(len(ALARMS)):
        found = expire(stand, place, which, at, changes, found)
    if stand.is_open[place, ZONE] or stand.is_open[place, MARGIN]:
        distance_m = _distance_m(shapes, zone, steps.lat[step], steps.lon[step])
        piece = piece_at(pieces, zone, at)
        margin_m = pieces.margin_m[piece] if piece >= 0 else float(pieces.widest_m[zone])
        for which in range(len(ALARMS)):
            beyond_m = distance_m - (margin_m if which == MARGIN else 0.0)
            found = outside(stand, place, which, -1, at, beyond_m, steps.accuracy_m[step], changes, found)
    return found


@njit(cache=False)
def _meet(
    pieces: Pieces, marked: Marked, stand: Stand,
    place: int, zone: int, mark: int, at: int, accuracy_m: float, changes: Ints, found: int, names: int,
) -> tuple[int, int]:  # fmt: skip
    """Take a fix that may be in the zone or its margin."""
    for which in range(len(ALARMS)):
        found = expire(stand, place, which, at, changes, found)
        grade = grade_of_share(marked.in_zone[mark] if which == ZONE else marked.in_margin[mark])
        depth_m = marked.distance_m[mark] - (marked.margin_m[mark] if which == MARGIN else 0.0)
        if grade == 0:
            found = outside(stand, place, which, mark, at, depth_m, accuracy_m, changes, found)
        elif stand.is_open[place, which]:
            near = marked.near[mark] > 0
            found = rise(stand, place, which, mark, at, grade, depth_m, accuracy_m, near, changes, found)
        else:
            told = marked.near[mark] == NEAR
            begin(pieces, stand, place, zone, which, at, grade, told, depth_m, names)
            counts = which == ZONE and grade >= SHOWN_GRADE
            found = write(changes, found, place, which, mark, RAISED, INSIDE, at, grade, told, counts)
            names += 1
    return found, names


@njit(cache=False)
def _cross(
    pieces: Pieces, shapes: Shapes, steps: Steps, marked: Marked, stand: Stand,
    place: int, zone: int, mark: int, changes: Ints, found: int, names: int,
) -> tuple[int, int]:  # fmt: skip
    """Raise for a way that led through the zone between two fixes outside."""
    is_open, step = stand.is_open[place, ZONE], marked.step[mark]
    if is_open and not stand.rested[place, ZONE]:
        return found, names
    lat, lon, at = steps.lat[step], steps.lon[step], steps.at[step]
    if _share(shapes, zone, lat, lon, steps.accuracy_m[step]) >= LEAST_SHARE:
        return found, names
    before = steps.from_lat[step], steps.from_lon[step], steps.from_accuracy_m[step]
    if _share(shapes, zone, *before) >= LEAST_SHARE:
        return found, names
    if is_open:
        grade, told = stand.grade[place, ZONE], stand.told[place, ZONE]
        return write(changes, found, place, ZONE, mark, ROSE, BETWEEN, at, grade, told, False), names
    told = marked.near[mark] == NEAR
    depth_m = _distance_m(shapes, zone, lat, lon)
    begin(pieces, stand, place, zone, ZONE, at, LEAST_GRADE, told, depth_m, names)
    return write(changes, found, place, ZONE, mark, RAISED, BETWEEN, at, LEAST_GRADE, told, False), names + 1


@njit(cache=False)
def _opened(marked: Marked, stand: Stand, place: int, mark: int, traits: int) -> int:
    """Return the name of the gravest of the alarms that open a fix.

    An alarm opens a fix that shows him in its place, and, where the law follows him while it lasts, every
    fix while he is still where it has shown him.
    """
    for which in range(len(ALARMS)):
        if stand.is_open[place, which]:
            share = marked.in_zone[mark] if which == ZONE else marked.in_margin[mark]
            lasts = stand.outside_since[place, which] == NEVER and stand.grade[place, which] >= SHOWN_GRADE
            if (share >= SHOWN and traits & 1 << which) or (lasts and traits & 4 << which):
                return int(stand.name[place, which])
    return -1


@njit(cache=False)
def _distance_m(shapes: Shapes, zone: int, lat: float, lon: float) -> float:
    x, y, _ = local_xy(shapes.lat0[zone], shapes.lon0[zone], lat, lon)
    ends = shapes.x[:-1], shapes.y[:-1], shapes.x[1:], shapes.y[1:]
    return float(nearest(x, y, *ends, shapes.first[zone], shapes.first[zone + 1] - 1)[0])


@njit(cache=False)
def _share(shapes: Shapes, zone: int, lat: float, lon: float, accuracy_m: float) -> float:
    x, y, _ = local_xy(shapes.lat0[zone], shapes.lon0[zone], lat, lon)
    ends = shapes.x[:-1], shapes.y[:-1], shapes.x[1:], shapes.y[1:]
    first, last = shapes.first[zone], shapes.first[zone + 1] - 1
    return float(gaussian_share(x, y, accuracy_m / SIGMAS_OF_ACCURACY, *ends, first, last))


def _kept(mark: str) -> Callable[..., int]:
    """Return the loop as machine code that is kept between runs, as long as `mark` is the same."""

    @njit(cache=True)
    def run(
        pieces: Pieces,
        shapes: Shapes,
        steps: Steps,
        marked: Marked,
        places: Places,
        stand: Stand,
        names: int,
        changes: Ints,
        opened: Ints,
    ) -> int:
        assert len(mark) > 0
        return _all_carried(pieces, shapes, steps, marked, places, stand, names, changes, opened)

    kept: Callable[..., int] = run
    return kept


_kept_course = _kept(fingerprint(alarm, columns, drift, measuring, standing, track, turns, edges, ellipsoid))
