"""Leaving is slow where entering is quick, and going in and out again and again is one pattern."""

from __future__ import annotations

from typing import Any

from vaern.monitoring.engine import start
from vaern.monitoring.fix import FixBatch

FAR, OUTSIDE, INSIDE = 5000, 300, -200
BESIDE = 40
"""So far outside that the fix is not possibly inside, and near enough for drift."""


def bare(scene: Any, **changes: Any) -> Any:
    return scene.controls(scene.said(zone={"margin_m": None} | changes.pop("zone", {}), **changes))


def test_drift_about_the_boundary_rings_once(scene: Any) -> None:
    events = scene.judge(scene.walk(-20, BESIDE, -20, BESIDE, -20, BESIDE, FAR), bare(scene))
    assert scene.told(events.alarms) == [(0, "C1/home/zone/1", "raised"), (6, "C1/home/zone/1", "cleared")]


def test_the_third_fix_beside_the_boundary_ends_an_alarm(scene: Any) -> None:
    events = scene.judge(scene.walk(-20, BESIDE, BESIDE, BESIDE, BESIDE), bare(scene))
    assert scene.told(events.alarms)[-1] == (3, "C1/home/zone/1", "cleared")


def test_a_fix_inside_begins_the_count_anew(scene: Any) -> None:
    events = scene.judge(scene.walk(-20, BESIDE, BESIDE, -20, BESIDE, BESIDE), bare(scene))
    assert [event for _, _, event in scene.told(events.alarms)] == ["raised"]


def test_many_quick_fixes_beside_the_boundary_end_it_after_a_minute(scene: Any) -> None:
    fixes = [scene.fix(0, -20), *(scene.fix(1 + second / 60, BESIDE) for second in range(0, 90, 10))]
    cleared = scene.told(scene.judge(fixes, bare(scene)).alarms)[-1]
    assert cleared == (2, "C1/home/zone/1", "cleared")


def test_one_fix_beyond_doubt_ends_it_at_once(scene: Any) -> None:
    events = scene.judge(scene.walk(-20, 95), bare(scene))
    assert scene.told(events.alarms)[-1] == (1, "C1/home/zone/1", "cleared")


def test_an_imprecise_fix_far_outside_does_not_end_it_at_once(scene: Any) -> None:
    events = scene.judge([scene.fix(0, -20), scene.fix(1, 1500, accuracy_m=800.0)], bare(scene))
    assert [event for _, _, event in scene.told(events.alarms)] == ["raised"]


def test_an_alarm_that_lasts_beside_the_boundary_opens_no_position_there(scene: Any) -> None:
    events = scene.judge(scene.walk(-20, BESIDE, BESIDE), bare(scene))
    assert [row.fixed_at for row in events.released] == [scene.at(0)]


def test_an_approach_rings_at_its_first_possible_fix_whatever_came_before(scene: Any) -> None:
    events = scene.judge(scene.walk(FAR, FAR, FAR, FAR, 9), bare(scene))
    assert [(alarm.at, alarm.grade) for alarm in events.alarms] == [(scene.at(4), "possible")]


THRICE = {"crossings": 3, "within_s": 600}
NEAR_HER = {"protected_alert_within_m": 2000, "zone": {"protected_places": [[12.51, 55.705]]}}


def test_crossing_again_and_again_is_told_to_the_control_room_once(scene: Any) -> None:
    events = scene.judge(scene.walk(*[FAR, INSIDE] * 5), bare(scene, pattern=THRICE))
    pattern = [alarm for alarm in events.alarms if alarm.kind == "border_crossing_pattern"]
    assert [(alarm.at, alarm.event, alarm.notify) for alarm in pattern] == [
        (scene.at(5), "raised", ("control_room",))
    ]


