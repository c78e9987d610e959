"""Open, met, late, lapsed, expired: the second before, the last second, the second after."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vaern.deadlines.obligation import is_past, status_of_duty, status_of_order, status_of_right

DUE = datetime(2026, 5, 18, 23, 59, 59, tzinfo=ZoneInfo("Europe/Copenhagen"))
BEFORE, AFTER = DUE - timedelta(seconds=1), DUE + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("done", "gone", "due", "now", "status"),
    [
        (None, None, DUE, BEFORE, "open"),
        (None, None, DUE, DUE, "open"),
        (None, None, DUE, AFTER, "late"),
        (DUE, None, DUE, AFTER, "met"),
        (AFTER, None, DUE, AFTER, "late"),
        (None, BEFORE, DUE, AFTER, "lapsed"),
        (None, AFTER, DUE, AFTER, "late"),
        (BEFORE, DUE, DUE, AFTER, "met"),
        (None, None, None, AFTER, "open"),
        (AFTER, None, None, AFTER, "met"),
        (None, AFTER, None, AFTER, "lapsed"),
    ],
)
def test_a_duty(done, gone, due, now, status):
    assert status_of_duty(done, gone, due, now) == status


@pytest.mark.parametrize(
    ("done", "gone", "now", "status"),
    [
        (None, None, DUE, "open"),
        (None, None, AFTER, "lapsed"),
        (DUE, None, AFTER, "met"),
        (AFTER, None, AFTER, "late"),
        (None, BEFORE, BEFORE, "lapsed"),
    ],
)
def test_a_right(done, gone, now, status):
    assert status_of_right(done, gone, DUE, now) == status


@pytest.mark.parametrize(
    ("fell", "now", "status"), [(None, DUE, "open"), (None, AFTER, "expired"), (BEFORE, AFTER, "lapsed")]
)
def test_an_order(fell, now, status):
    assert status_of_order(fell, DUE, now) == status


def test_the_whole_last_second_is_in_time():
    assert not is_past(DUE + timedelta(milliseconds=999), DUE)
