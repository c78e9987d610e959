"""A zone's boundary as straight edges in the plane about the zone's middle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import acos, ceil, pi
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon

from vaern.zones.ellipsoid import lat_lon, local_xy_each, local_xy_many

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
LONGEST_EDGE_M = 5000.0
"""Longer edges are cut: so far a straight line in the plane is the geodesic to a few centimetres."""
DRAWN_ARC_ERROR_M = 0.05
"""How far the corners of a drawn margin may fall short of the circle."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Closed rings in metres about (lat0, lon0), the inside on their left; half extents in degrees.

    The rings stand in `x` and `y` one after the other, NaN between them: edge e runs from corner e to corner
    e + 1, and one with NaN is none.
    """

    lat0: float
    lon0: float
    x: Floats
    y: Floats
    reach_lat: float
    reach_lon: float
    drawn: tuple[tuple[Floats, ...], ...] = ()

    @classmethod
    def of(cls, geometry: Mapping[str, Any], about: tuple[float, float] | None = None) -> Outline:
        """Return the outline of a GeoJSON Polygon or MultiPolygon that `check_zone` has nothing against.

        `about` is the (lat, lon) of the plane's middle, where it is not the zone's own.
        """
        parts = [[_cut(ring) for ring in part] for part in _parts(geometry)]
        outer = np.concatenate([part[0] for part in parts])
        (west, south), (east, north) = outer.min(axis=0), outer.max(axis=0)
        lat0, lon0 = about or (float(south + north) / 2, float(west + east) / 2)
        flat = tuple(tuple(_flat(ring, lat0, lon0) for ring in part) for part in parts)
        x, y = corners_of(flat)
        return cls(lat0, lon0, x, y, float(north - south) / 2, float(east - west) / 2, flat)

    @classmethod
    def each(cls, first: Ints, corners: Floats) -> Iterator[Outline]:
        """Yield the outlines of closed counterclockwise rings of short edges, rows (lon, lat)."""
        low, high = (reduce.reduceat(corners, first[:-1]) for reduce in (np.minimum, np.maximum))
        middle, reach = (low + high) / 2, (high - low) / 2
        flat = local_xy_each(middle, first, corners)
        spans = zip(first[:-1].tolist(), first[1:].tolist(), middle.tolist(), reach.tolist(), strict=True)
        for begin, end, (lon0, lat0), (reach_lon, reach_lat) in spans:
            ring = flat[begin:end]
            x, y = ring.T.copy()
            yield cls(lat0, lon0, x, y, reach_lat, reach_lon)

    @property
    def parts(self) -> tuple[tuple[Floats, ...], ...]:
        """The polygons as they were drawn, else as the corners tell: each its rings, outer first."""
        return self.drawn or parts_of(self.x, self.y)

    @property
    def edges(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The edges' beginnings (x, y) and ends (x, y), as views."""
        return self.x[:-1], self.y[:-1], self.x[1:], self.y[1:]

    @property
    def length(self) -> int:
        """How many edges there are, those with NaN counted."""
        return len(self.x) - 1

    def shape(self) -> MultiPolygon:
        """Return the outline for Shapely, in metres about the middle."""
        return MultiPolygon([Polygon(part[0], part[1:]) for part in self.parts])

    def widened_geojson(self, margin_m: float) -> dict[str, Any]:
        """Return everything within `margin_m` metres as a GeoJSON MultiPolygon with seven decimals (1 cm)."""
        short = min(0.5, DRAWN_ARC_ERROR_M / max(margin_m, DRAWN_ARC_ERROR_M))
        steps = max(4, ceil(pi / 4 / acos(1 - short)))
        wider = shapely.buffer(self.shape(), margin_m, quad_segs=steps)
        parts = wider.geoms if isinstance(wider, MultiPolygon) else [wider]
        coordinates = [[self._lon_lat(ring) for ring in (part.exterior, *part.interiors)] for part in parts]
        return {"type": "MultiPolygon", "coordinates": coordinates}

    def _lon_lat(self, ring: Any) -> list[list[float]]:
        points = [lat_lon(self.lat0, self.lon0, x, y) for x, y in np.asarray(ring.coords).tolist()]
        return [[round(lon, 7), round(lat, 7)] for lat, lon in points]


def corners_of(parts: Sequence[Sequence[Floats]]) -> tuple[Floats, Floats]:
    """Return polygons (each its rings, outer first) as an outline holds them."""
    rings = [_turned(ring, hole > 0) for part in parts for hole, ring in enumerate(part)]
    x, y = np.concatenate([_between_nan(ring) for ring in rings])[1:].T.copy()
    return x, y


def parts_of(x: Floats, y: Floats) -> tuple[tuple[Floats, ...], ...]:
    """Return polygons from corners as an outline holds them: an outer ring runs counterclockwise."""
    rings = np.split(np.column_stack([x, y]), np.nonzero(np.isnan(x))[0])
    parts: list[list[Floats]] = []
    for ring in (ring[np.isnan(ring[:1, 0]).sum() :] for ring in rings):
        if _runs_counterclockwise(ring):
            parts.append([ring])
        else:
            parts[-1].append(ring)
    return tuple(tuple(part) for part in parts)


def _parts(geometry: Mapping[str, Any]) -> Iterator[list[Floats]]:
    """Yield each polygon as its rings, outer first, as rows (lon, lat); longitudes do not jump at 180°."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    first = parts[0][0][0][0]
    for part in parts:
        yield [_beside(first, ring) for ring in part]


def _beside(first: float, ring: Sequence[Sequence[float]]) -> Floats:
    positions = np.array([position[:2] for position in ring], np.float64)
    jumps = np.abs(positions[:, 0] - first) > 180
    positions[jumps, 0] = first + (positions[jumps, 0] - first + 180.0) % 360.0 - 180.0
    return positions


def _cut(ring: Floats) -> Floats:
    """Return the ring with points on the geodesic between corners that lie far apart."""
    lon0, lat0 = ring[0]
    flat = local_xy_many(lat0, lon0, ring)
    pieces = np.ceil(np.hypot(*np.diff(flat, axis=0).T) / LONGEST_EDGE_M).astype(int)
    if pieces.max() <= 1:
        return ring
    points: list[tuple[float, float]] = []
    for corner, (lon, lat) in enumerate(ring[:-1].tolist()):
        ((x, y),) = local_xy_many(lat, lon, ring[corner + 1 : corner + 2]).tolist()
        number = max(1, int(pieces[corner]))
        points += [lat_lon(lat, lon, x * piece / number, y * piece / number)[::-1] for piece in range(number)]
    return np.array([*points, tuple(ring[-1])], np.float64)


def _flat(ring: Floats, lat0: float, lon0: float) -> Floats:
    return local_xy_many(lat0, lon0, ring)


def _turned(ring: Floats, hole: bool) -> Floats:
    """Return the ring with the zone's inside on its left."""
    return ring[::-1] if _runs_counterclockwise(ring) == hole else ring


def _runs_counterclockwise(ring: Floats) -> bool:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) > 0


def _between_nan(ring: Floats) -> Floats:
    """Return a row of NaN and the ring without corners that repeat the one before."""
    moved = np.any(np.diff(ring, axis=0, prepend=np.nan) != 0, axis=1)
    return np.concatenate([np.full((1, 2), np.nan), ring[moved]])
