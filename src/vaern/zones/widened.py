"""The share of an error distribution within a margin around a zone, without drawing the widened zone.

Lines are laid through the distribution. On a line, the points within the margin of one edge
form one interval (a capsule is convex); the union of the intervals is weighed exactly, and the lines are
summed by Gauss-Legendre.
"""

from __future__ import annotations

from math import atan2, cos, erf, exp, hypot, inf, pi, sin, sqrt

import numpy as np
import numpy.typing as npt
from numba import njit

from vaern.zones.edges import SMALLEST_SIGMA_M

Floats = npt.NDArray[np.float64]

SIGMAS = 5.0
"""Lines reach so many standard deviations (all but a millionth)."""
PANELS = 8
DIRECTIONS = 12
LEAST_SLANT = 0.1
"""An edge at so much of an angle (its sine) to the lines does not run along them."""
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


@njit(cache=True)
def widened_share(
    x: float,
    y: float,
    sigma_m: float,
    margin_m: float,
    distance_m: float,
    ax: Floats,
    ay: Floats,
    bx: Floats,
    by: Floats,
    first: int,
    last: int,
) -> float:
    """Return how much of an isotropic Gaussian about (x, y) lies within `margin_m` of the zone or in it.

    `distance_m` is the signed distance to the zone.
    """
    sigma_m = max(sigma_m, SMALLEST_SIGMA_M)
    reach_m = SIGMAS * sigma_m
    deep = distance_m - sqrt(2.0) * reach_m < -margin_m
    within_m = inf if deep else margin_m + sqrt(2.0) * reach_m
    edges = _edges_within(within_m, x, y, ax, ay, bx, by, first, last)
    _turn(edges)
    low, high = np.empty(2 * len(edges) + 2), np.empty(2 * len(edges) + 2)
    total = 0.0
    begin, end = _span(edges, margin_m, sigma_m)
    if begin >= end:
        return 0.0
    half = (end - begin) / PANELS / 2
    for panel in range(PANELS):
        middle = begin + half * (2 * panel + 1)
        for node in range(len(_NODES)):
            v = middle + half * _NODES[node]
            found = _capsules(edges, v * sigma_m, margin_m, reach_m, low, high)
            if deep:
                found = _inside(edges, v * sigma_m, low, high, found)
            total += _WEIGHTS[node] * half * exp(-v * v / 2) * _weight(low, high, found, sigma_m)
    return min(1.0, total / sqrt(2 * pi))


@njit(cache=True)
def _edges_within(
    within_m: float, x: float, y: float, ax: Floats, ay: Floats, bx: Floats, by: Floats, first: int, last: int
) -> Floats:
    """Return the edges so near to (x, y), as rows (px, py, qx, qy, length) about it."""
    edges = np.empty((last - first, 5))
    found = 0
    for edge in range(first, last):
        px, py, qx, qy = ax[edge] - x, ay[edge] - y, bx[edge] - x, by[edge] - y
        dx, dy = qx - px, qy - py
        square = dx * dx + dy * dy
        along = min(1.0, max(0.0, -(px * dx + py * dy) / square))
        if hypot(px + along * dx, py + along * dy) <= within_m:
            edges[found] = px, py, qx, qy, sqrt(square)
            found += 1
    return edges[:found]


