"""What one position has to do with one zone: distance, probability, the way out."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, degrees
from typing import Any

from vaern.zones.edges import gaussian_share, nearest
from vaern.zones.ellipsoid import local_xy
from vaern.zones.outline import Outline
from vaern.zones.widened import widened_share

SIGMAS_OF_ACCURACY = 1.51
"""An isotropic Gaussian holds 68 % within 1.51 standard deviations of its middle."""

Shape = Mapping[str, Any] | Outline
"""A GeoJSON Polygon or MultiPolygon, or its outline made once for many calls."""


def signed_distance_m(geometry: Shape, lat: float, lon: float) -> float:
    """Return geodesic metres to the zone's boundary, negative inside."""
    outline = _outline(geometry)
    x, y, _ = local_xy(outline.lat0, outline.lon0, lat, lon)
    return float(nearest(x, y, *outline.edges, 0, outline.length)[0])


def inside_probability(geometry: Shape, lat: float, lon: float, accuracy_m: float) -> float:
    """Return the share inside the zone of an isotropic Gaussian with σ = accuracy_m / 1.51."""
    outline = _outline(geometry)
    x, y, _ = local_xy(outline.lat0, outline.lon0, lat, lon)
    return float(gaussian_share(x, y, accuracy_m / SIGMAS_OF_ACCURACY, *outline.edges, 0, outline.length))


def margin_probability(geometry: Shape, margin_m: float, lat: float, lon: float, accuracy_m: float) -> float:
    """Return the same share inside the zone widened by `margin_m` metres."""
    outline = _outline(geometry)
    x, y, _ = local_xy(outline.lat0, outline.lon0, lat, lon)
    distance_m = nearest(x, y, *outline.edges, 0, outline.length)[0]
    sigma_m = accuracy_m / SIGMAS_OF_ACCURACY
    return float(widened_share(x, y, sigma_m, margin_m, distance_m, *outline.edges, 0, outline.length))


def bearing_out_deg(geometry: Shape, lat: float, lon: float) -> float:
    """Return the compass bearing, from true north, of the shortest way out, or straight away when outside."""
    outline = _outline(geometry)
    x, y, turn = local_xy(outline.lat0, outline.lon0, lat, lon)
    distance, to_x, to_y = nearest(x, y, *outline.edges, 0, outline.length)
    return bearing_deg(distance, to_x, to_y, turn)


def bearing_deg(distance_m: float, to_x: float, to_y: float, turn: float) -> float:
    """Return the bearing that leads out, from what `nearest` found and the turn of north at the position."""
    way = 1 if distance_m < 0 else -1
    return (degrees(atan2(way * to_x, way * to_y) + turn)) % 360


def margin_polygon(geometry: Shape, margin_m: float) -> dict[str, Any]:
    """Return the zone widened by `margin_m` metres as GeoJSON, for drawing."""
    return _outline(geometry).widened_geojson(margin_m)


def _outline(geometry: Shape) -> Outline:
    return geometry if isinstance(geometry, Outline) else Outline.of(geometry)
