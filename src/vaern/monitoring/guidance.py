"""Where he is to go: out of every zone at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import shapely
from numba import njit
from shapely.geometry.base import BaseGeometry

from vaern.monitoring.columns import About, Pairs, Shapes, boxes_meet
from vaern.monitoring.fix import Codes, Ints
from vaern.monitoring.kept import remember
from vaern.monitoring.terms import ALWAYS_MS
from vaern.monitoring.walk import Hit, Spot
from vaern.monitoring.watch import Watch
from vaern.zones import Outline
from vaern.zones.ellipsoid import lat_lon, local_xy
from vaern.zones.measure import bearing_deg

Found = tuple[Hit, tuple[int, ...], Spot]
"""A fix in a zone, the openings of the zone that he may still use, and where it was."""


def bearings_out_deg(watch: Watch, pair: int, zone: int, found: Sequence[Found]) -> list[int]:
    """Return for fixes in a zone the compass bearing of the shortest way to ground where he may be, each in
    whole degrees; all zones in force for the device count."""
    bearings = [round(hit.bearing_deg) % 360 for hit, _, _ in found]
    about: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
    for row, (hit, opened, _) in enumerate(found):
        others = _others(watch, pair, zone, hit.at)
        if others or opened:
            about.setdefault((others, opened), []).append(row)
    for (others, opened), rows in about.items():
        ways = _out_of_all(watch, zone, others, opened, [found[row][2] for row in rows])
        for way, bearing in ways:
            bearings[rows[way]] = round(bearing) % 360
    return bearings


def in_company(watch: Watch, pair: Ints, zone: Ints) -> npt.NDArray[np.bool_]:
    """Tell for each device and zone whether another of the device's zones touches it, at whatever time."""
    return _in_company(watch.pairs, watch.pieces.zones, watch.shapes, pair, zone)


@njit(cache=True)
def _in_company(pairs: Pairs, zones: Codes, shapes: Shapes, pair: Ints, zone: Ints) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(pair), np.bool_)
    for row in range(len(pair)):
        device = pairs.device[pair[row]]
        for other in range(pairs.first[device], pairs.first[device + 1]):
            control = pairs.control[other]
            for beside in range(zones[control], zones[control + 1]):
                found[row] |= beside != zone[row] and _boxes_meet(shapes, zone[row], beside)
    return found


_boxes_meet = njit(cache=False)(boxes_meet)


def _others(watch: Watch, pair: int, zone: int, at: int) -> tuple[int, ...]:
    """Return the other zones in force that touch a zone, or one that touches it, and so on."""
    about = watch.touching.get((pair, zone))
    if about is None or not about.begins <= at <= about.ends:
        about = _about(watch, pair, zone, at)
        remember(watch.touching, (pair, zone), about)
    return about.zones


def _about(watch: Watch, pair: int, zone: int, at: int) -> About:
    """Return what touches a zone at a moment, and the time about it in which no zone begins or ends."""
    if not _in_touch(watch.shapes, zone, [*_carried(watch, pair)]):
        return About(-ALWAYS_MS, ALWAYS_MS, ())
    changes = np.fromiter(_changes(watch, pair), np.int64)
    begins = np.max(changes[changes <= at], initial=-ALWAYS_MS)
    ends = np.min(changes[changes > at], initial=ALWAYS_MS + 1) - 1
    return About(int(begins), int(ends), tuple(_in_touch(watch.shapes, zone, [*_in_force(watch, pair, at)])))


def _changes(watch: Watch, pair: int) -> Iterator[int]:
    """Yield every moment from which on other zones may be in force for a device than before."""
    pairs, pieces, device = watch.pairs, watch.pieces, watch.pairs.device[pair]
    for other in range(pairs.first[device], pairs.first[device + 1]):
        yield from (pairs.begins[other], pairs.ends[other] + 1)
    for zone in _carried(watch, pair):
        rows = slice(pieces.first[zone], pieces.first[zone + 1])
        yield from pieces.begins[rows].tolist()
        yield from (pieces.ends[rows] + 1).tolist()


def _carried(watch: Watch, pair: int) -> Iterator[int]:
    """Yield every zone, at whatever time, of the controls that know the device."""
    pairs, device = watch.pairs, watch.pairs.device[pair]
    for other in range(pairs.first[device], pairs.first[device + 1]):
        control = pairs.control[other]
        yield from range(watch.pieces.zones[control], watch.pieces.zones[control + 1])


def _in_force(watch: Watch, pair: int, at: int) -> Iterator[int]:
    """Yield the zones in which whoever carries the device must not be at a moment."""
    pairs, device = watch.pairs, watch.pairs.device[pair]
    for other in range(pairs.first[device], pairs.first[device + 1]):
        control = pairs.control[other]
        if not pairs.protected[other] and pairs.begins[other] <= at <= pairs.ends[other]:
            for zone in range(watch.pieces.zones[control], watch.pieces.zones[control + 1]):
                if not watch.pieces.required[zone] and watch.pieces.hold(zone, at):
                    yield zone


def _in_touch(shapes: Shapes, zone: int, zones: list[int]) -> list[int]:
    """Return those of the zones whose boxes meet that of one, or of each other about it."""
    found, left = [zone], [other for other in zones if other != zone]
    for one in found:
        met = [other for other in left if boxes_meet(shapes, one, other)]
        found += met
        left = [other for other in left if other not in met]
    return sorted(found[1:])


def _out_of_all(
    watch: Watch, zone: int, others: tuple[int, ...], opened: tuple[int, ...], spots: Sequence[Spot]
) -> Iterator[tuple[int, float]]:
    """Yield row and bearing out of all zones together, but where the zone's own way out will do."""
    outline = watch.zones[zone].zone.outline
    planes = [local_xy(outline.lat0, outline.lon0, spot.lat, spot.lon) for spot in spots]
    closed, boundary = _closed(watch, zone, others, opened)
    here = shapely.points([plane[:2] for plane in planes])
    inside = np.nonzero(shapely.contains(closed, here))[0]
    to = shapely.get_coordinates(shapely.shortest_line(boundary, here[inside]))[::2]
    for row, (to_x, to_y) in zip(inside.tolist(), to.tolist(), strict=True):
        x, y, turn = planes[row]
        yield row, bearing_deg(-1.0, to_x - x, to_y - y, turn)


def _closed(
    watch: Watch, zone: int, others: tuple[int, ...], opened: tuple[int, ...]
) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the zones about and in touch with one, less the ground open in it, in its plane, and their
    boundary; made once."""
    key = zone, others, opened
    if key not in watch.closed:
        watched = watch.zones[zone].zone
        middle = watched.outline.lat0, watched.outline.lon0
        drawn = [_drawn_about(middle, watch.zones[other].zone.outline) for other in others]
        closed = shapely.union_all([watched.outline.shape(), *drawn])
        closed = closed - watched.ground(opened).shape if opened else closed
        shapely.prepare(closed)
        watch.closed[key] = closed, closed.boundary
    return watch.closed[key]


def _drawn_about(middle: tuple[float, float], outline: Outline) -> BaseGeometry:
    """Return an outline in another's plane: only the outline is kept, not the geometry it was made of."""

    def moved(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        places = [lat_lon(outline.lat0, outline.lon0, *corner) for corner in corners.tolist()]
        return np.array([local_xy(*middle, *place)[:2] for place in places])

    drawn: BaseGeometry = shapely.transform(outline.shape(), moved)
    return drawn
