"""Hours that recur on a local clock, and a zone that holds in those hours alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from vaern.errors import InputError
from vaern.monitoring.node import Node
from vaern.monitoring.schedule import common, parse_schedule
from vaern.monitoring.terms import Span

INSIDE, FAR = -200, 5000
WORKDAYS = {
    "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "start": "2026-05-01T07:30",
    "duration": "PT9H",
    "tz": "Europe/Copenhagen",
}


def hours(ms: Callable[[str], int], begins: str, ends: str, **changes: str) -> list[tuple[str, str]]:
    found = parse_schedule(Node(WORKDAYS | changes), Span(ms(begins), ms(ends)))
    return [(utc(span.begins), utc(span.ends + 1)) for span in found]


def utc(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%m-%dT%H:%M")


def test_working_hours_skip_the_weekend(milliseconds: Any) -> None:
    found = hours(milliseconds, "2026-05-01T00:00:00+02:00", "2026-05-04T23:59:59+02:00")
    assert found == [("05-01T05:30", "05-01T14:30"), ("05-04T05:30", "05-04T14:30")]


def test_hours_before_the_rules_start_do_not_hold(milliseconds: Any) -> None:
    found = hours(milliseconds, "2026-04-29T00:00:00+02:00", "2026-05-01T23:59:59+02:00")
    assert found == [("05-01T05:30", "05-01T14:30")]


def test_hours_that_cross_midnight_into_the_control_are_cut_at_its_beginning(milliseconds: Any) -> None:
    night = {"rrule": "FREQ=DAILY", "start": "2026-04-01T22:00", "duration": "PT8H"}
    found = hours(milliseconds, "2026-05-01T00:00:00+02:00", "2026-05-01T23:59:59.999+02:00", **night)
    assert found == [("04-30T22:00", "05-01T04:00"), ("05-01T20:00", "05-01T22:00")]


def test_the_local_hour_stays_when_the_clock_changes(milliseconds: Any) -> None:
    daily = {"rrule": "FREQ=DAILY", "start": "2026-10-24T07:30", "duration": "PT9H"}
    found = hours(milliseconds, "2026-10-24T00:00:00+02:00", "2026-10-26T00:00:00+01:00", **daily)
    assert [begin for begin, _ in found] == ["10-24T05:30", "10-25T06:30"]


def test_an_hour_that_the_spring_night_leaps_over_is_read_with_the_offset_before(milliseconds: Any) -> None:
    leapt = {"rrule": "FREQ=DAILY", "start": "2026-03-28T02:30", "duration": "PT1H"}
    found = hours(milliseconds, "2026-03-28T00:00:00+01:00", "2026-03-29T23:00:00+02:00", **leapt)
    assert found == [("03-28T01:30", "03-28T02:30"), ("03-29T01:30", "03-29T02:30")]


def test_an_hour_that_the_autumn_night_repeats_is_the_first_of_the_two(milliseconds: Any) -> None:
    twice = {"rrule": "FREQ=DAILY", "start": "2026-10-25T02:30", "duration": "PT1H"}
    found = hours(milliseconds, "2026-10-25T00:00:00+02:00", "2026-10-25T23:00:00+01:00", **twice)
    assert found == [("10-25T00:30", "10-25T01:30")]


@pytest.mark.parametrize(("duration", "ends"), [("P1D", "10-25T11:00"), ("PT24H", "10-25T10:00")])
def test_a_day_is_a_day_of_the_calendar_and_hours_are_exact(
    milliseconds: Any, duration: str, ends: str
) -> None:
    once = {"rrule": "FREQ=DAILY;COUNT=1", "start": "2026-10-24T12:00", "duration": duration}
    found = hours(milliseconds, "2026-10-24T00:00:00+02:00", "2026-10-26T00:00:00+01:00", **once)
    assert found == [("10-24T10:00", ends)]


def test_an_end_told_in_utc_is_an_end(milliseconds: Any) -> None:
    until = {"rrule": "FREQ=DAILY;UNTIL=20260502T053000Z"}
    found = hours(milliseconds, "2026-05-01T00:00:00+02:00", "2026-05-09T00:00:00+02:00", **until)
    assert len(found) == 2


def test_hours_that_overlap_are_one(milliseconds: Any) -> None:
    long = {"rrule": "FREQ=DAILY;COUNT=3", "duration": "PT30H"}
    found = hours(milliseconds, "2026-05-01T00:00:00+02:00", "2026-05-09T00:00:00+02:00", **long)
    assert found == [("05-01T05:30", "05-04T11:30")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rrule", "FREQ=SOMETIMES"), ("rrule", "FREQ=MINUTELY"), ("rrule", "every day"), ("rrule", None),
        ("rrule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), ("rrule", "FREQ=DAILY;COUNT=1\nDTSTART:20260501"),
        ("start", "2026-05-01T07:30+02:00"), ("start", "tomorrow"),
        ("duration", "9 hours"), ("duration", "PT0S"), ("duration", "PT"), ("duration", "P9Y"),
        ("tz", "Europe/Atlantis"), ("tz", "../../etc/passwd"), ("tz", ""),
    ],
)  # fmt: skip
def test_what_is_no_schedule_is_refused_at_its_field(milliseconds: Any, field: str, value: Any) -> None:
    valid = Span(milliseconds("2026-05-01T00:00:00+02:00"), milliseconds("2026-07-31T00:00:00+02:00"))
    with pytest.raises(InputError) as caught:
        parse_schedule(Node(WORKDAYS | {field: value}), valid)
    assert caught.value.where == f"/{field}"


def test_stretches_in_both_of_two_rows() -> None:
    one, other = [Span(0, 9), Span(20, 29)], [Span(5, 22), Span(29, 40)]
    assert list(common(one, other)) == [Span(5, 9), Span(20, 22), Span(29, 29)]


def five_minutes(scene: Any) -> Any:
    """A zone that holds from minute 5 to minute 10 of the control's first night."""
    hours = WORKDAYS | {"rrule": "FREQ=DAILY", "start": "2026-05-01T00:05", "duration": "PT5M"}
    return scene.controls(scene.said(zone={"schedule": hours}))


