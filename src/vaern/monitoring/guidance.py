"""Where he is to go: out of every zone at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from vaern.monitoring.kept import remember
from vaern.monitoring.walk import Hit, Spot
from vaern.monitoring.watch import Shapes, Watch, boxes_meet
from vaern.zones import Outline
from vaern.zones.ellipsoid import lat_lon, local_xy
from vaern.zones.measure import bearing_deg


def bearing_out_deg(watch: Watch, pair: int, zone: int, spot: Spot, hit: Hit, opened: tuple[int, ...]) -> int:
    """Return the compass bearing of the shortest way to ground where he may be, in whole degrees.

    `opened` are the openings of the zone that he may still use; all zones in force for the device count.
    """
    others = _others(watch, pair, zone, spot.at)
    if others or opened:
        out = _out_of_all(watch, zone, others, opened, spot)
        if out is not None:
            return round(out) % 360
    return round(hit.bearing_deg) % 360


def _others(watch: Watch, pair: int, zone: int, at: int) -> list[int]:
    """Return the other zones in force that touch a zone, or one that touches it, and so on."""
    key = int(watch.pairs.device[pair]), zone
    if key not in watch.touching:
        remember(watch.touching, key, _in_touch(watch.shapes, zone, [*_carried(watch, pair)]))
    if not watch.touching[key]:
        return []
    return _in_touch(watch.shapes, zone, [*_in_force(watch, pair, at)])


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
    watch: Watch, zone: int, others: list[int], opened: tuple[int, ...], spot: Spot
) -> float | None:
    """Return the bearing out of all zones together, or None where the zone's own way out will do."""
    outline = watch.zones[zone].zone.outline
    x, y, turn = local_xy(outline.lat0, outline.lon0, spot.lat, spot.lon)
    closed = _closed(watch, zone, tuple(others), opened)
    here = Point(x, y)
    if not closed.contains(here):
        return None
    out, _ = nearest_points(closed.boundary, here)
    return bearing_deg(-1.0, out.x - x, out.y - y, turn)


def _closed(watch: Watch, zone: int, others: tuple[int, ...], opened: tuple[int, ...]) -> BaseGeometry:
    """Return the zones about and in touch with one, less the ground open in it, in its plane; made once."""
    key = zone, others, opened
    if key not in watch.closed:
        watched = watch.zones[zone].zone
        middle = watched.outline.lat0, watched.outline.lon0
        drawn = [_drawn_about(middle, watch.zones[other].zone.outline) for other in others]
        closed = shapely.union_all([watched.outline.shape(), *drawn])
        watch.closed[key] = closed - watched.ground(opened).shape if opened else closed
    return watch.closed[key]


def _drawn_about(middle: tuple[float, float], outline: Outline) -> BaseGeometry:
    """Return an outline in another's plane: only the outline is kept, not the geometry it was made of."""

    def moved(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        places = [lat_lon(outline.lat0, outline.lon0, *corner) for corner in corners.tolist()]
        return np.array([local_xy(*middle, *place)[:2] for place in places])

    drawn: BaseGeometry = shapely.transform(outline.shape(), moved)
    return drawn
