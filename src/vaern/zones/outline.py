"""A zone's boundary as straight edges in the plane about the zone's middle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, ceil, hypot, pi
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

from vaern.zones.ellipsoid import lat_lon, local_xy, metres_per_degree

Floats = npt.NDArray[np.float64]
LONGEST_EDGE_M = 5000.0
"""Longer edges are cut: so far a straight line in the plane is the geodesic to a few centimetres."""
ARC_ERROR_M = 0.02
"""How far the corners of a widened zone may fall short of the circle."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Edges a → b in metres about (lat0, lon0), the inside on their left; `shape` is the same for Shapely."""

    lat0: float
    lon0: float
    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats
    reach_lat: float
    reach_lon: float
    shape: MultiPolygon

    @classmethod
    def of(cls, geometry: Mapping[str, Any]) -> Outline:
        """Return the outline of a GeoJSON Polygon or MultiPolygon that `check_zone` has nothing against."""
        polygons = list(rings(geometry))
        lons = [position[0] for polygon in polygons for position in polygon[0]]
        lats = [position[1] for polygon in polygons for position in polygon[0]]
        lat0, lon0 = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        flat = [[_flat(ring, lat0, lon0) for ring in polygon] for polygon in polygons]
        shape = MultiPolygon([Polygon(polygon[0], polygon[1:]) for polygon in flat])
        return cls._around(lat0, lon0, shape, (max(lats) - min(lats)) / 2, (max(lons) - min(lons)) / 2)

    @classmethod
    def _around(
        cls, lat0: float, lon0: float, shape: MultiPolygon, reach_lat: float, reach_lon: float
    ) -> Outline:
        starts, ends = _edges(shape)
        ax, ay, bx, by = (np.ascontiguousarray(column) for column in (*starts.T, *ends.T))
        return cls(lat0, lon0, ax, ay, bx, by, reach_lat, reach_lon, shape)

    def widened(self, margin_m: float) -> Outline:
        """Return the outline of everything within `margin_m` metres of the zone."""
        steps = max(4, ceil(pi / 4 / acos(1 - min(0.5, ARC_ERROR_M / max(margin_m, ARC_ERROR_M)))))
        wider = shapely.buffer(self.shape, margin_m + ARC_ERROR_M / 2, quad_segs=steps)
        shape = wider if isinstance(wider, MultiPolygon) else MultiPolygon([wider])
        north_m, _ = metres_per_degree(self.lat0)
        _, east_m = metres_per_degree(abs(self.lat0) + self.reach_lat + margin_m / north_m)
        lat, lon = margin_m / north_m * 1.01, margin_m / east_m * 1.01
        return self._around(self.lat0, self.lon0, shape, self.reach_lat + lat, self.reach_lon + lon)

    def geojson(self) -> dict[str, Any]:
        """Return the outline as a GeoJSON MultiPolygon, longitude first, seven decimals (a centimetre)."""
        return {
            "type": "MultiPolygon",
            "coordinates": [
                [self._ring(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
                for polygon in self.shape.geoms
            ],
        }

    def _ring(self, coords: Iterable[Sequence[float]]) -> list[list[float]]:
        points = [lat_lon(self.lat0, self.lon0, x, y) for x, y, *_ in coords]
        return [[round(lon, 7), round(lat, 7)] for lat, lon in points]


def rings(geometry: Mapping[str, Any]) -> Iterator[list[list[Sequence[float]]]]:
    """Yield each polygon as its rings (outer first) of positions, longitudes without a jump at 180°."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    first = polygons[0][0][0][0]
    for polygon in polygons:
        yield [[(_beside(first, lon), lat) for lon, lat, *_ in ring] for ring in polygon]


def _beside(first: float, lon: float) -> float:
    return first + (lon - first + 180.0) % 360.0 - 180.0 if abs(lon - first) > 180 else lon


def _flat(ring: Sequence[Sequence[float]], lat0: float, lon0: float) -> list[tuple[float, float]]:
    return [local_xy(lat0, lon0, lat, lon)[:2] for lon, lat in _cut(ring)]


def _cut(ring: Sequence[Sequence[float]]) -> Iterator[tuple[float, float]]:
    """Yield the ring's corners, and points on the geodesic between corners that lie far apart."""
    for (lon, lat), (next_lon, next_lat) in pairwise(ring):
        x, y, _ = local_xy(lat, lon, next_lat, next_lon)
        pieces = ceil(hypot(x, y) / LONGEST_EDGE_M) or 1
        yield lon, lat
        for piece in range(1, pieces):
            between = lat_lon(lat, lon, x * piece / pieces, y * piece / pieces)
            yield between[1], between[0]
    yield ring[-1][0], ring[-1][1]


def _edges(shape: MultiPolygon) -> tuple[Floats, Floats]:
    lines = [
        np.asarray(ring.coords, np.float64)[:, :2]
        for polygon in shape.geoms
        for ring in (orient(polygon).exterior, *orient(polygon).interiors)
    ]
    starts = np.concatenate([line[:-1] for line in lines])
    ends = np.concatenate([line[1:] for line in lines])
    real = np.any(starts != ends, axis=1)
    return starts[real], ends[real]
