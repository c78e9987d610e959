"""The last moment of a control that runs for a calendar period from a moment on."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def last_moment_ms(begins_ms: int, duration: str, time_zone: str) -> int:
    """Return the last millisecond of the last day of `duration` (P3M, P1Y, P14D) on a local clock.

    The first day is not counted and a month's end is clipped to the month's last day.
    """
    zone = ZoneInfo(time_zone)
    first = datetime.fromtimestamp(begins_ms / 1000, zone).date()
    last = datetime.combine(later(first, duration), time(23, 59, 59), zone)
    return round(last.timestamp() * 1000) + 999


def later(first: date, duration: str) -> date:
    """Return the date a duration in years, months or days after `first`; ValueError on any other."""
    found = re.fullmatch(r"P(\d+)([YMD])", duration)
    if not found:
        raise ValueError("not a calendar duration in years, months or days")
    number, unit = int(found[1]), found[2]
    if unit == "D":
        return first + timedelta(days=number)
    months = first.year * 12 + first.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
