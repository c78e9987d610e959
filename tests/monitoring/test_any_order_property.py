"""Contract property 1: any order of arrival, any repetition, any batch and any restart give one record."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.monitoring.answer import Answer
from vaern.monitoring.engine import answer, finish, restore, snapshot, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Fix, FixBatch

PLACES = [5000.0, 600.0, 505.0, 300.0, 8.0, 2.0, -3.0, -200.0, 90_000.0, None]
EVENTS = [
    *[""] * 8,
    *("strap_cut", "jamming", "button", "radio_near", "radio_lost", "power_off", "planned_off", "installed"),
]


@st.composite
def streams(draw: Any, scene: Any) -> list[Fix]:
    """Up to 25 messages of three devices within half an hour, each arriving up to two minutes later."""
    fixes = []
    for seq in range(draw(st.integers(0, 25))):
        minute = draw(st.integers(0, 30)) + draw(st.sampled_from([0, 0, 0.25]))
        fixes.append(
            scene.fix(
                minute,
                draw(st.sampled_from(PLACES)),
                device=draw(st.sampled_from(["R1", "R2", "P1"])),
                seq=seq if draw(st.booleans()) else None,
                received=minute + draw(st.sampled_from([0, 0.5, 1.9, 2])),
                event=draw(st.sampled_from(EVENTS)),
                battery_pct=draw(st.sampled_from([None, 10.0, 60.0])),
            )
        )
    return sorted(fixes, key=lambda fix: fix.received_at)


def controls(scene: Any) -> Any:
    consent = {"from": "2026-05-01T00:00:00+02:00", "to": None}
    hers = {"protected": "P-3", "protected_devices": ["P1"], "protected_consent": consent}
    first = scene.said(
        respondent_devices=["R1", "R2"], battery_low_pct=15, protected_alert_within_m=700, **hers,
        permissions=[{"from": "2026-05-01T00:10:00+02:00", "to": "2026-05-01T00:12:00+02:00", "reason": "x"}],
        planned_silence=[{"from": "2026-05-01T00:18+02:00", "to": "2026-05-01T00:20+02:00", "reason": "x"}],
        minimum_distance_m=400,
    )  # fmt: skip
    short = {"from": "2026-05-01T00:05:00+02:00", "to": "2026-05-01T00:25:00+02:00"}
    spain = {"law": "es-2009", "order": "orden_de_alejamiento", "minimum_distance_m": 300}
    sweden = {"law": "se-2011", "order": "sarskilt_utvidgat_kontaktforbud", "signal_lost_after_s": 120}
    norway = {"law": "no-2009", "order": "kontaktforbud", "respondent_devices": ["R2"]}
    return scene.controls(
        first,
        scene.said(id="C2", valid=short, zone={"margin_m": None}),
        scene.said(id="C3", protected_alert_within_m=300, **spain, **hers),
        scene.said(id="C4", **sweden | hers),
        scene.said(id="C5", **norway),
    )


def record(scene: Any, batches: list[list[Fix]], restart: bool = False) -> Events:
    said = [
        Answer(scene.at(15), "C1/R1/tamper/1", "op", ""),
        Answer(scene.at(20), "C1/home/zone/1", "op", ""),
    ]
    state, events = answer(start(controls(scene)), said), Events()
    for batch in batches:
        state, more = step(state, FixBatch.of(batch))
        events = events.then(more)
        if restart:
            state = restore(controls(scene), json.loads(json.dumps(snapshot(state), allow_nan=False)))
    return events.then(finish(state, scene.at(60))[1])


def same(one: Events, other: Events) -> bool:
    """Whether two records agree in everything but the order in which parts of it became final."""

    def rows(events: Events) -> Any:
        fixes = [events.sealed.fixes.fix(row) for row in range(len(events.sealed))]
        sealed = [
            (replace(fix, received_at=0), str(who))
            for fix, who in zip(fixes, events.sealed.persons, strict=True)
        ]
        released = sorted((row._replace(received_at=0) for row in events.released), key=repr)
        return events.alarms, released, sorted(sealed, key=repr)

    return rows(one) == rows(other)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_of_arrival_within_the_lateness_gives_the_same_record(scene: Any, data: Any) -> None:
    fixes = data.draw(streams(scene))
    by_time = [replace(fix, received_at=fix.fixed_at) for fix in sorted(fixes, key=lambda fix: fix.fixed_at)]
    assert same(record(scene, [fixes]), record(scene, [by_time]))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_number_of_repeats_gives_the_same_record(scene: Any, data: Any) -> None:
    fixes = data.draw(streams(scene))
    repeated = data.draw(st.lists(st.sampled_from(fixes), max_size=20)) if fixes else []
    at = data.draw(st.lists(st.integers(0, len(fixes)), min_size=len(repeated), max_size=len(repeated)))
    stream = list(fixes)
    for fix, place in zip(repeated, at, strict=True):
        stream.insert(place, fix) if fix in stream[:place] else stream.append(fix)
    assert record(scene, [stream]).alarms == record(scene, [fixes]).alarms


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_batches_give_the_same_record_even_of_late_fixes(scene: Any, data: Any) -> None:
    fixes = data.draw(streams(scene))
    late = [replace(fix, received_at=fix.received_at + 300_000) for fix in fixes[::4]]
    stream = sorted([*fixes[1::2], *late], key=lambda fix: fix.received_at)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    parts = [stream[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    singly = [[fix] for fix in stream]
    whole = record(scene, [stream])
    assert same(whole, record(scene, parts))
    assert same(whole, record(scene, singly))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_restart_after_any_message_gives_the_same_record(scene: Any, data: Any) -> None:
    stream = data.draw(streams(scene))
    assert same(record(scene, [[fix] for fix in stream], restart=True), record(scene, [stream]))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_message_let_in_is_released_or_sealed_and_never_both(scene: Any, data: Any) -> None:
    events = record(scene, [data.draw(streams(scene))])
    assert events.opened + len(events.sealed) + events.destroyed == events.accepted


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_alarms_stand_in_order_of_time_and_each_is_raised_once_before_it_ends(scene: Any, data: Any) -> None:
    alarms = record(scene, [data.draw(streams(scene))]).alarms
    assert [alarm.at for alarm in alarms] == sorted(alarm.at for alarm in alarms)
    for name in {alarm.alarm for alarm in alarms}:
        events = [alarm.event for alarm in alarms if alarm.alarm == name]
        assert (events[0], events.count("raised"), events.count("cleared") <= 1) == ("raised", 1, True)
