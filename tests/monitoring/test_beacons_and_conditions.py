"""His beacon heard near her, and what each law opens while a condition lasts."""

from __future__ import annotations

from typing import Any

import pytest

from vaern.monitoring.answer import Answer
from vaern.monitoring.engine import answer, finish, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch

FAR, INSIDE, NEAR = 5000, -200, 300
CONSENT = {"from": "2026-05-01T00:00:00+02:00", "to": None}


def carried(scene: Any, **changes: Any) -> Any:
    hers = {"protected": "P-3", "protected_devices": ["P1"], "protected_consent": CONSENT}
    return scene.controls(scene.said(**hers | changes))


def sweden(scene: Any, **changes: Any) -> Any:
    return scene.controls(scene.said(law="se-2011", order="sarskilt_utvidgat_kontaktforbud", **changes))


def beacon(scene: Any, minute: float, event: str = "radio_near") -> Any:
    return scene.fix(minute, None, device="P1", event=event)


def alive(scene: Any, *minutes: float) -> list[Any]:
    return [scene.fix(minute, None, device="P1") for minute in minutes]


def released(scene: Any, events: Events) -> list[tuple[float, str]]:
    return [((row.fixed_at - scene.begins) / 60_000, row.alarm) for row in events.released]


def answered(scene: Any, controls: Any, fixes: list[Any], *answers: Answer) -> Events:
    state, events = step(answer(start(controls), answers), FixBatch.of(fixes))
    return events.then(finish(state)[1])


def test_a_beacon_heard_is_told_to_her_always_and_is_no_breach(scene: Any) -> None:
    events = scene.judge([beacon(scene, 1), beacon(scene, 3, "radio_lost")], carried(scene))
    heard = [alarm for alarm in events.alarms if alarm.kind == "radio_near"]
    assert [(alarm.alarm, alarm.event, alarm.contrary_to_order, alarm.notify) for alarm in heard] == [
        ("C1/P1/radio_near/1", "raised", "no", ("control_room", "protected_person")),
        ("C1/P1/radio_near/1", "cleared", "no", ("control_room", "protected_person")),
    ]


def test_a_beacon_lost_that_was_not_heard_says_nothing(scene: Any) -> None:
    assert scene.judge([beacon(scene, 1, "radio_lost")], carried(scene)).alarms == ()


def test_his_own_device_hears_no_beacon(scene: Any) -> None:
    assert scene.judge([scene.fix(1, None, event="radio_near")], carried(scene)).alarms == ()


def test_while_her_receiver_hears_him_his_fixes_are_open_under_the_draft(scene: Any) -> None:
    fixes = [beacon(scene, 1.5), beacon(scene, 3.5, "radio_lost"), *scene.walk(*[FAR] * 5)]
    events = scene.judge(fixes, carried(scene))
    assert released(scene, events) == [(2, "C1/P1/radio_near/1"), (3, "C1/P1/radio_near/1")]


def test_a_receiver_that_falls_silent_opens_no_more(scene: Any) -> None:
    events = scene.judge([beacon(scene, 0), *scene.walk(*[FAR] * 12)], carried(scene))
    assert [minute for minute, _ in released(scene, events)] == [0, 1, 2, 3, 4]


def test_a_receiver_that_goes_on_reporting_keeps_them_open(scene: Any) -> None:
    fixes = [beacon(scene, 0), *alive(scene, 3, 6, 9, 12), *scene.walk(*[FAR] * 12)]
    assert len(scene.judge(fixes, carried(scene)).released) == 12


def test_a_beacon_opens_nothing_while_contact_is_permitted(scene: Any) -> None:
    allowed = [
        {"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:01:30+02:00", "reason": "mediation"}
    ]
    fixes = [beacon(scene, 0), *scene.walk(FAR, FAR, FAR)]
    assert [
        minute for minute, _ in released(scene, scene.judge(fixes, carried(scene, permissions=allowed)))
    ] == [2]


@pytest.mark.parametrize("law", ["se-2011", "no-2009"])
def test_a_beacon_opens_nothing_where_the_law_does_not_say_so(scene: Any, law: str) -> None:
    fixes = [beacon(scene, 0), *alive(scene, 3), *scene.walk(FAR, FAR)]
    assert scene.judge(fixes, carried(scene, law=law, order="kontaktforbud")).released == ()


def test_a_beacon_told_too_late_is_an_alarm_of_its_own(scene: Any) -> None:
    late = scene.fix(1, None, device="P1", event="radio_near", received=30)
    events = scene.judge([scene.fix(0, FAR), scene.fix(30, FAR), late], carried(scene))
    heard = [alarm for alarm in events.alarms if alarm.kind == "radio_near"]
    assert [(alarm.event, alarm.at, alarm.retrospective) for alarm in heard] == [
        ("raised", scene.at(1), True),
        ("cleared", scene.at(1), True),
    ]


def test_swedish_control_opens_his_fixes_while_tampering_is_known(scene: Any) -> None:
    fixes = [
        *scene.walk(FAR, FAR),
        scene.fix(1.5, None, event="strap_cut"),
        *scene.walk(*[FAR] * 20, begin=2),
    ]
    events = scene.judge(fixes, sweden(scene))
    assert released(scene, events) == [(m, "C1/R1/tamper/1") for m in (2, 3, 4, 5, 6)]