def test_hours_that_open_while_he_is_inside_are_like_crossing(scene: Any) -> None:
    events = scene.judge(scene.walk(*[INSIDE] * 8), five_minutes(scene))
    assert scene.told(events.alarms) == [
        (5, "C1/home/zone/1", "raised"),
        (5, "C1/home/margin/1", "raised"),
    ]


def test_hours_that_end_while_he_is_inside_clear_at_their_last_moment(scene: Any) -> None:
    events = scene.judge(scene.walk(*[INSIDE] * 12), five_minutes(scene), now=20)
    cleared = [(alarm.at, alarm.because) for alarm in events.alarms if alarm.event == "cleared"]
    assert cleared[:2] == [(scene.at(10) - 1, "hours_ended")] * 2


def test_outside_the_hours_no_position_is_opened(scene: Any) -> None:
    events = scene.judge(scene.walk(*[INSIDE] * 12), five_minutes(scene))
    assert [row.fixed_at for row in events.released] == [scene.at(minute) for minute in range(5, 10)]


def test_hours_come_again_the_next_day(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, FAR, begin=24 * 60 + 6), five_minutes(scene))
    assert scene.told(events.alarms, "zone") == [
        (1446, "C1/home/zone/1", "raised"),
        (1447, "C1/home/zone/1", "cleared"),
    ]


def test_a_permission_takes_its_time_out_of_the_hours(scene: Any) -> None:
    hours = WORKDAYS | {"rrule": "FREQ=DAILY", "start": "2026-05-01T00:05", "duration": "PT5M"}
    allowed = {"from": "2026-05-01T00:07:00+02:00", "to": "2026-05-01T00:08:59.999+02:00", "reason": "x"}
    controls = scene.controls(scene.said(permissions=[allowed], zone={"schedule": hours}))
    events = scene.judge(scene.walk(*[INSIDE] * 12), controls)
    assert [row.fixed_at for row in events.released] == [scene.at(minute) for minute in (5, 6, 9)]
