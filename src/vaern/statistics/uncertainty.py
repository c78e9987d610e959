"""How far a share or a rate may be off by chance alone (95 %)."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""The normal distribution's 97.5 % point."""


class Interval(NamedTuple):
    """A figure and where it may lie."""

    value: float
    low: float
    high: float


def share(part: int, whole: int) -> Interval | None:
    """Return a share with Wilson's interval (Wilson 1927); None where there is nothing to share."""
    if whole == 0:
        return None
    found = part / whole
    spread = Z * sqrt(found * (1 - found) / whole + Z**2 / (4 * whole**2))
    middle, scale = found + Z**2 / (2 * whole), 1 + Z**2 / whole
    return Interval(found, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def rate(count: int, of: float) -> Interval | None:
    """Return a rate of events per unit of `of` with Byar's interval for a Poisson count."""
    if of <= 0:
        return None
    low = 0.0 if count == 0 else count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
    more = count + 1
    high = more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3
    return Interval(count / of, max(0.0, low) / of, high / of)


def differ(one: Interval, other: Interval) -> bool:
    """Tell whether two figures are further apart than chance explains: their intervals do not meet."""
    return one.low > other.high or other.low > one.high
