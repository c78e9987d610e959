"""What is due as an iCalendar feed (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from vaern.notify.due import Due

REFRESH = timedelta(minutes=15)


def feed(duties: Iterable[Due], title: str, clock: ZoneInfo, now: datetime) -> bytes:
    """Return a calendar of `duties`.

    A last moment at a day's end is that whole day on `clock`; an hour is that moment, in UTC so that no
    night of a clock change makes it two; what is due at once stands on the day of `now` (aware).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Vaern//desk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for each in duties:
        calendar.add_component(_event(each, clock, now))
    content: bytes = calendar.to_ical()
    return content


def _event(duty: Due, clock: ZoneInfo, now: datetime) -> Event:
    event = Event()
    event.add("uid", hashlib.sha256(f"{duty.reference}\n{duty.key}".encode()).hexdigest()[:32] + "@vaern")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", f"{duty.reference} · {duty.what}")
    event.add("class", "CONFIDENTIAL")
    start = _start(duty, clock, now)
    event.add("dtstart", start)
    if not isinstance(start, datetime):
        event.add("dtend", start + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _start(duty: Due, clock: ZoneInfo, now: datetime) -> datetime | date:
    if duty.due is None:
        return now.astimezone(clock).date()
    return duty.last_day(clock) or duty.due.astimezone(UTC)