def test_the_pattern_names_the_alarms_it_is_made_of(scene: Any) -> None:
    events = scene.judge(scene.walk(*[FAR, INSIDE] * 3), bare(scene, pattern=THRICE))
    pattern = next(alarm for alarm in events.alarms if alarm.kind == "border_crossing_pattern")
    assert pattern.as_dict()["crossings"] == [f"C1/home/zone/{number}" for number in (1, 2, 3)]


def test_fewer_crossings_or_slower_ones_are_no_pattern(scene: Any) -> None:
    twice = scene.judge(scene.walk(*[FAR, INSIDE] * 2), bare(scene, pattern=THRICE))
    slow = scene.judge(
        [scene.fix(6 * n, [FAR, INSIDE][n % 2]) for n in range(6)],
        bare(scene, pattern=THRICE, signal_lost_after_s=3600),
    )
    assert "border_crossing_pattern" not in {alarm.kind for alarm in (*twice.alarms, *slow.alarms)}


def test_what_is_only_possible_makes_no_pattern(scene: Any) -> None:
    events = scene.judge(scene.walk(*[FAR, 9] * 5), bare(scene, pattern=THRICE))
    assert {alarm.kind for alarm in events.alarms} == {"zone"}


def test_the_pattern_ends_when_nobody_has_crossed_for_as_long(scene: Any) -> None:
    walk = scene.walk(*[FAR, INSIDE] * 4)
    events = scene.judge(walk, bare(scene, pattern=THRICE, signal_lost_after_s=3600), now=30)
    pattern = [alarm for alarm in events.alarms if alarm.kind == "border_crossing_pattern"]
    assert [(alarm.event, alarm.at, alarm.because) for alarm in pattern][1:] == [
        ("cleared", scene.at(7 + 10), "no_crossing")
    ]


def test_she_is_not_rung_for_each_crossing_once_it_is_a_pattern(scene: Any) -> None:
    events = scene.judge(scene.walk(*[FAR, INSIDE] * 5), bare(scene, pattern=THRICE, **NEAR_HER))
    raised = [alarm for alarm in events.alarms if (alarm.kind, alarm.event) == ("zone", "raised")]
    assert ["protected_person" in alarm.notify for alarm in raised] == [True, True, False, False, False]
    assert raised[-1].may_notify == ("protected_person",)


def test_she_is_rung_in_a_pattern_too_when_he_stays_near_her(scene: Any) -> None:
    walk = scene.walk(*[FAR, INSIDE] * 3, INSIDE)
    last = scene.judge(walk, bare(scene, pattern=THRICE, **NEAR_HER)).alarms[-1]
    assert (last.event, last.because, "protected_person" in last.notify) == (
        "graded", "protected_person_near", True,
    )  # fmt: skip


def test_a_pattern_is_the_same_after_a_restart_between_any_two_fixes(scene: Any) -> None:
    import json

    from vaern.monitoring.engine import restore, snapshot

    controls = bare(scene, pattern=THRICE)
    state, told = start(controls, lateness_s=0), []
    for fix in scene.walk(*[FAR, INSIDE] * 4):
        state, events = scene.step(state, fix, now=(fix.fixed_at - scene.begins) / 60_000 + 0.5)
        told += events.alarms
        state = restore(controls, json.loads(json.dumps(snapshot(state), allow_nan=False)))
    assert [alarm.event for alarm in told if alarm.kind == "border_crossing_pattern"] == ["raised"]


def test_a_live_engine_says_the_pattern_early_and_again_as_final(scene: Any) -> None:
    from vaern.monitoring.engine import finish, step

    state, told = start(bare(scene, pattern=THRICE), provisional=True), []
    for fix in scene.walk(*[FAR, INSIDE] * 3):
        state, events = step(state, FixBatch.of([fix]), fix.received_at)
        told += events.alarms
    told += finish(state)[1].alarms
    pattern = [(alarm.event, alarm.provisional) for alarm in told if alarm.kind == "border_crossing_pattern"]
    assert pattern == [("raised", True), ("raised", False)]
