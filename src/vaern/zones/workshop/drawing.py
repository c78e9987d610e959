"""Ways to draw a zone: about an address, along named roads, from a municipality; and its margin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

from vaern.errors import InputError
from vaern.zones.workshop.layer import Feature
from vaern.zones.workshop.plane import Plane, to_geojson

CIRCLE_ERROR_M = 0.5
"""How far the corners of a drawn circle may fall short of it."""
ROADS_MEET_WITHIN_M = 15.0
"""Ends of named roads that come so near are taken to meet."""


def about_address(lat: float, lon: float, radius_m: float) -> dict[str, Any]:
    """Return a circle as GeoJSON; InputError where the radius is nothing."""
    if radius_m <= 0:
        raise InputError("a circle without a radius", "radius_m", "metres above zero")
    plane = Plane(lat, lon)
    return to_geojson(plane.degrees(round_about(Point(0, 0), radius_m)))


def round_about(shape: BaseGeometry, radius_m: float) -> BaseGeometry:
    """Return everything within a radius, drawn from outside: no point of the circle is left out."""
    quarter = max(8, int((radius_m / (8 * CIRCLE_ERROR_M)) ** 0.5 * 3.15) + 1)
    return shape.buffer(radius_m + CIRCLE_ERROR_M, quad_segs=quarter)


def between_roads(names: Sequence[str], roads: Sequence[Feature], lat: float, lon: float) -> dict[str, Any]:
    """Return the area that the named roads enclose about a position, as GeoJSON.

    InputError where a name is on no road, or where the roads enclose no area about the position.
    """
    unknown = [name for name in names if all(each.name != name for each in roads)]
    if unknown:
        raise InputError(
            "a road that the map does not have", f"roads/{names.index(unknown[0])}", "its name as on the map"
        )
    plane = Plane(lat, lon)
    chosen = shapely.union_all([plane.metres(each.geometry) for each in roads if each.name in names])
    areas = [each for each in polygonize(shapely.node(_joined(chosen))) if each.covers(Point(0, 0))]
    if not areas:
        raise InputError(
            "these roads enclose no area about the place", "roads", "roads that meet all the way round"
        )
    return to_geojson(plane.degrees(min(areas, key=lambda area: area.area)))


def of_municipality(name: str, municipalities: Sequence[Feature]) -> dict[str, Any]:
    """Return a municipality's area as GeoJSON; InputError where not just one has the name."""
    found = [each for each in municipalities if each.name == name]
    if len(found) != 1:
        what = "no municipality of that name" if not found else "more than one municipality of that name"
        raise InputError(what, "municipality", "its name as on the map")
    return to_geojson(shapely.make_valid(found[0].geometry))


def response_margin_m(response_s: float, speed_m_s: float) -> float:
    """Return how far away somebody at that speed must be noticed for help to come first.

    Both are the authority's own assessment: how long a patrol needs, and how fast he is taken to come.
    """
    if response_s <= 0 or speed_m_s <= 0:
        raise InputError(
            "a margin from nothing", "response_s, speed_m_s", "seconds and metres a second above zero"
        )
    return response_s * speed_m_s


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a Polygon or MultiPolygon."""
    return list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]


def _joined(roads: BaseGeometry) -> BaseGeometry:
    """Bridge the small gaps between loose ends and the other roads."""
    parts = [part for part in getattr(roads, "geoms", [roads]) if isinstance(part, LineString)]
    bridges = []
    for number, part in enumerate(parts):
        others = shapely.union_all(parts[:number] + parts[number + 1 :])
        for end in (part.coords[0], part.coords[-1]):
            if not others.is_empty and 0 < others.distance(Point(end)) <= ROADS_MEET_WITHIN_M:
                bridges.append(shapely.shortest_line(Point(end), others))
    return shapely.union_all([*parts, *(_through(bridge) for bridge in bridges)])


def _through(bridge: LineString) -> LineString:
    """A bridge a centimetre longer than the gap, so that it surely crosses the road it leads to."""
    (x0, y0), (x1, y1) = bridge.coords
    longer = 1 + 0.01 / bridge.length
    return LineString([(x0, y0), (x0 + (x1 - x0) * longer, y0 + (y1 - y0) * longer)])
