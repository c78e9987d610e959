"""Hours that recur: an RFC 5545 rule with a start, a duration and a time zone, laid out on the time line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

from vaern.monitoring.node import Node
from vaern.monitoring.terms import Span

MOST_OCCURRENCES = 20_000
"""More hours than that in one control are no order's hours: a rule that never stops is refused."""
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_RULE = re.compile(r"(?:RRULE:)?(?:[A-Z]+=[A-Z0-9,+:-]+;?)+")
_TOO_OFTEN = ("FREQ=SECONDLY", "FREQ=MINUTELY")
_UNTIL_UTC = re.compile(r"UNTIL=(\d{8}T\d{6})Z")


class Duration(NamedTuple):
    """Days on the calendar, then exact seconds (RFC 5545 § 3.3.6)."""

    days: int
    seconds: int


class Schedule(NamedTuple):
    """A rule whose occurrences are local wall times, how long each lasts, and whose clock it is."""

    rule: rrule | rruleset
    start: datetime
    duration: Duration
    tz: ZoneInfo

    def hours(self, within: Span) -> Iterator[Span]:
        """Yield the stretches that touch `within`, in order; those that overlap or meet are one.

        A local time that a spring night leaps over is read with the offset before the leap, one that an
        autumn night repeats as the first of the two (RFC 5545 § 3.3.5).
        """
        last = _local(within.ends, self.tz) + timedelta(days=1)
        begun = takewhile(lambda begins: begins <= last, self.rule)
        stretches = (self._stretch(begins) for begins in begun)
        return _joined(span for span in stretches if span.ends >= within.begins)

    def _stretch(self, begins: datetime) -> Span:
        days, seconds = self.duration
        ends_ms = _milliseconds(begins + timedelta(days=days), self.tz) + seconds * 1000
        return Span(_milliseconds(begins, self.tz), ends_ms - 1)


def parse_schedule(node: Node, valid: Span) -> tuple[Span, ...]:
    """Return the hours within a control's validity; InputError on what is no RFC 5545 recurrence."""
    node.only("rrule", "start", "duration", "tz")
    tz = _time_zone(node["tz"])
    start, duration = _start(node["start"]), _duration(node["duration"])
    schedule = Schedule(_rule(node["rrule"], start, tz), start, duration, tz)
    hours: list[Span] = []
    for span in schedule.hours(valid):
        if len(hours) == MOST_OCCURRENCES:
            node["rrule"].refuse("this rule recurs too often", f"at most {MOST_OCCURRENCES} times")
        if span.begins <= valid.ends:
            hours.append(Span(max(span.begins, valid.begins), min(span.ends, valid.ends)))
    if not hours:
        node["rrule"].refuse("these hours never come while the control is valid", "hours within `valid`")
    return tuple(hours)


def common(some: Sequence[Span], others: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches that lie in both; each is in order and without overlap."""
    one, other = 0, 0
    while one < len(some) and other < len(others):
        begins = max(some[one].begins, others[other].begins)
        ends = min(some[one].ends, others[other].ends)
        if begins <= ends:
            yield Span(begins, ends)
        if some[one].ends <= others[other].ends:
            one += 1
        else:
            other += 1


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current is not None and span.begins <= current.ends + 1:
            current = Span(min(current.begins, span.begins), max(current.ends, span.ends))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _rule(node: Node, start: datetime, tz: ZoneInfo) -> rrule | rruleset:
    text = node.text()
    if not _RULE.fullmatch(text) or any(often in text for often in _TOO_OFTEN):
        node.refuse("this is no rule for hours", "an RFC 5545 rule, hourly at most, as FREQ=WEEKLY;BYDAY=MO")
    local = _UNTIL_UTC.sub(lambda found: f"UNTIL={_utc_as_local(found[1], tz)}", text)
    try:
        return rrulestr(local, dtstart=start)
    except (ValueError, KeyError, TypeError, AttributeError):
        node.refuse("this is no RFC 5545 rule", "a rule as FREQ=WEEKLY;BYDAY=MO,TU")


def _utc_as_local(text: str, tz: ZoneInfo) -> str:
    until = datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=UTC).astimezone(tz)
    return until.strftime("%Y%m%dT%H%M%S")


def _start(node: Node) -> datetime:
    expected = "a local time without an offset, as 2026-05-01T07:30"
    try:
        start = datetime.fromisoformat(node.text())
    except ValueError:
        node.refuse("this is not a time", expected)
    if start.tzinfo is not None:
        node.refuse("this time has an offset of its own beside the schedule's tz", expected)
    return start


def _duration(node: Node) -> Duration:
    found = _DURATION.fullmatch(node.text())
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in (found.groups() if found else "00000"))
    duration = Duration(weeks * 7 + days, (hours * 60 + minutes) * 60 + seconds)
    if duration == (0, 0) or duration.days > 366 or duration.seconds > 366 * 86_400:
        node.refuse("this is not a duration of at most a year", "an ISO 8601 duration as PT9H")
    return duration


def _time_zone(node: Node) -> ZoneInfo:
    try:
        return ZoneInfo(node.text())
    except (ValueError, OSError, KeyError):
        node.refuse("this time zone is not known", "an IANA name as Europe/Copenhagen")


def _local(at_ms: int, tz: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, tz).replace(tzinfo=None)


def _milliseconds(local: datetime, tz: ZoneInfo) -> int:
    return round(local.replace(tzinfo=tz, fold=0).timestamp() * 1000)
