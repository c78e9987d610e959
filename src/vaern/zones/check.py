"""What keeps a geometry from being a zone, in plain words that name no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from shapely.geometry import shape as drawn
from shapely.validation import explain_validity

from vaern.zones.outline import Outline

SERVED_LATITUDES = (27.0, 72.0)
"""Where distances are proven (monitoring contract, property 4)."""
_PLAIN = {
    "Self-intersection": "the boundary crosses itself",
    "Ring Self-intersection": "the boundary touches itself",
    "Hole lies outside shell": "a hole lies outside the zone",
    "Holes are nested": "a hole lies inside another hole",
    "Nested shells": "one part of the zone lies inside another",
    "Interior is disconnected": "holes cut the zone in pieces",
    "Duplicate Rings": "a ring stands twice",
    "Too few points in geometry component": "a ring has too few different corners",
}


def check_zone(geometry: Any) -> list[str]:
    """Return what is wrong with a GeoJSON geometry as a zone, worst first; empty when nothing is."""
    if not isinstance(geometry, Mapping) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return ["the zone is not a Polygon or MultiPolygon"]
    coordinates: Any = geometry.get("coordinates")
    polygons: Any = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not _is_filled_list(polygons) or not all(map(_is_filled_list, polygons)):
        return ["the zone is empty"]
    problems = [problem for polygon in polygons for ring in polygon for problem in _ring_problems(ring)]
    return list(dict.fromkeys(problems)) or _shape_problems(geometry)


def _ring_problems(ring: Any) -> Iterator[str]:
    if not _is_filled_list(ring):
        yield "a ring of the zone is empty"
    elif not all(map(_is_position, ring)):
        yield "a position is not a pair of numbers, longitude first"
    elif any(abs(lat) > 90 or abs(lon) > 180 for lon, lat, *_ in ring):
        yield "a position lies nowhere on earth: longitude and latitude look swapped"
    elif all(_looks_swapped(lon, lat) for lon, lat, *_ in ring):
        yield "longitude and latitude look swapped: longitude comes first"
    elif tuple(ring[0][:2]) != tuple(ring[-1][:2]):
        yield "a ring is not closed: its last position is not its first"
    elif len({tuple(position[:2]) for position in ring}) < 3:
        yield "a ring has fewer than three corners"


def _shape_problems(geometry: Mapping[str, Any]) -> list[str]:
    shape = Outline.of(geometry).shape()
    if not shape.is_valid:
        reason = str(explain_validity(shape)).split("[")[0].strip()
        return [_PLAIN.get(reason, "the boundary is not one that encloses an area")]
    return [] if drawn(geometry).area > 0 else ["the zone encloses no area"]


def _looks_swapped(lon: float, lat: float) -> bool:
    south, north = SERVED_LATITUDES
    return south <= lon <= north and not south <= lat <= north


def _is_filled_list(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) > 0


def _is_position(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) in (2, 3)
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in value)
        and all(map(isfinite, value))
    )
