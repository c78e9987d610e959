"""Passive control: a day's positions come together and are judged in retrospect, where a law allows it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.errors import InputError
from vaern.monitoring.control import parse_controls
from vaern.monitoring.engine import finish, restore, snapshot, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Fix, FixBatch
from vaern.packs.monitoring import monitoring_rules

FAR, INSIDE = 5000, -200
DAY = 24 * 60


def passive(scene: Any, **changes: Any) -> Any:
    said = scene.said(law="se-2011", order="kontaktförbud", mode="passive", **changes)
    return parse_controls({"controls": [said]}, monitoring_rules())


def uploaded(scene: Any, *metres: float, at: float = DAY, begin: int = 0) -> list[Fix]:
    return [
        replace(fix, received_at=scene.at(at) + number)
        for number, fix in enumerate(scene.walk(*metres, begin=begin))
    ]


def test_a_law_that_allows_hybrid_control_alone_refuses_passive_control_with_its_provision(
    scene: Any,
) -> None:
    with pytest.raises(InputError, match=r"ek § 1\(2\)"):
        scene.controls(scene.said(mode="passive"))


def test_a_days_fixes_are_judged_as_they_happened_and_marked(scene: Any) -> None:
    events = scene.judge(uploaded(scene, FAR, INSIDE, INSIDE, FAR), passive(scene))
    assert scene.told(events.alarms, "zone") == [
        (1, "C1/home/zone/1", "raised"),
        (3, "C1/home/zone/1", "cleared"),
    ]
    assert all(alarm.retrospective for alarm in events.alarms)


def test_none_of_them_is_late_however_old(scene: Any) -> None:
    assert scene.judge(uploaded(scene, FAR, INSIDE, at=3 * DAY), passive(scene)).late == 0


def test_a_device_that_waits_for_its_upload_is_not_silent(scene: Any) -> None:
    quiet = scene.judge(uploaded(scene, FAR, FAR), passive(scene), now=DAY + 60)
    lost = scene.judge(uploaded(scene, FAR, FAR), passive(scene), now=DAY + 90)
    assert [alarm.kind for alarm in (*quiet.alarms, *lost.alarms)] == ["signal_lost"]


def test_a_loss_that_a_late_upload_fills_ends_no_sooner_than_it_began(scene: Any) -> None:
    fixes = uploaded(scene, FAR, FAR, at=60) + uploaded(scene, FAR, begin=3, at=2 * DAY)
    lost = [alarm for alarm in scene.judge(fixes, passive(scene)).alarms if alarm.kind == "signal_lost"]
    assert [(alarm.event, alarm.at) for alarm in lost] == [("raised", scene.at(6)), ("cleared", scene.at(6))]


def test_a_gap_within_the_day_is_a_loss_of_signal_in_retrospect(scene: Any) -> None:
    fixes = uploaded(scene, FAR) + uploaded(scene, FAR, begin=30)
    events = scene.judge(fixes, passive(scene))
    assert [(alarm.kind, alarm.event, alarm.retrospective) for alarm in events.alarms] == [
        ("signal_lost", "raised", True),
        ("signal_lost", "cleared", True),
    ]


def test_a_second_upload_goes_on_where_the_first_ended(scene: Any) -> None:
    first = uploaded(scene, FAR, INSIDE, at=60)
    second = uploaded(scene, INSIDE, FAR, at=120, begin=2)
    events = scene.judge(first + second, passive(scene))
    assert [event for _, _, event in scene.told(events.alarms, "zone")] == ["raised", "cleared"]


def test_what_an_earlier_upload_overtook_stands_by_itself(scene: Any) -> None:
    first = uploaded(scene, FAR, at=60, begin=10)
    second = uploaded(scene, INSIDE, at=120, begin=5)
    events = scene.judge(first + second, passive(scene, signal_lost_after_s=9000))
    assert [event for _, _, event in scene.told(events.alarms, "zone")] == ["raised", "cleared"]


def test_a_live_engine_rings_as_soon_as_the_upload_is_there(scene: Any) -> None:
    state = start(passive(scene), provisional=True)
    _, events = step(state, FixBatch.of(uploaded(scene, FAR, INSIDE)), scene.at(DAY))
    zone = [alarm for alarm in events.alarms if alarm.kind == "zone"]
    assert [(alarm.at, alarm.provisional, alarm.retrospective) for alarm in zone] == [
        (scene.at(1), True, True)
    ]


@st.composite
def days(draw: Any, scene: Any) -> list[Fix]:
    """Up to three uploads of a few fixes each, and the fixes of somebody under hybrid control."""
    fixes = []
    for seq in range(draw(st.integers(0, 20))):
        minute = draw(st.integers(0, 40))
        live = draw(st.booleans())
        arrives = minute + 1 if live else draw(st.sampled_from([60, 61, 100, 1500]))
        metres = draw(st.sampled_from([FAR, INSIDE, 40, -1600, 300]))
        fixes.append(scene.fix(minute, metres, seq=seq, received=arrives, device="R9" if live else "R1"))
    return sorted(fixes, key=lambda fix: fix.received_at)


def record(scene: Any, batches: list[list[Fix]], restart: bool) -> Events:
    live = scene.said(id="C2", respondent="R-9", respondent_devices=["R9"])
    controls = (*passive(scene), *scene.controls(live))
    state, events = start(controls), Events()
    for batch in batches:
        state, more = step(state, FixBatch.of(batch))
        events = events.then(more)
        if restart:
            state = restore(controls, json.loads(json.dumps(snapshot(state), allow_nan=False)))
    return events.then(finish(state, scene.at(3 * DAY))[1])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_batches_repeats_and_restarts_give_the_same_record(scene: Any, data: Any) -> None:
    fixes = data.draw(days(scene))
    whole = record(scene, [fixes], restart=False)
    singly = record(scene, [[fix, fix] for fix in fixes], restart=True)
    assert sorted(whole.alarms, key=repr) == sorted(singly.alarms, key=repr)
    assert sorted(whole.released, key=repr) == sorted(singly.released, key=repr)
    assert len(whole.sealed) == len(singly.sealed)
