"""Tampering, batteries, and the button that is never refused."""

from __future__ import annotations

from typing import Any

import pytest

from vaern.monitoring.answer import Answer
from vaern.monitoring.engine import answer, finish, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch

FAR = 5000


def with_her_device(scene: Any) -> Any:
    consent = {"from": "2026-05-01T00:00:00+02:00", "to": None}
    return scene.controls(scene.said(protected="P-3", protected_devices=["P1"], protected_consent=consent))


def answered(scene: Any, fixes: list[Any], *answers: Answer, controls: Any = None) -> Events:
    state = answer(start(controls or scene.controls()), answers)
    state, events = step(state, FixBatch.of(fixes))
    return events.then(finish(state)[1])


@pytest.mark.parametrize("event", ["strap_cut", "case_opened", "not_worn", "separated", "jamming"])
def test_tampering_is_raised_at_once_and_says_what_it_was(scene: Any, event: str) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(1, None, event=event), scene.fix(2, FAR)])
    tamper = [alarm for alarm in events.alarms if alarm.kind == "tamper"]
    assert [(alarm.event, alarm.because, alarm.may_notify) for alarm in tamper] == [
        ("raised", event, ("protected_person",))
    ]


def test_tampering_never_clears_itself(scene: Any) -> None:
    fixes = [scene.fix(0, None, event="strap_cut"), *scene.walk(*[FAR] * 30, begin=1)]
    assert scene.told(scene.judge(fixes, now=60 * 24).alarms, "tamper") == [(0, "C1/R1/tamper/1", "raised")]


def test_tampering_ends_by_an_answer_and_can_begin_anew(scene: Any) -> None:
    said = Answer(scene.at(2), "C1/R1/tamper/1", "operator", "strap replaced")
    fixes = [scene.fix(0, None, event="strap_cut"), scene.fix(4, None, event="strap_cut")]
    assert scene.told(answered(scene, fixes, said).alarms, "tamper") == [
        (0, "C1/R1/tamper/1", "raised"),
        (2, "C1/R1/tamper/1", "answered"),
        (4, "C1/R1/tamper/2", "raised"),
    ]


def test_another_kind_of_tampering_joins_the_open_alarm(scene: Any) -> None:
    fixes = [
        scene.fix(minute, None, event=event)
        for minute, event in enumerate(["jamming", "jamming", "strap_cut"])
    ]
    assert [(alarm.event, alarm.because) for alarm in scene.judge(fixes).alarms] == [
        ("raised", "jamming"),
        ("graded", "strap_cut"),
    ]


def test_an_answer_to_a_zone_alarm_is_written_and_ends_nothing(scene: Any) -> None:
    said = Answer(scene.at(1.5), "C1/home/zone/1", "operator", "patrol sent")
    events = answered(scene, scene.walk(FAR, -200, -200, FAR), said)
    assert [(alarm.event, alarm.finding) for alarm in events.alarms if alarm.kind == "zone"] == [
        ("raised", None),
        ("answered", "patrol sent"),
        ("cleared", None),
    ]


@pytest.mark.parametrize("kind", ["frozen", "signal_lost"])
def test_an_answer_to_a_device_that_fails_is_written_and_ends_nothing(scene: Any, kind: str) -> None:
    fixes = [*scene.walk(*[FAR] * 40), scene.fix(50, FAR + 1)]
    said = Answer(scene.at(49), f"C1/R1/{kind}/1", "operator", "technician sent")
    events = answered(scene, fixes, said)
    assert [alarm.event for alarm in events.alarms if alarm.kind == kind] == ["raised", "answered", "cleared"]


@pytest.mark.parametrize("alarm", ["C1/home/zone/2", "C1/home/zone/x", "nonsense", "C1/R1/tamper/1"])
def test_an_answer_to_no_alarm_is_counted_and_not_written(scene: Any, alarm: str) -> None:
    events = answered(scene, scene.walk(FAR, -200, FAR), Answer(scene.at(2), alarm, "operator", ""))
    assert (events.unknown_answers, [a for a in events.alarms if a.event == "answered"]) == (1, [])


def test_a_low_battery_is_raised_once_and_cleared_when_charged(scene: Any) -> None:
    levels = [40.0, 15.0, 14.0, None, 10.0, 80.0]
    fixes = [scene.fix(minute, FAR, battery_pct=level) for minute, level in enumerate(levels)]
    events = scene.judge(fixes, scene.controls(scene.said(battery_low_pct=15)))
    assert scene.told(events.alarms) == [
        (1, "C1/R1/battery_low/1", "raised"),
        (5, "C1/R1/battery_low/1", "cleared"),
    ]


