"""Made-up ways about a zone: people who come near, and people who only live there.

Lengths and speeds are assumptions: a walk at 1.4 m/s, a bicycle at 5, a car at 14.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from vaern.simulate.truth import Truth

Floats = npt.NDArray[np.float64]
FAR_M = 1500.0
DAY_S = 24 * 3600.0


def scenes(zone: BaseGeometry, margin_m: float, place: Floats, dice: np.random.Generator) -> Iterator[Truth]:
    """Yield each way about a zone given in metres; `place` is what it protects."""
    outside = zone.buffer(margin_m)
    for name, speed, stays_s in (("on foot", 1.4, 300.0), ("by bicycle", 5.0, 60.0), ("by car", 14.0, 0.0)):
        yield _through(f"approach {name}", place, dice.uniform(0, 2 * np.pi), speed, stays_s)
    yield _creeping(zone, outside, place)
    yield _turning_back(zone, margin_m, place)
    yield _along("along the border", outside.buffer(25), 1.4)
    yield _neighbour(outside.buffer(60), dice)


def _through(name: str, place: Floats, turn: float, speed: float, stays_s: float) -> Truth:
    """Straight to the protected place, some time there, and straight on."""
    way = np.array([np.sin(turn), np.cos(turn)]) * FAR_M
    half_s = FAR_M / speed
    at_s = np.array([0, 600, 600 + half_s, 600 + half_s + stays_s, 600 + 2 * half_s + stays_s])
    xy = place + np.array([way, way, 0 * way, 0 * way, -way])
    at_s[3] += stays_s == 0  # a car does not stop, but a way needs time between two points
    return Truth(name, at_s, xy)


def _creeping(zone: BaseGeometry, outside: BaseGeometry, place: Floats) -> Truth:
    """Metre by metre, a tenth of a metre a second, from outside the margin into the zone."""
    begin, end = _point_at(outside.buffer(50), 0.0), place
    inside = _last_outside(zone, begin, end) + 40 * _unit(end - begin)
    length = float(np.hypot(*(inside - begin)))
    return Truth(
        "slow drift", np.array([0.0, length / 0.1, length / 0.1 + 1800]), np.array([begin, inside, inside])
    )


def _turning_back(zone: BaseGeometry, margin_m: float, place: Floats) -> Truth:
    """Halfway into the margin and back, never into the zone."""
    begin = _point_at(zone.buffer(margin_m + 400), 0.4)
    turn = _last_outside(zone, begin, place) - margin_m / 2 * _unit(place - begin)
    half_s = float(np.hypot(*(turn - begin))) / 1.4
    return Truth(
        "turns back in the margin",
        np.array([0.0, half_s, half_s + 300, 2 * half_s + 300]),
        np.array([begin, turn, turn, begin]),
    )


def _along(name: str, track: BaseGeometry, speed: float) -> Truth:
    """Once round the zone, always outside."""
    ring = np.asarray(_largest(track).exterior.coords)
    steps = np.hypot(*np.diff(ring, axis=0).T)
    return Truth(
        name, np.concatenate([[0.0], np.cumsum(steps) / speed + 1e-6 * np.arange(1, len(ring))]), ring
    )


def _neighbour(track: BaseGeometry, dice: np.random.Generator) -> Truth:
    """A day at home beside the margin: within some metres of one spot, never inside."""
    home = _point_at(track, 0.7)
    at_s = np.arange(0, DAY_S + 1, 300.0)
    return Truth("a day beside the margin", at_s, home + np.clip(dice.normal(0, 6, (len(at_s), 2)), -15, 15))


def _last_outside(zone: BaseGeometry, begin: Floats, end: Floats) -> Floats:
    """Where the straight way from `begin` to `end` meets the zone first."""
    steps = np.linspace(0, 1, 4001)
    way = begin + steps[:, None] * (end - begin)
    first = next(row for row in range(len(way)) if zone.contains(Point(way[row])))
    return np.asarray(way[max(first - 1, 0)])


def _point_at(track: BaseGeometry, share: float) -> Floats:
    exterior = _largest(track).exterior
    point = exterior.interpolate(share, normalized=True)
    return np.array([point.x, point.y])


def _largest(shape: BaseGeometry) -> BaseGeometry:
    return max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)


def _unit(way: Floats) -> Floats:
    return np.asarray(way / np.hypot(*way))
