"""Two hundred messages: what the desk counts after a clear no."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaern.contacts import Contact, masked, series

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NO = datetime(2026, 3, 1, 12, 0, tzinfo=COPENHAGEN)


def at(day, hour=12, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=COPENHAGEN)


def calls(*days):
    return [Contact(at(day), "call") for day in days]


def counted(contacts, after=None):
    return series(contacts, after, COPENHAGEN)


def two_hundred_messages():
    """Story 2: 214 contacts on 31 days after a clear no; seven a day, three on the last four."""
    return [
        Contact(NO + timedelta(days=day, minutes=1 + n), "message")
        for day in range(31)
        for n in range(7 if day < 30 else 4)
    ]


def test_two_hundred_and_fourteen_contacts_in_thirty_one_days():
    found = counted(two_hundred_messages(), NO)
    assert (found.total, found.days, found.days_with_contact) == (214, 31, 31)


def test_what_came_before_the_no_is_told_apart():
    found = counted([*calls(1), Contact(NO - timedelta(days=3), "visit"), *calls(4)], NO)
    assert (found.before, found.total) == (2, 1)  # the call at the very moment of the no is not after it


def test_without_a_known_no_all_are_counted_and_that_is_said():
    found = counted(calls(1, 2))
    assert (found.after, found.before, found.total) == (None, 0, 2)


def test_a_day_without_contact_stands_between_the_others():
    assert list(counted(calls(2, 4)).by_day.items()) == [
        (date(2026, 3, 2), 1), (date(2026, 3, 3), 0), (date(2026, 3, 4), 1)
    ]  # fmt: skip


def test_the_longest_run_and_the_longest_gap():
    found = counted(calls(2, 3, 4, 9, 10))
    assert (found.longest_run.days, found.longest_run.first) == (3, date(2026, 3, 2))
    assert (found.longest_gap.days, found.longest_gap.last) == (4, date(2026, 3, 8))


def test_a_week_begins_on_monday():
    assert counted(calls(8, 9)).by_week == {date(2026, 3, 2): 1, date(2026, 3, 9): 1}


def test_a_message_just_after_midnight_counts_for_the_day_of_the_place_not_of_greenwich():
    assert list(counted([Contact(datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "message")]).by_day) == [
        date(2026, 3, 4)
    ]


@pytest.mark.parametrize(("night", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_the_nights_when_the_clock_changes_are_one_day_each(night, hours):
    start = datetime(night.year, night.month, night.day, tzinfo=COPENHAGEN).astimezone(UTC)
    found = counted([Contact(start + timedelta(hours=n), "call") for n in range(hours)])
    assert found.by_day == {night: hours}


def test_no_contact_at_all_is_a_series_of_nothing():
    found = counted([])
    assert (found.total, found.days, found.busiest, found.longest_run) == (0, 0, None, None)


@given(st.lists(st.integers(-500_000, 500_000), max_size=60))
def test_no_contact_is_lost_or_counted_twice(minutes):
    contacts = [Contact(NO + timedelta(minutes=each), "message") for each in minutes]
    found = counted(contacts, NO)
    assert found.before + found.total == len(contacts)
    assert sum(found.by_day.values()) == sum(found.by_week.values()) == found.total


def test_a_number_is_masked_but_two_can_be_told_apart():
    assert masked("+45 12 34 56 78") == "••78"
    assert masked("") == ""
