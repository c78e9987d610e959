"""What rings early is what judging every waiting message again would ring, in whatever order they come."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.monitoring.answer import Answer
from vaern.monitoring.control import parse_controls
from vaern.monitoring.engine import ShardState, answer, restore, snapshot, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Fix, FixBatch
from vaern.packs.monitoring import monitoring_rules

PLACES = [5000.0, 600.0, 505.0, 300.0, 8.0, 2.0, -3.0, -200.0, -200.0, -2000.0, 90_000.0, None]
EVENTS = [
    *[""] * 10,
    *("strap_cut", "jamming", "button", "radio_near", "radio_lost", "power_off", "planned_off", "installed"),
]
DEVICES = ["R1", "R2", "P1", "R8", "R9", "R10", "nobody"]
DELAYS = [0, 0, 0.05, 0.5, 1.5, 2, 2, 4, -0.15]
"""Minutes from a message to its arrival: at once, in time, too late, and from a clock that is ahead."""


def controls(scene: Any) -> Any:
    consent = {"from": "2026-05-01T00:00:00+02:00", "to": None}
    hers = {"protected": "P-3", "protected_devices": ["P1"], "protected_consent": consent}
    hours = {
        "rrule": "FREQ=DAILY",
        "start": "2026-05-01T00:04",
        "duration": "PT5M",
        "tz": "Europe/Copenhagen",
    }
    short = {"from": "2026-05-01T00:02:00+02:00", "to": "2026-05-01T00:09:00+02:00"}
    flight = {"from": "2026-05-01T00:07+02:00", "to": "2026-05-01T00:08+02:00", "reason": "x"}
    other = {"respondent": "R-9", "respondent_devices": ["R9"]}
    said = [
        scene.said(
            respondent_devices=["R1", "R2"], battery_low_pct=15, protected_alert_within_m=700, **hers,
            permissions=[{"from": "2026-05-01T00:05+02:00", "to": "2026-05-01T00:06+02:00", "reason": "x"}],
            planned_silence=[flight],
            minimum_distance_m=400, signal_lost_after_s=90,
        ),
        scene.said(id="C2", valid=short, zone={"margin_m": None}, pattern={"crossings": 2, "within_s": 60}),
        scene.said(
            id="C3", law="es-2009", order="orden_de_alejamiento", minimum_distance_m=300, **hers,
        ),
        scene.said(
            id="C4", law="se-2011", order="sarskilt_utvidgat_kontaktforbud", signal_lost_after_s=120,
            respondent_devices=["R1", "R2"], **hers,
        ),
        scene.said(
            id="C5", zone={"schedule": hours}, pattern={"crossings": 2, "within_s": 60},
            signal_lost_after_s=60, **other,
        ),
        scene.said(
            id="C7", respondent="R-10", respondent_devices=["R10"], pattern={"crossings": 2, "within_s": 60}
        ),
        scene.said(
            id="C6", law="se-2011", order="kontaktförbud", mode="passive",
            respondent="R-8", respondent_devices=["R8"],
        ),
    ]  # fmt: skip
    return parse_controls({"controls": said}, monitoring_rules())


@st.composite
def streams(draw: Any, scene: Any) -> list[Fix]:
    """Up to 20 messages of a few devices within ten minutes, some of them twice, in order of arrival."""
    devices = draw(st.lists(st.sampled_from(DEVICES), min_size=1, max_size=3))
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3))
    events = draw(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=4))
    fixes: list[Fix] = []
    for seq in range(draw(st.integers(2, 20))):
        minute = draw(st.integers(0, 20)) / 2
        fix = scene.fix(
            minute,
            draw(st.sampled_from(places)),
            device=draw(st.sampled_from(devices)),
            seq=seq if draw(st.booleans()) else None,
            received=max(0, minute + draw(st.sampled_from(DELAYS))),
            event=draw(st.sampled_from(events)),
            battery_pct=draw(st.sampled_from([None, 10.0, 60.0])),
        )
        fixes += [fix] * draw(st.sampled_from([1, 1, 1, 2]))
    return sorted(fixes, key=lambda fix: fix.received_at)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_what_rings_early_is_what_judging_everything_again_would_ring(scene: Any, data: Any) -> None:
    stream = data.draw(streams(scene))
    cuts = sorted({0, len(stream), *data.draw(st.lists(st.integers(0, len(stream)), max_size=25))})
    both = Both(scene)
    for begin, end in pairwise(cuts):
        batch = stream[begin:end]
        if data.draw(st.sampled_from([False] * 9 + [True])):
            both.answer(
                Answer(batch[-1].received_at - 30_000, data.draw(st.sampled_from(ANSWERED)), "op", "")
            )
        if data.draw(st.sampled_from([False] * 9 + [True])):
            both.short = restored(scene, both.short)
        later = data.draw(st.sampled_from([0, 0, 0, 1000, 61_000, 600_000]))
        both.step(batch, batch[-1].received_at + later)


def test_a_crossing_that_the_clock_forgot_counts_for_what_comes_out_of_order(scene: Any) -> None:
    both = Both(scene)
    both.step([scene.fix(5, -200, device="R10")], scene.at(5))
    both.step([], scene.at(6.5))
    said = both.step(later_crossing(scene), scene.at(6.6))
    assert "border_crossing_pattern" in {alarm.kind for alarm in said.alarms}


def test_a_crossing_that_came_too_old_to_be_remembered_counts_too(scene: Any) -> None:
    both = Both(scene)
    both.step([scene.fix(4, 300, device="R10")], scene.at(4))
    both.step([scene.fix(5, -200, device="R10", received=6.5)], scene.at(6.5))
    said = both.step(later_crossing(scene), scene.at(6.6))
    assert "border_crossing_pattern" in {alarm.kind for alarm in said.alarms}


def later_crossing(scene: Any) -> list[Fix]:
    steps_out_and_in = ((5.4, 300), (5.9, -200))
    return [scene.fix(at, east_m, device="R10", received=6.6) for at, east_m in steps_out_and_in]


def test_a_fix_ahead_of_the_clock_is_judged_again_when_another_device_falls_silent_before_it(
    scene: Any,
) -> None:
    both = Both(scene)
    both.step([scene.fix(0, 5000), scene.fix(0, 5000, device="R2")], scene.at(0))
    both.step([scene.fix(2.1, 5000, device="R2", received=1.98)], scene.at(1.98))
    assert both.step([], scene.at(2.05)).released_early


def test_an_answer_from_before_the_last_report_ends_the_alarm_before_it(scene: Any) -> None:
    both = Both(scene)
    both.step([scene.fix(1, 5000, device="R9", event="strap_cut")], scene.at(1))
    both.step([scene.fix(1.5, 5000, device="R9", event="jamming")], scene.at(1.5))
    both.answer(Answer(scene.at(1.2), "C5/R9/tamper/1", "op", ""))
    said = both.step([], scene.at(1.6))
    assert "C5/R9/tamper/2" in {alarm.alarm for alarm in said.alarms}


class Both:
    """One engine as it is and one that judges everything again at each step; they must say the same."""

    def __init__(self, scene: Any) -> None:
        self.short = self.again = start(controls(scene), provisional=True)

    def answer(self, said: Answer) -> None:
        self.short, self.again = answer(self.short, [said]), answer(self.again, [said])

    def step(self, batch: list[Fix], now: int) -> Events:
        self.short, early = step(self.short, FixBatch.of(batch), now)
        self.again, whole = step(replace(self.again, ahead=None), FixBatch.of(batch), now)
        assert told(early) == told(whole)
        return early


ANSWERED = [
    "C1/R1/tamper/1",
    "C1/home/zone/1",
    "C5/R9/tamper/1",
    "C5/home/zone/1",
    "-/nobody/assault_button/1",
]


def told(events: Events) -> Any:
    return events.alarms, sorted(map(repr, events.released_early)), sorted(map(repr, events.released))


def restored(scene: Any, state: ShardState) -> ShardState:
    return restore(controls(scene), json.loads(json.dumps(snapshot(state), allow_nan=False)))
