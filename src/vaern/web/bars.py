"""Bars of a small chart, in the units of its drawing; the table beside it has the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

HEIGHT = 120
STEP = 12
MOST_DAYS = 92
"""More days than this are drawn by the week, so that a bar is still seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or week: its first day, its count, and its rectangle."""

    first: date
    count: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the left, and the largest count, which reaches the top."""

    bars: list[Bar]
    by_week: bool
    most: int

    @property
    def width(self) -> int:
        """Return the width of the drawing."""
        return STEP * max(len(self.bars), 1)


def chart(by_day: Mapping[date, int], by_week: Mapping[date, int]) -> Chart:
    """Return the chart of the days, or of the weeks where they are many."""
    weekly = len(by_day) > MOST_DAYS
    counts = by_week if weekly else by_day
    most = max(counts.values(), default=0)
    bars = [
        Bar(first, count, STEP * place, HEIGHT - _high(count, most), _high(count, most))
        for place, (first, count) in enumerate(counts.items())
    ]
    return Chart(bars, weekly, most)


def _high(count: int, most: int) -> float:
    return round(HEIGHT * count / most, 1) if most else 0.0
