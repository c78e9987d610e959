"""Plane coordinates about a point of the WGS 84 ellipsoid that keep distance and direction from it.

The mid-latitude formulas (Gauss and Delambre: exact on the sphere) with the ellipsoid's two radii of
curvature at the middle latitude. About a zone's centre they agree with the geodesic to a few
centimetres at 50 km.
"""

from __future__ import annotations

from math import asin, cos, hypot, pi, radians, sin, sqrt, tan

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EQUATOR_RADIUS_M = 6378137.0
FLATTENING = 1 / 298.257223563
ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)


@njit(cache=True)
def local_xy(lat0: float, lon0: float, lat: float, lon: float) -> tuple[float, float, float]:
    """Return metres east and north of (lat0, lon0), and by how much north turns on the way, in radians."""
    half_lat = radians(lat - lat0) / 2
    half_lon = radians((lon - lon0 + 540.0) % 360.0 - 180.0) / 2
    middle = radians(lat0 + lat) / 2
    sin_middle = sin(middle)
    w = 1 - ECCENTRICITY_SQUARED * sin_middle * sin_middle
    across_m = EQUATOR_RADIUS_M / sqrt(w)
    along_m = across_m * (1 - ECCENTRICITY_SQUARED) / w
    east = 2 * across_m * cos(middle) * sin(half_lon)
    north = 2 * along_m * sin(half_lat) * cos(half_lon)
    stretch = _arc_over_chord(hypot(east, north) / (2 * sqrt(across_m * along_m)))
    sin_turn, cos_turn = sin_middle * tan(half_lon), cos(half_lat)
    size = hypot(sin_turn, cos_turn)
    sin_turn, cos_turn = sin_turn / size, cos_turn / size
    x = (east * cos_turn - north * sin_turn) * stretch
    y = (north * cos_turn + east * sin_turn) * stretch
    return x, y, 2 * asin(sin_turn)


@njit(cache=True)
def local_xy_many(lat0: float, lon0: float, positions: Floats) -> Floats:
    """Return rows (x, y) for rows (lon, lat)."""
    flat = np.empty((len(positions), 2))
    for row in range(len(positions)):
        flat[row, 0], flat[row, 1], _ = local_xy(lat0, lon0, positions[row, 1], positions[row, 0])
    return flat


@njit(cache=True)
def local_xy_each(middle: Floats, first: Ints, positions: Floats) -> Floats:
    """Return rows (x, y) for rows (lon, lat), rows first[i]..first[i + 1] - 1 about row i of `middle`."""
    flat = np.empty((len(positions), 2))
    for i in range(len(middle)):
        for row in range(first[i], first[i + 1]):
            lon, lat = positions[row]
            flat[row, 0], flat[row, 1], _ = local_xy(middle[i, 1], middle[i, 0], lat, lon)
    return flat


@njit(cache=True)
def _arc_over_chord(half_chord: float) -> float:
    if half_chord < 1e-3:
        return 1 + half_chord * half_chord / 6
    if half_chord >= 1:
        return pi / 2
    return asin(half_chord) / half_chord


@njit(cache=True)
def lat_lon(lat0: float, lon0: float, x: float, y: float) -> tuple[float, float]:
    """Return the point x metres east and y north of (lat0, lon0): `local_xy` the other way."""
    lat, lon = lat0, lon0
    for _ in range(12):
        found_x, found_y, turn = local_xy(lat0, lon0, lat, lon)
        east, north = x - found_x, y - found_y
        if hypot(east, north) < 1e-6:
            break
        north_m, east_m = metres_per_degree(lat)
        lat += (north * cos(turn) - east * sin(turn)) / north_m
        lon += (east * cos(turn) + north * sin(turn)) / east_m
    return lat, lon


@njit(cache=True)
def metres_per_degree(lat: float) -> tuple[float, float]:
    """Return the metres of one degree of latitude and of longitude at a latitude."""
    w = 1 - ECCENTRICITY_SQUARED * sin(radians(lat)) ** 2
    across_m = EQUATOR_RADIUS_M / sqrt(w)
    along_m = across_m * (1 - ECCENTRICITY_SQUARED) / w
    return radians(1) * along_m, radians(1) * across_m * cos(radians(lat))
