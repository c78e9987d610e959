"""Calendar periods end with their last day, hours run as they are: on the Copenhagen clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaern.deadlines.periods import Clock, Period, period
from vaern.errors import InputError

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CLOCK = Clock(COPENHAGEN)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def end(written, start, clock=CLOCK):
    return clock.end(period(written), datetime.fromisoformat(start)).isoformat()


@pytest.mark.parametrize(
    ("written", "start", "last"),
    [
        ("P14D", "2026-03-02T23:59:00+01:00", "2026-03-16T23:59:59+01:00"),
        ("P14D", "2026-03-03T00:00:00+01:00", "2026-03-17T23:59:59+01:00"),
        ("P14D", "2026-03-02T23:30:00+00:00", "2026-03-17T23:59:59+01:00"),
        ("P14D", "2026-03-15T09:00:00+01:00", "2026-03-29T23:59:59+02:00"),
        ("P14D", "2026-10-12T09:00:00+02:00", "2026-10-26T23:59:59+01:00"),
        ("P4W", "2028-02-05T12:00:00+01:00", "2028-03-04T23:59:59+01:00"),
        ("P1M", "2026-01-31T12:00:00+01:00", "2026-02-28T23:59:59+01:00"),
        ("P1M", "2028-01-31T12:00:00+01:00", "2028-02-29T23:59:59+01:00"),
        ("P3M", "2026-11-30T10:00:00+01:00", "2027-02-28T23:59:59+01:00"),
        ("P1Y", "2028-02-29T10:00:00+01:00", "2029-02-28T23:59:59+01:00"),
        ("P4Y", "2028-02-29T10:00:00+01:00", "2032-02-29T23:59:59+01:00"),
        ("P1Y6M", "2026-08-31T10:00:00+02:00", "2028-02-29T23:59:59+01:00"),
        ("PT24H", "2026-03-28T14:00:00+01:00", "2026-03-29T15:00:00+02:00"),
        ("PT24H", "2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00"),
        ("PT24H", "2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00"),
        ("PT25H", "2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
        ("PT24H", "2026-10-24T15:00:00+02:00", "2026-10-25T14:00:00+01:00"),
    ],
)
def test_a_period_ends_at_its_last_moment(written, start, last):
    assert end(written, start) == last


def test_a_month_end_may_roll_over_where_a_pack_says_so():
    clock = Clock(COPENHAGEN, month_end="next_day")
    assert end("P1M", "2026-01-31T12:00:00+01:00", clock) == "2026-03-01T23:59:59+01:00"


def test_a_last_day_may_move_from_the_weekend_where_a_pack_says_so():
    clock = Clock(COPENHAGEN, weekend="next_weekday")
    assert end("P14D", "2026-05-02T12:00:00+02:00", clock) == "2026-05-18T23:59:59+02:00"


@pytest.mark.parametrize(("start", "clipped"), [(30, False), (31, True)])
def test_it_is_known_when_a_month_end_was_clipped(start, clipped):
    moment = datetime(2026, 3, start, 12, tzinfo=COPENHAGEN)
    assert CLOCK.is_clipped(period("P1M"), moment) is clipped


@given(MOMENTS, st.integers(0, 4000))
def test_so_many_days_later_is_so_many_dates_later(start, days):
    last = CLOCK.end(Period(days=days), start)
    assert last.date() - CLOCK.day(start) == timedelta(days=days)


@given(MOMENTS, st.integers(0, 10_000))
def test_hours_are_elapsed_whatever_the_clock_shows(start, hours):
    assert CLOCK.end(period(f"PT{hours}H"), start) - start == timedelta(hours=hours)


@given(MOMENTS, MOMENTS, st.integers(0, 240), st.integers(0, 60))
def test_who_starts_later_never_ends_earlier(first, second, months, days):
    length = Period(months=months, days=days)
    early, late = sorted((first, second))
    assert CLOCK.end(length, early) <= CLOCK.end(length, late)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 1200))
def test_months_keep_the_day_or_clip_it_to_the_months_last(start, months):
    last = CLOCK.last_day(Period(months=months), start)
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == months
    assert last.day == start.day or (last + timedelta(days=1)).day == 1


@given(MOMENTS, st.integers(1, 4000))
def test_a_calendar_period_ends_with_the_whole_day(start, days):
    last = CLOCK.end(Period(days=days), start)
    assert (last.hour, last.minute, last.second, last.tzinfo) == (23, 59, 59, COPENHAGEN)


@pytest.mark.parametrize(
    "written", ["", "P", "PT", "P1YT", "P1DT24H", "1Y", "P-1D", "P1.5D", "p1y", "P99999Y", "P1S"]
)
def test_what_is_not_a_period_is_refused(written):
    with pytest.raises(InputError, match="not a period"):
        period(written, "/events/0/duration")


@pytest.mark.parametrize("written", ["P9999Y", "P99999D"])
def test_a_period_that_leaves_the_calendar_is_refused(written):
    with pytest.raises(InputError, match="leaves the calendar"):
        CLOCK.end(period(written), datetime(9990, 1, 1, tzinfo=UTC))
