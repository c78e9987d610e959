"""Counting time: calendar periods on the jurisdiction's clock, hours as elapsed time."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vaern.errors import InputError
from vaern.law import Pack

WRITTEN = re.compile(
    r"P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,5})M)?)?"
)
LAST_MOMENT = time(23, 59, 59)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: either calendar units or elapsed minutes, never both."""

    months: int = 0
    days: int = 0
    minutes: int | None = None

    @property
    def is_elapsed(self) -> bool:
        """Tell whether the period runs as elapsed time."""
        return self.minutes is not None


@dataclass(frozen=True, slots=True)
class Clock:
    """A jurisdiction's clock, with the pack's choices where the source is silent."""

    zone: ZoneInfo
    month_end: str = "clip"
    weekend: str = "keep"

    def day(self, moment: datetime) -> date:
        """Return the date of a moment where the law applies."""
        return moment.astimezone(self.zone).date()

    def end_of_day(self, day: date) -> datetime:
        """Return the last moment of a day, with that day's offset."""
        return datetime.combine(day, LAST_MOMENT, self.zone)

    def end(self, period: Period, start: datetime, where: str = "") -> datetime:
        """Return the last moment of a period; the day it starts on is not counted.

        Raises InputError, naming `where` it was given, where the period leaves the calendar.
        """
        try:
            if period.minutes is None:
                return self.end_of_day(self.last_day(period, self.day(start)))
            elapsed = start.astimezone(UTC) + timedelta(minutes=period.minutes)
            return elapsed.astimezone(self.zone)
        except (OverflowError, ValueError) as error:
            raise InputError("a period that leaves the calendar", where, "a shorter period") from error

    def last_day(self, period: Period, start: date) -> date:
        """Return the last day of a calendar period that starts the day after `start`."""
        try:
            day = self._months_later(start, period.months) + timedelta(days=period.days)
            while self.weekend == "next_weekday" and day.weekday() >= SATURDAY:
                day += timedelta(days=1)
        except (OverflowError, ValueError) as error:
            raise InputError("a period that leaves the calendar", "", "a shorter period") from error
        return day

    def is_clipped(self, period: Period, start: datetime) -> bool:
        """Tell whether the period would end on a day that its last month does not have."""
        if period.is_elapsed:
            return False
        day = self.day(start)
        return self._month_length(day, period.months) < day.day

    def _months_later(self, start: date, months: int) -> date:
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        length = self._month_length(start, months)
        if start.day <= length:
            return date(year, month + 1, start.day)
        last = date(year, month + 1, length)
        return last if self.month_end == "clip" else last + timedelta(days=1)

    def _month_length(self, start: date, months: int) -> int:
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        return monthrange(year, month + 1)[1]


def lasting(written: object, where: str = "") -> Period:
    """Read how long an order runs: a period that is not empty."""
    found = period(written, where)
    if not (found.months or found.days or found.minutes):
        raise InputError("a period of no length", where, "a duration longer than nothing, e.g. P4W")
    return found


def period(written: object, where: str = "") -> Period:
    """Read an ISO 8601 duration such as P5Y, P4W, P14D or PT24H; raises InputError for anything else."""
    found = WRITTEN.fullmatch(written) if isinstance(written, str) else None
    units = {name: int(each) for name, each in found.groupdict().items() if each} if found else {}
    elapsed = {"hours", "minutes"} & units.keys()
    if not units or str(written).endswith("T") or (elapsed and units.keys() - {"hours", "minutes"}):
        raise InputError("not a period", where, "an ISO 8601 duration, e.g. P5Y, P4W, P14D or PT24H")
    if elapsed:
        return Period(minutes=units.get("hours", 0) * 60 + units.get("minutes", 0))
    return Period(
        months=units.get("years", 0) * 12 + units.get("months", 0),
        days=units.get("weeks", 0) * 7 + units.get("days", 0),
    )


def clock_of(pack: Pack) -> Clock:
    """Return the pack's clock with its choices; a pack for reference makes none, as it counts no time."""
    chosen = {name: pack.settings[name].rule for name in ("month_end", "weekend") if name in pack.settings}
    return Clock(ZoneInfo(pack.time_zone), **chosen)
