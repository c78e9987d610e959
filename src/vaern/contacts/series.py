"""What a number of contacts looks like as a whole: counts. Whether they are a system, a person says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vaern.contacts.contact import Contact

DAY = timedelta(days=1)
NIGHT_ENDS = 6
"""Night is from midnight to six: a way to count, not a line of the law."""


@dataclass(frozen=True, slots=True)
class Run:
    """Days without a break: `first` and `last` are both among them."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days they are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of the contacts after a clear no; all of them where no such no is known (`after` is None).

    `by_day` holds every day from the first contact to the last, also those with none; `by_week` is by the
    Monday of the week. Days are the jurisdiction's.
    """

    after: datetime | None
    before: int
    total: int
    by_day: Mapping[date, int]
    by_week: Mapping[date, int]
    by_kind: Mapping[str, int]
    at_night: int
    longest_run: Run | None
    longest_gap: Run | None

    @property
    def days(self) -> int:
        """Return how many days lie from the first contact to the last, both counted."""
        return len(self.by_day)

    @property
    def days_with_contact(self) -> int:
        """Return on how many of them there was at least one."""
        return sum(1 for count in self.by_day.values() if count)

    @property
    def busiest(self) -> tuple[date, int] | None:
        """Return the day with the most contacts (the first such day) and how many."""
        return max(self.by_day.items(), key=lambda each: each[1], default=None)


def series(contacts: Iterable[Contact], after: datetime | None, clock: ZoneInfo) -> Series:
    """Return the counts of `contacts` later than `after` (aware), by the days of `clock`."""
    known = sorted(contacts)
    later = [each for each in known if after is None or each.at > after]
    days = Counter(each.at.astimezone(clock).date() for each in later)
    by_day = {day: days[day] for day in _all(days)}
    weeks: Counter[date] = Counter()
    for day, count in by_day.items():
        weeks[day - day.weekday() * DAY] += count
    return Series(
        after=after,
        before=len(known) - len(later),
        total=len(later),
        by_day=by_day,
        by_week=dict(weeks),
        by_kind=dict(Counter(each.kind for each in later).most_common()),
        at_night=sum(1 for each in later if each.at.astimezone(clock).hour < NIGHT_ENDS),
        longest_run=_longest(by_day, with_contact=True),
        longest_gap=_longest(by_day, with_contact=False),
    )


def _all(days: Iterable[date]) -> list[date]:
    known = sorted(days)
    return [known[0] + n * DAY for n in range((known[-1] - known[0]).days + 1)] if known else []


def _longest(by_day: Mapping[date, int], *, with_contact: bool) -> Run | None:
    best: Run | None = None
    first: date | None = None
    for day, count in by_day.items():
        if bool(count) is not with_contact:
            first = None
            continue
        first = first or day
        if best is None or Run(first, day).days > best.days:
            best = Run(first, day)
    return best