def test_a_battery_that_trembles_about_the_limit_rings_once(scene: Any) -> None:
    levels = [15.0, 16.0, 15.0, 19.0, 14.0, 20.0]
    fixes = [scene.fix(minute, FAR, battery_pct=level) for minute, level in enumerate(levels)]
    events = scene.judge(fixes, scene.controls(scene.said(battery_low_pct=15)))
    assert [(alarm.event, alarm.at) for alarm in events.alarms] == [
        ("raised", scene.at(0)),
        ("cleared", scene.at(5)),
    ]


def test_her_low_battery_is_told_to_her(scene: Any) -> None:
    consent = {"from": "2026-05-01T00:00:00+02:00", "to": None}
    said = scene.said(
        battery_low_pct=15, protected="P-3", protected_devices=["P1"], protected_consent=consent
    )
    events = scene.judge([scene.fix(0, FAR, device="P1", battery_pct=9.0)], scene.controls(said))
    assert [alarm.notify for alarm in events.alarms] == [("control_room", "protected_person")]


def test_her_button_rings_with_her_position_and_opens_hers_alone(scene: Any) -> None:
    fixes = [
        scene.fix(0, FAR),
        scene.fix(1, 800, device="P1", event="button"),
        scene.fix(2, 810, device="P1"),
    ]
    events = scene.judge(fixes, with_her_device(scene))
    assert [(alarm.alarm, alarm.released) for alarm in events.alarms] == [("C1/P1/assault_button/1", True)]
    assert [row.device for row in events.released] == ["P1", "P1"]


def test_a_press_without_a_position_brings_her_last_one_with_its_age(scene: Any) -> None:
    fixes = [scene.fix(0, 800, device="P1"), scene.fix(3, None, device="P1", event="button")]
    events = scene.judge(fixes, with_her_device(scene))
    assert [(row.fixed_at, row.alarm) for row in events.released] == [(scene.at(0), "C1/P1/assault_button/1")]


def test_her_fixes_close_again_when_a_person_has_answered(scene: Any) -> None:
    fixes = [scene.fix(1, 800, device="P1", event="button"), *scene.walk(800, 800, 800, begin=2, device="P1")]
    said = Answer(scene.at(3), "C1/P1/assault_button/1", "operator", "safe")
    events = answered(scene, fixes, said, controls=with_her_device(scene))
    assert [row.fixed_at for row in events.released] == [scene.at(minute) for minute in (1, 2, 3)]
    assert len(events.sealed) == 1


def test_a_second_press_rings_again_on_the_same_alarm(scene: Any) -> None:
    fixes = [scene.fix(minute, 800, device="P1", event="button") for minute in (1, 2)]
    events = scene.judge(fixes, with_her_device(scene))
    assert [alarm.event for alarm in events.alarms] == ["raised", "graded"]


@pytest.mark.parametrize(
    "press",
    [
        {"device": "unknown"},
        {"device": "P1", "received": -30.0},
        {"device": "P1", "lat": 555.0},
        {"device": "P1", "accuracy_m": -3.0},
        {"device": "P1", "received": 600.0},
    ],
    ids=["unknown device", "wrong clock", "impossible position", "impossible accuracy", "hours late"],
)
def test_a_press_is_never_refused(scene: Any, press: dict[str, Any]) -> None:
    place = {"lat": press.pop("lat")} if "lat" in press else {}
    fix = scene.fix(1, 800, event="button", **press)
    fix = type(fix)(**{name: getattr(fix, name) for name in fix.__slots__} | place)
    events = scene.judge([scene.fix(0, FAR), fix, scene.fix(2, FAR)], with_her_device(scene))
    rung = [alarm.event for alarm in events.alarms if alarm.kind == "assault_button"]
    assert (rung, len(events.sealed)) == (["raised"], 2)


def test_a_press_before_any_control_rings_without_one(scene: Any) -> None:
    events = scene.judge([scene.fix(-600, 800, device="P1", event="button")], with_her_device(scene))
    assert [(alarm.control, alarm.kind) for alarm in events.alarms] == [(None, "assault_button")]


def test_a_press_opens_none_of_the_respondents_fixes(scene: Any) -> None:
    fixes = [scene.fix(0, FAR, event="button"), scene.fix(1, FAR)]
    events = scene.judge(fixes)
    assert len(events.sealed) == 1
