"""A shard's state as JSON, and controls that change while alarms are open."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vaern.errors import InputError
from vaern.monitoring.engine import ShardState, finish, restore, snapshot, start, step
from vaern.monitoring.fix import FixBatch

FAR, INSIDE = 5000, -200


def again(state: ShardState, controls: Any) -> ShardState:
    return restore(controls, json.loads(json.dumps(snapshot(state), allow_nan=False)))


def test_a_snapshot_of_a_snapshot_is_the_same(scene: Any) -> None:
    state, _ = scene.step(start(scene.controls(), provisional=True), *scene.walk(FAR, INSIDE, 300), now=4)
    assert snapshot(again(state, scene.controls())) == snapshot(state)


def test_a_shard_that_watches_nobody_has_a_state_too(scene: Any) -> None:
    empty = start((), provisional=True)
    state, _ = step(empty, FixBatch.of([]), scene.at(0))
    assert snapshot(again(state, ())) == snapshot(state)


def test_a_control_put_later_is_not_silent_for_the_time_nobody_listened(scene: Any) -> None:
    state, _ = step(start((), lateness_s=0), FixBatch.of([]), scene.at(600))
    state = again(state, scene.controls())
    _, soon = step(state, FixBatch.of([]), scene.at(604))
    _, late = step(state, FixBatch.of([]), scene.at(606))
    assert (soon.alarms, [alarm.kind for alarm in late.alarms]) == ((), ["signal_lost"])


def test_an_alarm_of_a_control_that_is_gone_is_cleared_by_the_next_step(scene: Any) -> None:
    state, _ = scene.step(start(scene.controls(), lateness_s=0), scene.fix(1, INSIDE), now=2)
    _, events = step(again(state, ()), FixBatch.of([]), scene.at(3))
    assert [(alarm.alarm, alarm.event, alarm.because) for alarm in events.alarms] == [
        ("C1/home/zone/1", "cleared", "control_ended"),
        ("C1/home/margin/1", "cleared", "control_ended"),
    ]


def test_a_control_cut_short_while_he_is_inside_clears_at_its_new_end(scene: Any) -> None:
    state, _ = scene.step(start(scene.controls(), lateness_s=0), scene.fix(1, INSIDE), now=2)
    short = scene.said(valid={"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:03:00+02:00"})
    _, events = step(again(state, scene.controls(short)), FixBatch.of([]), scene.at(4))
    assert [(alarm.kind, alarm.at) for alarm in events.alarms] == [
        ("zone", scene.at(3)),
        ("margin", scene.at(3)),
    ]


def test_numbers_go_on_where_they_were(scene: Any) -> None:
    state, _ = scene.step(start(scene.controls()), *scene.walk(INSIDE, FAR))
    state, _ = step(state, FixBatch.of([]), scene.at(4))
    state, _ = scene.step(again(state, scene.controls()), scene.fix(5, INSIDE))
    raised = [alarm.alarm for alarm in finish(state)[1].alarms if alarm.kind == "zone"]
    assert raised == ["C1/home/zone/2"]


def test_a_snapshot_of_another_version_is_refused(scene: Any) -> None:
    with pytest.raises(InputError, match="another version"):
        restore(scene.controls(), snapshot(start(())) | {"version": 0})


def test_what_is_known_of_devices_and_parties_survives_a_restart(scene: Any) -> None:
    consent = {"from": "2026-05-01T00:00:00+02:00", "to": None}
    couple = scene.controls(
        scene.said(
            law="se-2011", order="sarskilt_utvidgat_kontaktforbud", minimum_distance_m=1000, protected="P-3",
            protected_devices=["P1"], protected_consent=consent,
        )
    )  # fmt: skip
    before = [
        scene.fix(0, FAR),
        scene.fix(0, FAR, device="P1"),
        scene.fix(0.5, None, device="P1", event="radio_near"),
        scene.fix(1, 90_000, event="strap_cut"),
    ]
    after = [scene.fix(2, 90_000), scene.fix(2.5, FAR, device="P1"), scene.fix(3, FAR)]
    state, first = scene.step(start(couple, lateness_s=0), *before, now=1.5)
    state, then = scene.step(again(state, couple), *after)
    events = first.then(then).then(finish(state)[1])
    assert events.alarms == scene.judge([*before, *after], couple, lateness_s=0).alarms
    assert {alarm.kind for alarm in events.alarms} == {"distance", "jump", "tamper", "radio_near"}
