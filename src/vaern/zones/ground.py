"""Ground laid over a zone, such as a corridor through it: how much of an error distribution lies on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from vaern.zones.edges import Floats, gaussian_share
from vaern.zones.ellipsoid import local_xy
from vaern.zones.measure import SIGMAS_OF_ACCURACY
from vaern.zones.outline import Outline, corners_of

SHORTEST_M = 0.5
"""A stretch of a way shorter than this is a rounding of the drawing, not a way."""
Edges = tuple[Floats, Floats, Floats, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Areas in the plane of a zone: all of them together, and the part that lies in the zone."""

    zone: Outline
    whole: Edges
    within: Edges
    shape: BaseGeometry

    @classmethod
    def over(cls, zone: Outline, geometries: Sequence[Mapping[str, Any]]) -> Ground:
        """Return the union of GeoJSON areas as they lie over `zone`."""
        drawn = [Outline.of(geometry, about=(zone.lat0, zone.lon0)).shape() for geometry in geometries]
        shape = shapely.union_all(drawn)
        return cls(zone, _edges(shape), _edges(shape & zone.shape()), shape)

    def shares(self, lat: float, lon: float, accuracy_m: float) -> tuple[float, float]:
        """Return how much of the error about a fix lies on the ground in the zone, and on all of it."""
        x, y, _ = local_xy(self.zone.lat0, self.zone.lon0, lat, lon)
        sigma_m = accuracy_m / SIGMAS_OF_ACCURACY
        within, whole = (
            float(gaussian_share(x, y, sigma_m, *edges, 0, len(edges[0])))
            for edges in (self.within, self.whole)
        )
        return within, whole

    def carries(self, way: LineString) -> bool:
        """Return whether a way (in the zone's plane) stays on the ground wherever it is in the zone."""
        return bool(((way & self.zone.shape()) - self.shape).length < SHORTEST_M)


def _edges(shape: BaseGeometry) -> Edges:
    parts = shape.geoms if hasattr(shape, "geoms") else [shape]
    polygons = [part for part in parts if isinstance(part, Polygon) and part.area > 0]
    rings = [[np.array(ring.coords) for ring in (p.exterior, *p.interiors)] for p in polygons]
    if not rings:
        return (np.empty(0),) * 4
    x, y = corners_of(rings)
    return x[:-1], y[:-1], x[1:], y[1:]
