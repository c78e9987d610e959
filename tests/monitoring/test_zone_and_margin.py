"""Alarms that positions raise, grade and clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from vaern.monitoring.alarm import GRADES, grade_of

OUTSIDE, NEAR, INSIDE = 2000, 300, -200


def test_walking_in_and_out_raises_and_clears_margin_and_zone(scene: Any) -> None:
    events = scene.judge(scene.walk(OUTSIDE, NEAR, INSIDE, INSIDE, NEAR, OUTSIDE))
    assert scene.told(events.alarms) == [
        (1, "C1/home/margin/1", "raised"),
        (2, "C1/home/zone/1", "raised"),
        (4, "C1/home/zone/1", "cleared"),
        (5, "C1/home/margin/1", "cleared"),
    ]


def test_a_second_visit_is_a_second_alarm(scene: Any) -> None:
    events = scene.judge(scene.walk(OUTSIDE, INSIDE, OUTSIDE, INSIDE, OUTSIDE))
    raised = [alarm.alarm for alarm in events.alarms if (alarm.kind, alarm.event) == ("zone", "raised")]
    assert raised == ["C1/home/zone/1", "C1/home/zone/2"]


def test_a_grade_rises_with_the_probability_and_never_falls_within_an_alarm(scene: Any) -> None:
    events = scene.judge(scene.walk(8, 2, -30, 2, 8))
    grades = [(alarm.event, alarm.grade) for alarm in events.alarms if alarm.kind == "zone"]
    assert grades == [("raised", "possible"), ("graded", "certain")]


@pytest.mark.parametrize(
    ("share", "grade"),
    [(0.0499, None), (0.05, "possible"), (0.4999, "possible"), (0.5, "probable"), (0.95, "certain")],
)
def test_a_grade_begins_exactly_at_its_share(share: float, grade: str | None) -> None:
    assert GRADES[grade_of(share)] == grade


def test_a_fix_exactly_on_the_boundary_shows_him_in_the_zone(scene: Any) -> None:
    events = scene.judge(scene.walk(0))
    zone = next(alarm for alarm in events.alarms if alarm.kind == "zone")
    assert (zone.grade, zone.inside_probability, zone.contrary_to_order) == ("probable", 0.5, "yes")


def test_a_possible_alarm_in_the_margin_is_neither_released_nor_contrary(scene: Any) -> None:
    at_the_margin = scene.judge(scene.walk(505)).alarms
    assert [(alarm.kind, alarm.released, alarm.distance_m) for alarm in at_the_margin] == [
        ("margin", False, None)
    ]
    assert at_the_margin[0].contrary_to_order == "no"


def test_what_is_positional_is_told_only_of_a_released_fix(scene: Any) -> None:
    inside = scene.judge(scene.walk(INSIDE)).alarms[0]
    assert inside.distance_m == pytest.approx(-200, abs=0.5)
    assert inside.respondent_bearing_deg == 90


def test_a_message_without_a_position_clears_nothing(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, None, None))
    assert all(alarm.event == "raised" for alarm in events.alarms)


def test_an_accuracy_of_zero_leaves_no_doubt(scene: Any) -> None:
    events = scene.judge(scene.walk(-1, accuracy_m=0.0))
    assert {alarm.grade for alarm in events.alarms} == {"certain"}


def test_a_fix_without_accuracy_is_judged_by_its_source(scene: Any) -> None:
    gnss = scene.judge(scene.walk(INSIDE, accuracy_m=None))
    cell = scene.judge(scene.walk(INSIDE, accuracy_m=None, source="cell"))
    assert (gnss.released[0].accuracy_m, cell.alarms[0].grade) == (10.0, "possible")


def test_an_imprecise_fix_can_only_be_possible(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, accuracy_m=3000.0))
    zone = [alarm for alarm in events.alarms if alarm.kind == "zone"]
    assert [(alarm.grade, alarm.contrary_to_order) for alarm in zone] == [("possible", "undetermined")]


def test_a_control_that_begins_while_he_is_inside_raises_at_the_first_fix(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, INSIDE, INSIDE, begin=-1))
    assert scene.told(events.alarms, "zone") == [(0, "C1/home/zone/1", "raised")]
    assert [row.reason for row in events.refused] == ["no_control"]


def test_a_control_that_ends_while_he_is_inside_clears_at_its_end(scene: Any) -> None:
    controls = scene.controls(
        scene.said(valid={"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:03:00+02:00"})
    )
    events = scene.judge(scene.walk(INSIDE, INSIDE), controls, now=10)
    cleared = [alarm for alarm in events.alarms if (alarm.kind, alarm.event) == ("zone", "cleared")]
    assert [(alarm.because, alarm.at) for alarm in cleared] == [("control_ended", scene.at(3))]


def test_a_permission_silences_the_zone_and_its_end_is_like_crossing(scene: Any) -> None:
    allowed = [
        {"from": "2026-05-01T00:02:00+02:00", "to": "2026-05-01T00:04:59+02:00", "reason": "belongings"}
    ]
    events = scene.judge(scene.walk(*[INSIDE] * 8), scene.controls(scene.said(permissions=allowed)))
    told = [(alarm.at, alarm.event) for alarm in events.alarms if alarm.kind == "zone"]
    assert told == [(scene.at(0), "raised"), (scene.at(2) - 1, "cleared"), (scene.at(5), "raised")]


def test_no_position_is_opened_while_a_permission_is_kept(scene: Any) -> None:
    allowed = [
        {"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T01:00:00+02:00", "reason": "belongings"}
    ]
    events = scene.judge(scene.walk(*[INSIDE] * 8), scene.controls(scene.said(permissions=allowed)))
    assert (events.released, len(events.sealed)) == ((), 8)


def test_a_margin_counts_from_the_moment_it_was_set(scene: Any) -> None:
    history = [
        {"from": "2026-05-01T00:00:00+02:00", "m": 100, "by": "police", "reason": "with the order"},
        {"from": "2026-05-01T00:03:00+02:00", "m": 500, "by": "police", "reason": "response time"},
    ]
    events = scene.judge(scene.walk(*[NEAR] * 6), scene.controls(scene.said(zone={"margin_m": history})))
    assert scene.told(events.alarms) == [(3, "C1/home/margin/1", "raised")]


def test_a_zone_without_a_margin_raises_no_margin(scene: Any) -> None:
    events = scene.judge(scene.walk(NEAR, INSIDE), scene.controls(scene.said(zone={"margin_m": None})))
    assert {alarm.kind for alarm in events.alarms} == {"zone"}


def test_a_device_in_two_controls_is_judged_in_each(scene: Any) -> None:
    far = [[lon + 1, lat] for lon, lat in [[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.70]]]
    other = scene.said(id="C2", zone={"geometry": {"type": "Polygon", "coordinates": [far]}})
    events = scene.judge(scene.walk(INSIDE), scene.controls(scene.said(), other))
    assert {row.control for row in events.released} == {"C1"}
    assert len(events.sealed) == 0


def test_a_reused_device_belongs_to_the_control_in_force_at_its_time(scene: Any) -> None:
    first = scene.said(valid={"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:04:00+02:00"})
    second = scene.said(
        id="C2",
        respondent="R-8",
        valid={"from": "2026-05-01T00:06:00+02:00", "to": "2026-05-31T23:59:59+02:00"},
    )
    events = scene.judge(scene.walk(*[OUTSIDE] * 9), scene.controls(first, second))
    assert list(events.sealed.persons) == ["R-7"] * 5 + ["R-8"] * 3
    assert [row.reason for row in events.refused] == ["no_control"]


def test_two_devices_of_one_respondent_have_alarms_of_their_own_in_order_of_time(scene: Any) -> None:
    controls = scene.controls(scene.said(respondent_devices=["R1", "R2"]))
    fixes = [scene.fix(2, INSIDE), scene.fix(1, INSIDE, device="R2")]
    events = scene.judge(fixes, controls)
    raised = [(alarm.alarm, alarm.device) for alarm in events.alarms if alarm.kind == "zone"]
    assert raised == [("C1/home/zone/1", "R2"), ("C1/home/zone/2", "R1")]


@pytest.mark.parametrize(
    ("night", "end"),
    [
        ("2026-05-31T23:58:00+02:00", "2026-06-30T23:59:59+02:00"),
        ("2026-10-25T02:58:00+02:00", "2026-11-24T23:59:59+01:00"),
        ("2027-03-28T01:58:00+01:00", "2027-04-27T23:59:59+02:00"),
    ],
)
def test_midnight_and_the_nights_that_change_the_clock_change_nothing(
    scene: Any, milliseconds: Callable[[str], int], night: str, end: str
) -> None:
    later_ms = milliseconds(night) - scene.begins
    steps = scene.walk(OUTSIDE, INSIDE, INSIDE, INSIDE, OUTSIDE)
    moved = [
        replace(fix, fixed_at=fix.fixed_at + later_ms, received_at=fix.received_at + later_ms)
        for fix in steps
    ]
    events = scene.judge(moved, scene.controls(scene.said(valid={"from": night, "to": end})))
    told = [(alarm.at - later_ms, alarm.event) for alarm in events.alarms if alarm.kind == "zone"]
    assert told == [(scene.at(1), "raised"), (scene.at(4), "cleared")]


def test_the_protected_person_hears_only_near_a_protected_place(scene: Any) -> None:
    near_her = scene.said(protected_alert_within_m=400, zone={"protected_places": [[12.51, 55.705]]})
    events = scene.judge(scene.walk(-10, -300), scene.controls(near_her))
    told = [(alarm.event, alarm.notify) for alarm in events.alarms if alarm.kind == "zone"]
    assert told == [("raised", ("control_room",)), ("graded", ("control_room", "protected_person"))]


def test_her_own_device_counts_as_a_place_while_its_position_is_fresh(scene: Any) -> None:
    carried = scene.said(
        protected_alert_within_m=400, protected="P-3", protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )  # fmt: skip
    hers = scene.fix(0, 100, device="P1")
    soon = scene.judge([hers, scene.fix(1, INSIDE)], scene.controls(carried))
    late = scene.judge([hers, scene.fix(9, INSIDE)], scene.controls(carried))
    assert [
        "protected_person" in next(a for a in e.alarms if a.kind == "zone").notify for e in (soon, late)
    ] == [
        True,
        False,
    ]
