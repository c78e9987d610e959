"""Distance to a zone's boundary and the share of an error distribution inside it, edge by edge.

Comparisons are written so that an edge with NaN, which stands between two rings, falls through all of them.
"""

from __future__ import annotations

from math import atan, exp, hypot, inf, pi, sqrt

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]

SIGMAS = 6.0
"""Beyond so many standard deviations from the boundary a share is 0 or 1 (to 1e-8)."""
SMALLEST_SIGMA_M = 0.01
ON_THE_EDGE_M = 1e-6
ASIDE_X_M, ASIDE_Y_M = 1.3e-5, 0.7e-5
"""A point on an edge is looked at from a hundredth of a millimetre beside it, where few edges lead."""
PANEL = 3.25
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


@njit(cache=True)
def nearest(
    x: float, y: float, ax: Floats, ay: Floats, bx: Floats, by: Floats, first: int, last: int
) -> tuple[float, float, float]:
    """Return the distance to edges first..last-1, negative inside, and the way to the nearest point."""
    least, to_x, to_y = inf, 0.0, 0.0
    inside = False
    for edge in range(first, last):
        px, py = ax[edge] - x, ay[edge] - y
        qx, qy = bx[edge] - x, by[edge] - y
        dx, dy = qx - px, qy - py
        along = -(px * dx + py * dy) / (dx * dx + dy * dy)
        along = min(1.0, max(0.0, along))
        nx, ny = px + along * dx, py + along * dy
        square = nx * nx + ny * ny
        if square < least:
            least, to_x, to_y = square, nx, ny
        cross = px * qy - qx * py
        if (py <= 0 < qy and cross > 0) or (qy <= 0 < py and cross <= 0):
            inside = not inside
    distance = sqrt(least)
    return (-distance if inside else distance), to_x, to_y


@njit(cache=True)
def gaussian_share(
    x: float, y: float, sigma_m: float, ax: Floats, ay: Floats, bx: Floats, by: Floats, first: int, last: int
) -> float:
    """Return how much of an isotropic Gaussian about (x, y) lies left of the edges (the zone's inside).

    Green's theorem turns the integral over the area into one along each edge, which is smooth and near
    only where the edge passes within a few standard deviations; the rest is the winding number.
    """
    sigma_m = max(sigma_m, SMALLEST_SIGMA_M)
    winding, bent, on_edge = _walk(x, y, sigma_m, ax, ay, bx, by, first, last)
    if on_edge:
        winding, bent, _ = _walk(x + ASIDE_X_M, y + ASIDE_Y_M, sigma_m, ax, ay, bx, by, first, last)
    return min(1.0, max(0.0, winding + bent / (2 * pi)))


@njit(cache=True)
def _walk(
    x: float, y: float, sigma_m: float, ax: Floats, ay: Floats, bx: Floats, by: Floats, first: int, last: int
) -> tuple[float, float, bool]:
    """Return the winding number, what the bell's slope takes from it, and whether the point is on an edge."""
    winding, bent, on_edge = 0.0, 0.0, False
    for edge in range(first, last):
        px, py = ax[edge] - x, ay[edge] - y
        qx, qy = bx[edge] - x, by[edge] - y
        cross = px * qy - qx * py
        if py <= 0 < qy and cross > 0:
            winding += 1
        elif qy <= 0 < py and cross < 0:
            winding -= 1
        dx, dy = qx - px, qy - py
        length = hypot(dx, dy)
        height = cross / length / sigma_m
        if abs(height) < SIGMAS:
            begin = max(-SIGMAS, (px * dx + py * dy) / length / sigma_m)
            end = min(SIGMAS, (qx * dx + qy * dy) / length / sigma_m)
            if begin < end:
                on_edge |= abs(height) * sigma_m < ON_THE_EDGE_M and begin <= 0 <= end
                bent += _share_along(height, begin, end) - _angle(height, begin, end)
    return winding, bent, on_edge


@njit(cache=True)
def _angle(height: float, begin: float, end: float) -> float:
    return atan(end / height) - atan(begin / height) if height != 0 else 0.0


@njit(cache=True)
def _share_along(height: float, begin: float, end: float) -> float:
    """Integrate height (1 - exp(-r²/2)) / r² along the edge, r² = height² + t², by Gauss-Legendre panels."""
    panels = int((end - begin) / PANEL) + 1
    half = (end - begin) / panels / 2
    total = 0.0
    for panel in range(panels):
        middle = begin + half * (2 * panel + 1)
        for node in range(len(_NODES)):
            t = middle + half * _NODES[node]
            square = height * height + t * t
            total += _WEIGHTS[node] * (0.5 if square < 1e-9 else (1 - exp(-square / 2)) / square)
    return height * total * half
