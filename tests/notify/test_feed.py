"""The calendar of a person: what it says, what it never says, and the two nights when the clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from vaern.notify.due import Due
from vaern.notify.feed import feed

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)


def events(*duties):
    return list(Calendar.from_ical(feed(duties, "Værn", COPENHAGEN, NOW)).walk("VEVENT"))


def due(moment, key="submit_to_court"):
    return Due("ODN-1", key, "Indbring sagen", moment)


def test_an_event_says_reference_duty_and_time_and_nothing_else():
    (event,) = events(due(datetime(2026, 5, 4, 8, 0, tzinfo=UTC)))
    assert str(event["summary"]) == "ODN-1 · Indbring sagen"
    assert set(event) == {"UID", "DTSTAMP", "SUMMARY", "CLASS", "DTSTART", "TRANSP"}


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 3, 28),
        date(2026, 3, 29),
        date(2026, 3, 30),
        date(2026, 10, 24),
        date(2026, 10, 25),
        date(2026, 10, 26),
    ],
)
def test_a_last_moment_at_the_end_of_a_day_is_that_whole_day_also_when_the_clock_changes(day):
    (event,) = events(due(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=COPENHAGEN)))
    assert (event["dtstart"].dt, event["dtend"].dt) == (day, day + timedelta(days=1))


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_is_one_moment(fold):
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN, fold=fold)
    (event,) = events(due(moment))
    assert event["dtstart"].dt == moment.astimezone(UTC)
    assert event["dtstart"].dt.hour == (0, 1)[fold]


def test_twenty_four_hours_through_the_night_in_march_end_an_hour_later_on_the_clock():
    demanded = datetime(2026, 3, 28, 20, 0, tzinfo=COPENHAGEN)
    (event,) = events(due(demanded.astimezone(UTC) + timedelta(hours=24)))
    assert event["dtstart"].dt.astimezone(COPENHAGEN).hour == 21


def test_what_is_due_at_once_stands_on_today():
    assert events(due(None))[0]["dtstart"].dt == date(2026, 3, 28)


def test_the_same_duty_keeps_its_identity_when_its_time_changes_and_two_duties_differ():
    first, second = events(due(NOW), due(NOW, "serve_order"))
    (moved,) = events(due(NOW + timedelta(days=1)))
    assert first["uid"] == moved["uid"] != second["uid"]
