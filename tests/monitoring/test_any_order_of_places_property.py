"""Contract property 1 for hours, corridors, plans, ways between fixes and patterns: always one record."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.monitoring.control import parse_controls
from vaern.monitoring.engine import finish, restore, snapshot, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Fix, FixBatch
from vaern.packs.monitoring import monitoring_rules

EAST_M = [5000.0, 300.0, 60.0, 40.0, 9.0, -3.0, -100.0, -300.0, -700.0, -1300.0, -1600.0, None]
NORTH = [0.0, 0.0, 0.0008, 0.003]
PLACED_KINDS = {"zone", "margin", "absent", "border_crossing_pattern"}


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@st.composite
def streams(draw: Any, scene: Any) -> list[Fix]:
    """Up to 25 fixes of two devices within half an hour, each arriving up to two minutes later."""
    fixes = []
    for seq in range(draw(st.integers(0, 25))):
        minute = draw(st.integers(0, 30)) + draw(st.sampled_from([0, 0, 0.5]))
        fix = scene.fix(
            minute,
            draw(st.sampled_from(EAST_M)),
            device=draw(st.sampled_from(["R1", "R1", "R2"])),
            seq=seq,
            received=minute + draw(st.sampled_from([0, 0.5, 1.9, 2])),
            accuracy_m=draw(st.sampled_from([10.0, 10.0, 80.0, 1500.0])),
        )
        north = draw(st.sampled_from(NORTH))
        fixes.append(fix if fix.lat is None else replace(fix, lat=fix.lat + north))
    return sorted(fixes, key=lambda fix: fix.received_at)


def controls(scene: Any) -> Any:
    """One control with all of it, and one under a law that follows him while he is in the zone."""
    hours = {"rrule": "FREQ=HOURLY;INTERVAL=1", "start": "2026-05-01T00:04", "duration": "PT14M",
             "tz": "Europe/Copenhagen"}  # fmt: skip
    road = {"id": "road", "geometry": box(12.48, 55.7045, 12.54, 55.7055), "max_transit_s": 180}
    work = {"id": "work", "geometry": box(12.515, 55.69, 12.53, 55.72), "schedule": hours, "margin_m": None}
    flat = {"id": "flat", "kind": "required", "geometry": box(12.50, 55.70, 12.51, 55.71), "schedule": hours}
    allowed = {"geometry": box(12.505, 55.70, 12.52, 55.71), "from": "2026-05-01T00:20:00+02:00",
               "to": "2026-05-01T00:24:00+02:00", "reason": "x"}  # fmt: skip
    said = scene.said(
        respondent_devices=["R1", "R2"], permissions=[allowed], pattern={"crossings": 2, "within_s": 480},
        zone={"corridors": [road], "protected_places": [[12.51, 55.705]]}, protected_alert_within_m=700,
    )  # fmt: skip
    first = said | {"zones": [*said["zones"], work, flat]}
    second = scene.said(id="C2", law="se-2011", order="kontaktförbud", respondent_devices=["R1"])
    return parse_controls({"controls": [first, second]}, monitoring_rules())


def record(scene: Any, batches: list[list[Fix]], restart: bool = False) -> Events:
    state, events = start(controls(scene)), Events()
    for batch in batches:
        state, more = step(state, FixBatch.of(batch))
        events = events.then(more)
        if restart:
            state = restore(controls(scene), json.loads(json.dumps(snapshot(state), allow_nan=False)))
    return events.then(finish(state, scene.at(60))[1])


def told(events: Events) -> Any:
    """What a record says, but for when messages arrived and which part became final first."""
    fixes = [events.sealed.fixes.fix(row) for row in range(len(events.sealed))]
    released = sorted((row._replace(received_at=0) for row in events.released), key=repr)
    return events.alarms, released, sorted((replace(fix, received_at=0) for fix in fixes), key=repr)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_order_of_arrival_gives_the_same_record(scene: Any, data: Any) -> None:
    fixes = data.draw(streams(scene))
    by_time = [replace(fix, received_at=fix.fixed_at) for fix in sorted(fixes, key=lambda fix: fix.fixed_at)]
    assert told(record(scene, [fixes])) == told(record(scene, [by_time]))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_repeats_and_single_steps_give_the_same_record_even_of_late_fixes(scene: Any, data: Any) -> None:
    fixes = data.draw(streams(scene))
    late = [replace(fix, received_at=fix.received_at + 300_000) for fix in fixes[::4]]
    stream = sorted([*fixes[1::2], *late], key=lambda fix: fix.received_at)
    twice = [[fix, fix] for fix in stream]
    assert told(record(scene, [stream])) == told(record(scene, twice))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_restart_after_any_message_gives_the_same_record(scene: Any, data: Any) -> None:
    stream = data.draw(streams(scene))
    assert told(record(scene, [[fix] for fix in stream], restart=True)) == told(record(scene, [stream]))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_alarm_is_raised_once_before_it_ends_and_nothing_is_kept_twice(scene: Any, data: Any) -> None:
    events = record(scene, [data.draw(streams(scene))])
    for name in {alarm.alarm for alarm in events.alarms if alarm.kind in PLACED_KINDS}:
        said = [alarm.event for alarm in events.alarms if alarm.alarm == name]
        assert (said[0], said.count("raised"), said.count("cleared") <= 1) == ("raised", 1, True)
    assert events.opened + len(events.sealed) + events.destroyed == events.accepted


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_an_activity_plan_never_tells_where_anybody_is(scene: Any, data: Any) -> None:
    events = record(scene, [data.draw(streams(scene))])
    absent = [alarm for alarm in events.alarms if alarm.kind in ("absent", "border_crossing_pattern")]
    assert not any(alarm.released or alarm.distance_m or alarm.inside_probability for alarm in absent)
