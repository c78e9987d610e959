"""Silence is an event: raised when it lasts too long, cleared by the next sign of life."""

from __future__ import annotations

from typing import Any

import pytest

FAR = 5000


def silence(scene: Any, events: Any) -> list[tuple[float, str, str]]:
    return scene.told(events.alarms, "signal_lost")


def test_a_gap_raises_after_the_allowed_silence_and_the_next_fix_clears(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(20, FAR)])
    assert silence(scene, events) == [
        (5, "C1/R1/signal_lost/1", "raised"),
        (20, "C1/R1/signal_lost/1", "cleared"),
    ]


@pytest.mark.parametrize(("second_fix", "alarms"), [(4.99, 0), (5, 0), (5.01, 2)])
def test_silence_counts_only_beyond_the_last_allowed_moment(
    scene: Any, second_fix: float, alarms: int
) -> None:
    assert len(silence(scene, scene.judge([scene.fix(0, FAR), scene.fix(second_fix, FAR)]))) == alarms


def test_silence_until_now_counts(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR)], now=10)
    assert silence(scene, events) == [(5, "C1/R1/signal_lost/1", "raised")]


def test_a_device_never_heard_is_silent_from_the_beginning_of_its_control(scene: Any) -> None:
    assert silence(scene, scene.judge([], now=10)) == [(5, "C1/R1/signal_lost/1", "raised")]


def test_silence_ends_with_the_control(scene: Any) -> None:
    short = scene.said(valid={"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:08:00+02:00"})
    events = scene.judge([scene.fix(0, FAR)], scene.controls(short), now=60)
    assert silence(scene, events) == [
        (5, "C1/R1/signal_lost/1", "raised"),
        (8, "C1/R1/signal_lost/1", "cleared"),
    ]


def test_silence_that_the_authority_planned_counts_only_after_it(scene: Any) -> None:
    flight = [{"from": "2026-05-01T00:02:00+02:00", "to": "2026-05-01T03:00:00+02:00", "reason": "flight"}]
    events = scene.judge([scene.fix(0, FAR)], scene.controls(scene.said(planned_silence=flight)), now=300)
    assert silence(scene, events) == [(185, "C1/R1/signal_lost/1", "raised")]


def test_a_device_that_reports_by_distance_is_silent_until_it_is_due(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR, next_s=1800.0), scene.fix(29, FAR)])
    assert silence(scene, events) == []


def test_silence_inside_a_zone_does_not_clear_the_zone(scene: Any) -> None:
    events = scene.judge([scene.fix(0, -200)], now=60)
    assert [alarm.event for alarm in events.alarms if alarm.kind == "zone"] == ["raised"]


def test_a_message_without_a_position_is_a_sign_of_life(scene: Any) -> None:
    events = scene.judge([scene.fix(minute, None) for minute in range(0, 30, 4)])
    assert silence(scene, events) == []


def test_each_device_is_listened_to_by_itself(scene: Any) -> None:
    controls = scene.controls(scene.said(respondent_devices=["R1", "R2"]))
    events = scene.judge([scene.fix(minute, FAR) for minute in range(0, 13, 4)], controls)
    assert [alarm.device for alarm in events.alarms] == ["R2"]


def test_her_silent_device_is_told_to_her_and_his_is_not(scene: Any) -> None:
    carried = scene.said(
        protected="P-3",
        protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )
    events = scene.judge([], scene.controls(carried), now=10)
    assert {alarm.device: alarm.notify for alarm in events.alarms} == {
        "P1": ("control_room", "protected_person"),
        "R1": ("control_room",),
    }


def test_many_gaps_are_many_alarms_with_rising_numbers(scene: Any) -> None:
    events = scene.judge([scene.fix(minute, FAR) for minute in (0, 10, 20, 30)])
    assert [alarm for _, alarm, event in silence(scene, events) if event == "raised"] == [
        f"C1/R1/signal_lost/{number}" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("event", ["power_off", "planned_off", "removed"])
def test_a_device_that_says_it_goes_off_has_lost_its_signal_from_then_on(scene: Any, event: str) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(1, FAR, event=event), scene.fix(3, FAR)])
    assert [(alarm.at, alarm.event, alarm.because) for alarm in events.alarms] == [
        (scene.at(1), "raised", event),
        (scene.at(3), "cleared", "signal_again"),
    ]


@pytest.mark.parametrize("event", ["power_off", "planned_off"])
def test_going_off_as_the_authority_has_planned_is_no_lost_signal(scene: Any, event: str) -> None:
    flight = [{"from": "2026-05-01T00:01:00+02:00", "to": "2026-05-01T03:00:00+02:00", "reason": "flight"}]
    fixes = [scene.fix(0, FAR), scene.fix(2, None, event=event), scene.fix(184, FAR)]
    assert silence(scene, scene.judge(fixes, scene.controls(scene.said(planned_silence=flight)))) == []


def test_a_device_that_stays_off_after_the_planned_time_is_lost(scene: Any) -> None:
    flight = [{"from": "2026-05-01T00:01:00+02:00", "to": "2026-05-01T03:00:00+02:00", "reason": "flight"}]
    fixes = [scene.fix(0, FAR), scene.fix(2, None, event="planned_off")]
    events = scene.judge(fixes, scene.controls(scene.said(planned_silence=flight)), now=300)
    assert [(alarm.at, alarm.because) for alarm in events.alarms] == [(scene.at(185), "no_signal")]


def test_going_off_before_the_planned_time_is_a_lost_signal(scene: Any) -> None:
    flight = [{"from": "2026-05-01T00:30:00+02:00", "to": "2026-05-01T03:00:00+02:00", "reason": "flight"}]
    fixes = [scene.fix(0, FAR), scene.fix(1, None, event="planned_off")]
    events = scene.judge(fixes, scene.controls(scene.said(planned_silence=flight)), now=60)
    assert silence(scene, events) == [(1, "C1/R1/signal_lost/1", "raised")]


def test_silence_planned_for_him_does_not_excuse_her_device(scene: Any) -> None:
    flight = [{"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T03:00:00+02:00", "reason": "flight"}]
    said = scene.said(
        planned_silence=flight,
        protected="P-3",
        protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )
    assert [alarm.device for alarm in scene.judge([], scene.controls(said), now=10).alarms] == ["P1"]


@pytest.mark.parametrize("event", ["charging", "installed", "maintenance", "firmware", "self_test"])
def test_what_a_device_reports_of_its_upkeep_is_a_sign_of_life_and_no_alarm(scene: Any, event: str) -> None:
    assert scene.judge([scene.fix(m, None, event=event) for m in (0, 4, 8)]).alarms == ()
