"""A plane in metres about one point of the ellipsoid, for drawing and measuring with Shapely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from vaern.zones.ellipsoid import lat_lon, local_xy_many

DECIMALS = 7
"""Degrees are written so finely: a centimetre."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres east and north of (lat0, lon0); right to centimetres within tens of kilometres."""

    lat0: float
    lon0: float

    @classmethod
    def about(cls, geometry: BaseGeometry) -> Plane:
        """Return the plane about the middle of a geometry in degrees."""
        west, south, east, north = geometry.bounds
        return cls((south + north) / 2, (west + east) / 2)

    def metres(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees (lon, lat) as metres."""
        return shapely.transform(geometry, self._flat)

    def degrees(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in metres as degrees (lon, lat)."""
        return shapely.transform(geometry, self._round)

    def _flat(self, positions: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return local_xy_many(self.lat0, self.lon0, np.ascontiguousarray(positions))

    def _round(self, flat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        points = [lat_lon(self.lat0, self.lon0, x, y) for x, y in flat.tolist()]
        return np.array([(lon, lat) for lat, lon in points]).round(DECIMALS)


def from_geojson(geometry: Mapping[str, Any]) -> BaseGeometry:
    """Return a GeoJSON geometry for Shapely, still in degrees."""
    return shape(geometry)


def to_geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a geometry in degrees as GeoJSON with plain lists, outer rings counter-clockwise."""
    plain: dict[str, Any] = _plain(mapping(shapely.orient_polygons(geometry)))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
