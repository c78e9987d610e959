"""The mail of the morning: overdue, today, this week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vaern.notify.digest import digest, written
from vaern.notify.due import Due

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(day, hour=12, month=5):
    return datetime(2026, month, day, hour, tzinfo=COPENHAGEN)


NOW = at(4, 8)


def group_of(due, now=NOW):
    found = digest([Due("ODN-1", "k", "Forkynd", due)], COPENHAGEN, now).groups
    return next((name for name, duties in found.items() if duties), None)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (None, "today"),
        (NOW - timedelta(seconds=1), "overdue"),
        (NOW, "today"),
        (at(4, 23), "today"),
        (at(5, 0), "this_week"),
        (at(11, 23), "this_week"),
        (at(12, 0), None),
    ],
)
def test_each_duty_stands_in_its_group(due, group):
    assert group_of(due) == group


@pytest.mark.parametrize(("month", "night"), [(3, 29), (10, 25)])
def test_the_evening_before_the_clock_changes_is_today_and_the_night_is_not(month, night):
    now = at(night - 1, 8, month)
    assert group_of(at(night - 1, 23, month), now) == "today"
    assert group_of(at(night, 4, month), now) == "this_week"


def test_the_earliest_stands_first_and_what_is_due_at_once_before_it():
    duties = [Due("B", "k", "x", at(4, 20)), Due("A", "k", "x", at(4, 9)), Due("C", "k", "x", None)]
    assert [each.reference for each in digest(duties, COPENHAGEN, NOW).today] == ["C", "A", "B"]


def test_nothing_due_is_no_mail():
    assert not digest([], COPENHAGEN, NOW)


def test_the_mail_names_reference_duty_and_time():
    found = digest([Due("ODN-1", "k", "Forkynd", at(4, 20))], COPENHAGEN, NOW)
    text = written(found, {"overdue": "O", "today": "I dag", "this_week": "U"}, lambda _: "kl. 20")
    assert text == "I dag\n- ODN-1: Forkynd, kl. 20\n"
