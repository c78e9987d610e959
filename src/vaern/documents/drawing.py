"""A zone drawn to scale, north up. A drawing shows; it proves nothing: the tables hold the numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from vaern.documents.printed import number
from vaern.errors import InputError
from vaern.zones.ellipsoid import local_xy
from vaern.zones.outline import Outline

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude) in degrees, as GeoJSON has it."""
Polygons = tuple[tuple[Ring, ...], ...]
"""Polygons as GeoJSON's MultiPolygon has them: for each, its outer ring and then its holes."""

WIDTH_MM, HEIGHT_MM = 150.0, 80.0
LABEL_MM = 4.0
ARC_SEGMENTS = 32


@dataclass(frozen=True)
class Spot:
    """A released fix on the drawing: degrees, its 68 % radius in metres, its number in the table."""

    lon: float
    lat: float
    accuracy_m: float
    label: str


def polygons_of(geometry: Mapping[str, Any]) -> Polygons:
    """Return the polygons of a GeoJSON Polygon or MultiPolygon, heights left out."""
    found = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(tuple(tuple((lon, lat) for lon, lat, *_ in ring) for ring in rings) for rings in found)


def draw(polygons: Polygons, margin_m: float = 0.0, spots: Sequence[Spot] = ()) -> dict[str, Any]:
    """Return zone, margin, spots, grid and scale bar in millimetres on paper, y downwards."""
    if not polygons:
        raise InputError("a drawing without a zone", "/polygons", "at least one polygon")
    outline = Outline.of({"type": "MultiPolygon", "coordinates": polygons})
    shape = outline.shape()
    wider = shape.buffer(margin_m, quad_segs=ARC_SEGMENTS)
    placed = [local_xy(outline.lat0, outline.lon0, spot.lat, spot.lon)[:2] for spot in spots]
    paper = _Paper.around(wider, placed)
    step = paper.round_length()
    marks = [
        {"at": paper.point(x, y), "radius": spot.accuracy_m * paper.mm_per_m, "label": spot.label}
        for (x, y), spot in zip(placed, spots, strict=True)
    ]
    return {
        "width": paper.width,
        "height": paper.height,
        "zone": [paper.line(ring) for ring in _rings(shape)],
        "margin": [paper.line(ring) for ring in _rings(wider)] if margin_m > 0 else [],
        "spots": _thinned(marks),
        "grid": paper.grid(step),
        "bar": {"length": step * paper.mm_per_m, "label": _length(step)},
    }


@dataclass(frozen=True)
class _Paper:
    """The frame of a drawing: its west and north edge in metres, and its scale."""

    west: float
    north: float
    mm_per_m: float
    width: float
    height: float

    @classmethod
    def around(cls, area: BaseGeometry, points: Iterable[tuple[float, float]]) -> _Paper:
        """Return the smallest frame that holds everything, with an eighth of air on each side."""
        west, south, east, north = area.bounds
        corners = [(west, south), (east, north), *points]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        air = max(max(xs) - min(xs), max(ys) - min(ys)) / 8
        wide, high = max(xs) - min(xs) + 2 * air, max(ys) - min(ys) + 2 * air
        scale = min(WIDTH_MM / wide, HEIGHT_MM / high)
        spare = (WIDTH_MM / scale - wide) / 2
        return cls(min(xs) - air - spare, max(ys) + air, scale, WIDTH_MM, high * scale)

    def point(self, x: float, y: float) -> list[float]:
        """Return metres as rounded millimetres from the upper left corner."""
        return [round((x - self.west) * self.mm_per_m, 3), round((self.north - y) * self.mm_per_m, 3)]

    def line(self, ring: Iterable[tuple[float, float]]) -> list[list[float]]:
        """Return a ring in millimetres."""
        return [self.point(x, y) for x, y in ring]

    def round_length(self) -> float:
        """Return the greatest 1, 2 or 5 times a power of ten, in metres, within a fifth of the width."""
        most = self.width / 5 / self.mm_per_m
        power = 10.0 ** math.floor(math.log10(most))
        return max(step * power for step in (1, 2, 5) if step * power <= most)

    def grid(self, step_m: float) -> dict[str, list[float]]:
        """Return where the lines of a square grid stand, in millimetres."""
        step = step_m * self.mm_per_m
        return {
            "x": [round(step * i, 3) for i in range(1, math.ceil(self.width / step))],
            "y": [round(step * i, 3) for i in range(1, math.ceil(self.height / step))],
        }


def _thinned(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the marks without the labels that would print over one another."""
    labelled: list[list[float]] = []
    for mark in marks:
        if all(math.dist(mark["at"], other) > LABEL_MM for other in labelled):
            labelled.append(mark["at"])
        else:
            mark["label"] = ""
    return marks


def _rings(area: BaseGeometry) -> list[list[tuple[float, float]]]:
    parts = getattr(area, "geoms", (area,))
    return [list(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]


def _length(metres: float) -> str:
    if metres >= 1000:
        return f"{number(metres / 1000, 0)} km"
    return f"{number(metres, 0 if metres >= 1 else 1)} m"
