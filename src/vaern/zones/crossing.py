"""Whether the way between two positions leads through a zone that neither of them lies in."""

from __future__ import annotations

from math import ceil, hypot

from numba import njit
from shapely.geometry import LineString

from vaern.zones.edges import Floats
from vaern.zones.ellipsoid import lat_lon, local_xy
from vaern.zones.outline import Outline

PIECE_M = 10_000.0
"""So far a straight line in a zone's plane is the geodesic, to centimetres near the zone."""


@njit(cache=True)
def meets_edge(
    x: float, y: float, to_x: float, to_y: float, ax: Floats, ay: Floats, bx: Floats, by: Floats,
    first: int, last: int,
) -> bool:  # fmt: skip
    """Return whether a straight line from (x, y) to (to_x, to_y) crosses one of the edges."""
    dx, dy = to_x - x, to_y - y
    for edge in range(first, last):
        one = dx * (ay[edge] - y) - dy * (ax[edge] - x)
        other = dx * (by[edge] - y) - dy * (bx[edge] - x)
        if (one > 0) == (other > 0):
            continue
        ex, ey = bx[edge] - ax[edge], by[edge] - ay[edge]
        here = ex * (y - ay[edge]) - ey * (x - ax[edge])
        there = ex * (to_y - ay[edge]) - ey * (to_x - ax[edge])
        if (here > 0) != (there > 0):
            return True
    return False


@njit(cache=True)
def way_meets_edge(
    lat0: float, lon0: float, lat: float, lon: float, to_lat: float, to_lon: float,
    ax: Floats, ay: Floats, bx: Floats, by: Floats, first: int, last: int,
) -> bool:  # fmt: skip
    """Return whether the geodesic between two positions crosses an edge of the zone about (lat0, lon0)."""
    along_x, along_y, _ = local_xy(lat, lon, to_lat, to_lon)
    pieces = max(1, ceil(hypot(along_x, along_y) / PIECE_M))
    x, y, _ = local_xy(lat0, lon0, lat, lon)
    for piece in range(1, pieces + 1):
        here_lat, here_lon = to_lat, to_lon
        if piece < pieces:
            here_lat, here_lon = lat_lon(lat, lon, along_x * piece / pieces, along_y * piece / pieces)
        to_x, to_y, _ = local_xy(lat0, lon0, here_lat, here_lon)
        if meets_edge(x, y, to_x, to_y, ax, ay, bx, by, first, last):
            return True
        x, y = to_x, to_y
    return False


def way(zone: Outline, start: tuple[float, float], end: tuple[float, float]) -> LineString:
    """Return the geodesic from one (lat, lon) to another in the zone's plane."""
    along_x, along_y, _ = local_xy(*start, *end)
    pieces = max(1, ceil(hypot(along_x, along_y) / PIECE_M))
    between = [lat_lon(*start, along_x * k / pieces, along_y * k / pieces) for k in range(1, pieces)]
    return LineString([local_xy(zone.lat0, zone.lon0, *place)[:2] for place in (start, *between, end)])