@njit(cache=True)
def _turn(edges: Floats) -> None:
    """Turn rows (px, py, qx, qy) to (ua, va, ub, vb), u along the lines and v across.

    The lines lead to the nearest edge, so that they meet the margin's boundary squarely, or as nearly so as
    leaves no edge running along them: what they cover would jump from one to the next.
    """
    toward = _toward_nearest(edges)
    best, ux, uy = -1.0, 1.0, 0.0
    for turn in range(DIRECTIONS):
        aside = pi * ((turn + 1) // 2) / DIRECTIONS * (1 - 2 * (turn % 2))
        tx, ty = cos(toward + aside), sin(toward + aside)
        least = LEAST_SLANT
        for px, py, qx, qy, length in edges:
            least = min(least, abs(tx * (qy - py) - ty * (qx - px)) / length)
        if least > best:
            best, ux, uy = least, tx, ty
    for row in range(len(edges)):
        px, py, qx, qy, length = edges[row]
        edges[row] = px * ux + py * uy, py * ux - px * uy, qx * ux + qy * uy, qy * ux - qx * uy, length


@njit(cache=True)
def _toward_nearest(edges: Floats) -> float:
    """Return the direction of the nearest point of the edges, as an angle."""
    least, angle = inf, 0.0
    for px, py, qx, qy, length in edges:
        dx, dy = qx - px, qy - py
        along = min(1.0, max(0.0, -(px * dx + py * dy) / (length * length)))
        nx, ny = px + along * dx, py + along * dy
        if hypot(nx, ny) < least:
            least, angle = hypot(nx, ny), atan2(ny, nx)
    return angle


@njit(cache=True)
def _span(edges: Floats, margin_m: float, sigma_m: float) -> tuple[float, float]:
    """Return between which lines, in standard deviations from the middle, anything can lie."""
    begin, end = inf, -inf
    for _, va, _, vb, _ in edges:
        begin, end = min(begin, va, vb), max(end, va, vb)
    return max(-SIGMAS, (begin - margin_m) / sigma_m), min(SIGMAS, (end + margin_m) / sigma_m)


@njit(cache=True)
def _capsules(edges: Floats, v: float, margin_m: float, reach_m: float, low: Floats, high: Floats) -> int:
    """Put down where the line at v is within the margin of each edge; return how many intervals there are."""
    found = 0
    for edge in range(len(edges)):
        ua, va, ub, vb, length = edges[edge]
        if min(va, vb) - margin_m > v or max(va, vb) + margin_m < v:
            continue
        if min(ua, ub) - margin_m > reach_m or max(ua, ub) + margin_m < -reach_m:
            continue
        begin, end = _disc(ua, va - v, margin_m)
        other_begin, other_end = _disc(ub, vb - v, margin_m)
        side_begin, side_end = _band(ua, va - v, ub, vb - v, length, margin_m)
        begin, end = min(begin, other_begin, side_begin), max(end, other_end, side_end)
        if begin <= -reach_m and end >= reach_m:
            low[0], high[0] = begin, end
            return 1
        if begin < end:
            low[found], high[found] = begin, end
            found += 1
    return found


@njit(cache=True)
def _disc(u: float, v: float, radius_m: float) -> tuple[float, float]:
    if abs(v) >= radius_m:
        return inf, -inf
    half = sqrt(radius_m * radius_m - v * v)
    return u - half, u + half


@njit(cache=True)
def _band(ua: float, va: float, ub: float, vb: float, length: float, radius_m: float) -> tuple[float, float]:
    """Return where the line v = 0 is beside the edge a → b and within the radius of it."""
    eu, ev = (ub - ua) / length, (vb - va) / length
    along_begin, along_end = _between(eu, -ua * eu - va * ev, 0.0, length)
    across_begin, across_end = _between(-ev, ua * ev - va * eu, -radius_m, radius_m)
    begin, end = max(along_begin, across_begin), min(along_end, across_end)
    return (begin, end) if begin < end else (inf, -inf)


@njit(cache=True)
def _between(slope: float, offset: float, least: float, most: float) -> tuple[float, float]:
    """Return where least <= slope * u + offset <= most."""
    if abs(slope) < 1e-12:
        return (-inf, inf) if least <= offset <= most else (inf, -inf)
    one, other = (least - offset) / slope, (most - offset) / slope
    return min(one, other), max(one, other)


@njit(cache=True)
def _inside(edges: Floats, v: float, low: Floats, high: Floats, found: int) -> int:
    """Add where the line at v runs inside the zone itself."""
    crossings = np.empty(len(edges))
    count = 0
    for edge in range(len(edges)):
        ua, va, ub, vb, _ = edges[edge]
        if (va > v) != (vb > v):
            crossings[count] = ua + (v - va) / (vb - va) * (ub - ua)
            count += 1
    ordered = np.sort(crossings[:count])
    for pair in range(count // 2):
        low[found], high[found] = ordered[2 * pair], ordered[2 * pair + 1]
        found += 1
    return found


@njit(cache=True)
def _weight(low: Floats, high: Floats, found: int, sigma_m: float) -> float:
    """Return the share of the normal distribution in the union of the intervals, which it puts in order."""
    for row in range(1, found):
        begin, end = low[row], high[row]
        while row > 0 and low[row - 1] > begin:
            low[row], high[row] = low[row - 1], high[row - 1]
            row -= 1
        low[row], high[row] = begin, end
    scale = 1 / (sigma_m * sqrt(2.0))
    total, row = 0.0, 0
    while row < found:
        begin, reached = low[row], high[row]
        row += 1
        while row < found and low[row] <= reached:
            reached = max(reached, high[row])
            row += 1
        total += erf(reached * scale) - erf(begin * scale)
    return total / 2
