"""A zone in which he must be in certain hours: presence or absence, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vaern.errors import InputError
from vaern.monitoring.control import parse_controls
from vaern.monitoring.rules import Cited
from vaern.packs.monitoring import monitoring_rules

INSIDE, FAR = -200, 5000
HOME = {"id": "flat", "kind": "required", "margin_m": None}


def plan(scene: Any, rest: str = "sealed", **changes: Any) -> Any:
    """A control of an activity plan alone, under a law that asks for no order of its own."""
    rules = replace(monitoring_rules()["dk-2011-draft"], order=None, rest=Cited(rest, "a law"))
    said = scene.said(zone=HOME | changes.pop("zone", {}), **changes)
    return parse_controls({"controls": [said]}, {"dk-2011-draft": rules})


def test_an_absence_is_raised_at_the_first_fix_outside_and_ends_when_he_is_back(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, FAR, FAR, INSIDE, INSIDE), plan(scene))
    assert scene.told(events.alarms) == [
        (1, "C1/flat/absent/1", "raised"),
        (3, "C1/flat/absent/1", "cleared"),
    ]


def test_an_absence_tells_no_position_and_is_for_a_person_to_judge(scene: Any) -> None:
    absent = scene.judge(scene.walk(FAR), plan(scene)).alarms[0]
    assert (absent.grade, absent.contrary_to_order, absent.notify) == (
        "certain", "undetermined", ("control_room",),
    )  # fmt: skip
    assert (absent.released, absent.distance_m, absent.inside_probability) == (False, None, None)


@pytest.mark.parametrize("rest", ["sealed", "destroyed"])
def test_nothing_is_released_and_everything_destroyed_once_judged(scene: Any, rest: str) -> None:
    events = scene.judge(scene.walk(INSIDE, FAR, INSIDE), plan(scene, rest))
    assert (events.released, len(events.sealed), events.destroyed) == ((), 0, 3)


def test_outside_the_hours_he_may_be_anywhere(scene: Any) -> None:
    hours = {
        "rrule": "FREQ=DAILY",
        "start": "2026-05-01T00:02",
        "duration": "PT3M",
        "tz": "Europe/Copenhagen",
    }
    events = scene.judge(scene.walk(*[FAR] * 8), plan(scene, zone={"schedule": hours}), now=9)
    assert scene.told(events.alarms, "absent") == [
        (2, "C1/flat/absent/1", "raised"),
        ((scene.at(5) - 1 - scene.at(0)) / 60_000, "C1/flat/absent/1", "cleared"),
    ]


def test_a_permission_lets_him_be_away(scene: Any) -> None:
    leave = {"from": "2026-05-01T00:01:00+02:00", "to": "2026-05-01T00:03:59+02:00", "reason": "court"}
    events = scene.judge(scene.walk(INSIDE, FAR, FAR, FAR, FAR), plan(scene, permissions=[leave]))
    assert scene.told(events.alarms) == [(4, "C1/flat/absent/1", "raised")]


def test_a_permission_at_a_place_lets_him_be_there_and_nowhere_else(scene: Any) -> None:
    ring = [[12.59, 55.70], [12.61, 55.70], [12.61, 55.71], [12.59, 55.71], [12.59, 55.70]]
    leave = {
        "geometry": {"type": "Polygon", "coordinates": [ring]}, "reason": "hospital",
        "from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T01:00:00+02:00",
    }  # fmt: skip
    controls = plan(scene, permissions=[leave])
    assert scene.judge(scene.walk(INSIDE, FAR, FAR), controls).alarms == ()
    assert scene.told(scene.judge(scene.walk(INSIDE, 300), controls).alarms)[0][2] == "raised"


def test_a_fix_near_home_that_its_own_error_explains_is_no_absence(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, 300, source="cell", accuracy_m=2000.0), plan(scene))
    assert events.alarms == ()


def test_such_a_fix_does_not_show_that_he_is_back_either(scene: Any) -> None:
    fixes = [scene.fix(0, FAR), scene.fix(1, 300, source="cell", accuracy_m=2000.0)]
    assert scene.told(scene.judge(fixes, plan(scene)).alarms) == [(0, "C1/flat/absent/1", "raised")]


def test_the_grade_rises_as_the_error_explains_less(scene: Any) -> None:
    events = scene.judge(scene.walk(-10, 4, 12, 60), plan(scene))
    assert [alarm.grade for alarm in events.alarms] == ["possible", "probable", "certain"]


def test_a_late_absence_stands_by_itself(scene: Any) -> None:
    fixes = [scene.fix(20, INSIDE), scene.fix(2, FAR, received=20)]
    events = scene.judge(fixes, plan(scene, signal_lost_after_s=9000))
    assert [(alarm.event, alarm.retrospective) for alarm in events.alarms] == [
        ("raised", True),
        ("cleared", True),
    ]


def test_a_plan_beside_a_prohibited_zone_keeps_what_the_order_keeps(scene: Any) -> None:
    said = scene.said()
    both = said | {"zones": [*said["zones"], HOME | {"geometry": said["zones"][0]["geometry"]}]}
    events = scene.judge(scene.walk(FAR, INSIDE), scene.controls(both))
    assert {alarm.kind for alarm in events.alarms} == {"absent", "zone", "margin"}
    assert (len(events.released), len(events.sealed), events.destroyed) == (1, 1, 0)


def foot_tag(scene: Any, **changes: Any) -> Any:
    zone = HOME | changes.pop("zone", {})
    return scene.controls(scene.said(zone=zone, law="dk-fodlaenke", order="activity plan", **changes))


def test_under_the_foot_tag_presence_alone_is_told_and_nothing_is_kept(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, FAR, INSIDE), foot_tag(scene))
    assert [alarm.kind for alarm in events.alarms] == ["absent", "absent"]
    assert {alarm.contrary_to_order for alarm in events.alarms} == {"undetermined"}
    assert (events.released, len(events.sealed), events.destroyed) == ((), 0, 3)


def test_where_nobody_is_protected_nobody_else_may_be_told_that_it_fell_silent(scene: Any) -> None:
    nobody = foot_tag(scene, protected=None, protected_devices=[])
    (lost,) = scene.judge([scene.fix(0, INSIDE)], nobody, now=30).alarms
    assert (lost.kind, lost.may_notify) == ("signal_lost", ())


def test_a_foot_tag_watches_no_zone_that_he_must_keep_out_of(scene: Any) -> None:
    with pytest.raises(InputError, match=r"fodlænkeordningen .* does not allow this kind of zone") as caught:
        foot_tag(scene, zone={"kind": "prohibited"})
    assert caught.value.where == "/controls/0/zones/0/kind"
