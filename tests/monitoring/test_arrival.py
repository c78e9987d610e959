"""What comes twice, too late, from nobody, or from nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vaern.monitoring.engine import finish, start, step
from vaern.monitoring.fix import FixBatch

FAR, INSIDE = 5000, -200


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"lat": 91.0}, "impossible_coordinates"),
        ({"lon": 181.0}, "impossible_coordinates"),
        ({"lon": None}, "impossible_coordinates"),
        ({"accuracy_m": -1.0}, "impossible_accuracy"),
        ({"accuracy_m": float("inf")}, "impossible_accuracy"),
        ({"device": "R9"}, "unknown_device"),
        ({"fixed_at": -1}, "impossible_time"),
        ({"fixed_at": 1, "received_at": 1}, "no_control"),
    ],
)
def test_a_bad_fix_is_refused_by_itself_and_the_rest_goes_on(
    scene: Any, change: dict[str, Any], reason: str
) -> None:
    good = scene.walk(FAR, FAR, FAR)
    events = scene.judge([good[0], replace(good[1], **change), good[2]])
    assert [(row.index, row.reason) for row in events.refused] == [(1, reason)]
    assert (events.accepted, len(events.sealed)) == (2, 2)


def test_a_fix_from_the_future_loses_its_position_and_counts_as_of_its_arrival(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(60, INSIDE, received=1)])
    assert [row.reason for row in events.refused] == ["impossible_clock"]
    assert (events.alarms, events.released, len(events.sealed)) == ((), (), 2)


def test_a_press_with_a_wrong_clock_keeps_her_position_and_is_refused_nowhere(scene: Any) -> None:
    her = {"protected": "P-3", "protected_devices": ["P1"]}
    consent = {"from": "2026-05-01T00:00:00+02:00", "to": None}
    controls = scene.controls(scene.said(**her, protected_consent=consent))
    events = scene.judge([scene.fix(60, FAR, device="P1", event="button", received=1)], controls)
    assert (events.refused, [alarm.at for alarm in events.alarms]) == ((), [scene.at(1)])
    assert [fix.device for fix in events.released] == ["P1"]


@pytest.mark.parametrize(("ahead_s", "refused"), [(10, 0), (10.001, 1)])
def test_a_clock_may_be_ten_seconds_ahead(scene: Any, ahead_s: float, refused: int) -> None:
    events = scene.judge([scene.fix(1 + ahead_s / 60, FAR, received=1)])
    assert len(events.refused) == refused


def test_a_repeat_is_counted_and_changes_nothing(scene: Any) -> None:
    walk = scene.walk(FAR, INSIDE, FAR)
    once, thrice = scene.judge(walk), scene.judge(walk * 3)
    assert thrice.alarms == once.alarms
    assert (thrice.accepted, thrice.repeated) == (3, 6)


def test_a_repeat_is_known_long_after_it_was_judged(scene: Any) -> None:
    walk = scene.walk(FAR, INSIDE, FAR)
    events = scene.judge([*walk, scene.fix(600, FAR), replace(walk[1], received_at=scene.at(601))])
    assert (events.repeated, events.late) == (1, 0)


def test_a_fix_that_told_something_is_remembered_for_ever(scene: Any) -> None:
    walk = scene.walk(FAR, INSIDE, FAR)
    state, _ = scene.step(start(scene.controls()), *walk)
    for day in (1, 2, 3):
        state, _ = scene.step(state, scene.fix(day * 1440, FAR))
    _, events = scene.step(state, replace(walk[1], received_at=scene.at(3 * 1440)))
    assert (events.repeated, events.alarms) == (1, ())


def test_a_late_fix_is_judged_by_itself_and_marked(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(1, INSIDE, received=30), scene.fix(31, FAR)])
    late = [alarm for alarm in events.alarms if alarm.kind == "zone"]
    assert [(alarm.event, alarm.at, alarm.retrospective) for alarm in late] == [
        ("raised", scene.at(1), True),
        ("cleared", scene.at(1), True),
    ]


def test_a_late_fix_releases_only_itself(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(1, INSIDE, received=30), scene.fix(31, FAR)])
    assert [row.fixed_at for row in events.released] == [scene.at(1)]


def test_a_late_fix_within_a_known_episode_adds_its_release_and_no_alarm(scene: Any) -> None:
    known = [
        scene.fix(0, FAR),
        scene.fix(1, INSIDE),
        scene.fix(3, INSIDE),
        scene.fix(4, FAR),
        scene.fix(40, FAR),
    ]
    events = scene.judge([*known, scene.fix(2, INSIDE, received=41)])
    assert not any(alarm.retrospective for alarm in events.alarms)
    assert {row.alarm for row in events.released} == {"C1/home/zone/1"}


def test_a_late_fix_outside_is_sealed_and_says_nothing(scene: Any) -> None:
    events = scene.judge([scene.fix(0, FAR), scene.fix(30, FAR), scene.fix(1, FAR, received=31)])
    assert (events.late, len(events.sealed)) == (1, 3)


@pytest.mark.parametrize(("late_s", "late"), [(120, 0), (121, 1)])
def test_a_fix_is_waited_for_exactly_as_long_as_allowed(scene: Any, late_s: float, late: int) -> None:
    fixes = [scene.fix(10, FAR), scene.fix(10 - late_s / 60, FAR, received=10)]
    assert scene.judge(fixes).late == late


def test_nothing_is_final_before_the_watermark_and_everything_with_no_lateness(scene: Any) -> None:
    waiting, events = scene.step(start(scene.controls()), scene.fix(1, INSIDE))
    assert events.alarms == ()
    _, at_once = scene.step(start(scene.controls(), lateness_s=0), scene.fix(1, INSIDE), now=1.001)
    assert {alarm.event for alarm in at_once.alarms} == {"raised"}
    assert finish(waiting)[1].alarms == at_once.alarms


def test_the_clock_alone_makes_events_final(scene: Any) -> None:
    state, _ = scene.step(start(scene.controls()), scene.fix(1, INSIDE))
    _, events = step(state, FixBatch.of([]), scene.at(3.01))
    assert [alarm.kind for alarm in events.alarms] == ["zone", "margin"]


def test_a_step_leaves_the_old_state_as_it_was(scene: Any) -> None:
    state, _ = scene.step(start(scene.controls()), *scene.walk(FAR, INSIDE))
    first = finish(scene.step(state, *scene.walk(INSIDE, FAR, begin=2))[0])[1]
    again = finish(scene.step(state, *scene.walk(INSIDE, FAR, begin=2))[0])[1]
    assert first.alarms == again.alarms
