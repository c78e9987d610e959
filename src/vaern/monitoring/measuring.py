"""What one fix has to do with one outline, compiled: by its bounding box, then by every edge."""

from __future__ import annotations

from math import exp

from numba import njit

from vaern.monitoring.columns import SLACK, Pieces, Shapes
from vaern.zones.edges import SIGMAS, gaussian_share, nearest
from vaern.zones.ellipsoid import local_xy
from vaern.zones.measure import bearing_deg
from vaern.zones.widened import widened_share

_bearing_deg = njit(cache=False)(bearing_deg)


@njit(cache=False)
def is_between(shapes: Shapes, shape: int, lat: float, lon: float, from_lat: float, from_lon: float) -> bool:
    """Tell from bounding boxes alone whether the way between two positions can meet an outline."""
    half_lat, half_lon = abs(lat - from_lat) / 2, abs(lon - from_lon) / 2
    if half_lon > 90:
        return True
    bulge = half_lat * half_lat + half_lon * half_lon
    away_lat = abs((lat + from_lat) / 2 - shapes.lat0[shape]) - half_lat * SLACK - bulge
    if away_lat > shapes.reach_lat[shape]:
        return False
    around = abs((lon + from_lon) / 2 - shapes.lon0[shape])
    away_lon = min(around, 360.0 - around) - half_lon * SLACK - bulge
    return bool(away_lon <= shapes.reach_lon[shape])


@njit(cache=False)
def piece_at(pieces: Pieces, zone: int, at: int) -> int:
    """Return the row that holds for a zone at a moment, or -1."""
    low, high = pieces.first[zone], pieces.first[zone + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if pieces.ends[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low if low < end and pieces.begins[low] <= at else -1


@njit(cache=False)
def absence(distance_m: float, sigma_m: float) -> float:
    """Return how seldom the error alone would carry a fix so far from a zone in which he is.

    The share of the error outside the zone would not do: a cell's fix from his own kitchen lies outside.
    """
    if sigma_m <= 0:
        return 1.0
    return 1.0 - exp(-0.5 * (distance_m / sigma_m) ** 2)


@njit(cache=False)
def is_about(shapes: Shapes, shape: int, lat: float, lon: float, within_m: float) -> bool:
    """Tell from the bounding box alone whether a position can be within so many metres of an outline."""
    away_lat = abs(lat - shapes.lat0[shape]) - shapes.reach_lat[shape]
    if away_lat > within_m * shapes.lat_per_m[shape]:
        return False
    around = abs(lon - shapes.lon0[shape])
    away_lon = min(around, 360.0 - around) - shapes.reach_lon[shape]
    return away_lon <= within_m * shapes.lon_per_m[shape] or within_m > 20_000


@njit(cache=False)
def measure(
    shapes: Shapes, zone: int, margin_m: float, lat: float, lon: float, sigma_m: float
) -> tuple[float, float, float, float]:
    """Return the signed distance, the shares in the zone and in the zone with its margin, the way out."""
    x, y, turn = local_xy(shapes.lat0[zone], shapes.lon0[zone], lat, lon)
    first, last = shapes.first[zone], shapes.first[zone + 1] - 1
    ends = shapes.x[:-1], shapes.y[:-1], shapes.x[1:], shapes.y[1:]
    distance_m, to_x, to_y = nearest(x, y, *ends, first, last)
    in_zone = certainly(distance_m, sigma_m)
    if in_zone < 0:
        in_zone = gaussian_share(x, y, sigma_m, *ends, first, last)
    in_margin = certainly(distance_m - margin_m, sigma_m) if margin_m > 0 else 0.0
    if in_margin < 0:
        in_margin = max(in_zone, widened_share(x, y, sigma_m, margin_m, distance_m, *ends, first, last))
    return distance_m, in_zone, in_margin, _bearing_deg(distance_m, to_x, to_y, turn)


@njit(cache=False)
def certainly(distance_m: float, sigma_m: float) -> float:
    """Return 0 or 1 where the distance leaves no doubt, else -1."""
    if distance_m > SIGMAS * sigma_m:
        return 0.0
    return 1.0 if distance_m < -SIGMAS * sigma_m else -1.0