@pytest.mark.parametrize("law", ["se-2011", "es-2009"])
def test_a_late_report_of_tampering_rings_and_opens_nothing(scene: Any, law: str) -> None:
    late = scene.fix(1.5, None, event="strap_cut", received=20)
    fixes = [*scene.walk(*[FAR] * 20), late, *scene.walk(FAR, FAR, begin=20)]
    events = scene.judge(fixes, scene.controls(scene.said(law=law, order="kontaktforbud")))
    told = [(alarm.event, alarm.retrospective) for alarm in events.alarms if alarm.kind == "tamper"]
    assert (told, events.released) == ([("raised", True)], ())


def test_an_alarm_that_nobody_has_answered_is_not_a_condition(scene: Any) -> None:
    fixes = [scene.fix(0, None, event="strap_cut"), *scene.walk(*[FAR] * 60, begin=10)]
    assert scene.judge(fixes, sweden(scene)).released == ()


def test_a_device_that_stays_tampered_with_says_so_again(scene: Any) -> None:
    fixes = [scene.fix(m, FAR + m / 100, event="jamming" if m % 4 == 0 else "") for m in range(30)]
    assert len(scene.judge(fixes, sweden(scene)).released) == 30


@pytest.mark.parametrize("event", ["installed", "maintenance", "self_test"])
def test_a_device_fitted_or_tested_anew_ends_the_condition_and_not_the_alarm(scene: Any, event: str) -> None:
    fixes = [scene.fix(0, FAR, event="strap_cut"), scene.fix(1, FAR), scene.fix(2, FAR, event=event)]
    events = scene.judge([*fixes, *scene.walk(*[FAR] * 5, begin=3)], sweden(scene))
    assert [minute for minute, _ in released(scene, events)] == [0, 1]
    assert [alarm.event for alarm in events.alarms] == ["raised"]


def test_an_answer_ends_the_condition(scene: Any) -> None:
    fixes = [scene.fix(0, FAR, event="strap_cut"), *scene.walk(*[FAR] * 4, begin=1)]
    said = Answer(scene.at(1.5), "C1/R1/tamper/1", "operator", "strap replaced")
    events = answered(scene, sweden(scene), fixes, said)
    assert [minute for minute, _ in released(scene, events)] == [0, 1]


def test_under_the_draft_tampering_opens_nothing(scene: Any) -> None:
    fixes = [scene.fix(0, FAR, event="strap_cut"), scene.fix(1, FAR)]
    assert scene.judge(fixes).released == ()


def test_while_one_of_his_devices_is_lost_the_other_is_followed_in_sweden(scene: Any) -> None:
    fixes = [scene.fix(0, FAR), scene.fix(8, FAR), *scene.walk(*[FAR] * 10, device="R2")]
    fixes.sort(key=lambda fix: fix.fixed_at)
    events = scene.judge(fixes, sweden(scene, respondent_devices=["R1", "R2"]))
    assert released(scene, events) == [(m, "C1/R1/signal_lost/1") for m in (5, 6, 7)]


def test_the_fix_that_ends_a_silence_is_sealed_and_one_taken_during_it_opens_itself(scene: Any) -> None:
    fixes = [scene.fix(0, FAR), scene.fix(20, FAR), scene.fix(23, FAR), scene.fix(10, FAR, received=24)]
    assert released(scene, scene.judge(fixes, sweden(scene))) == [(10, "C1/R1/signal_lost/1")]


def test_a_late_fix_taken_while_a_beacon_was_heard_opens_itself_alone(scene: Any) -> None:
    fixes = [beacon(scene, 1), beacon(scene, 3, "radio_lost"), scene.fix(30, FAR)]
    late = [scene.fix(2, FAR, received=31), scene.fix(4, FAR, received=31)]
    assert released(scene, scene.judge([*fixes, *late], carried(scene))) == [(2, "C1/P1/radio_near/1")]


def test_a_fix_hardly_in_the_zone_is_open_in_sweden_once_he_was_shown_there(scene: Any) -> None:
    bare = {"margin_m": None}
    laws = (sweden(scene, zone=bare), scene.controls(scene.said(zone=bare)))
    opened = [released(scene, scene.judge(scene.walk(2, -30, 2, FAR), law)) for law in laws]
    assert [[minute for minute, _ in rows] for rows in opened] == [[1, 2], [1]]


def test_norway_opens_the_zone_alone_and_destroys_the_rest(scene: Any) -> None:
    norway = scene.controls(scene.said(law="no-2009", order="kontaktforbud"))
    events = scene.judge(scene.walk(FAR, NEAR, INSIDE, NEAR, FAR), norway)
    assert released(scene, events) == [(2, "C1/home/zone/1")]
    assert (events.destroyed, len(events.sealed)) == (4, 0)
    assert {alarm.kind for alarm in events.alarms} == {"zone"}


def test_one_device_in_two_controls_is_opened_by_each_law_for_itself(scene: Any) -> None:
    draft = scene.said(id="C2")
    swedish = scene.said(law="se-2011", order="sarskilt_utvidgat_kontaktforbud")
    events = scene.judge([scene.fix(0, FAR, event="strap_cut")], scene.controls(swedish, draft))
    assert [row.control for row in events.released] == ["C1"]
    assert [alarm.control for alarm in events.alarms] == ["C1", "C2"]
