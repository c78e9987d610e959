"""Ways and places that an order leaves open inside a zone, and what passes through it between two fixes."""

from __future__ import annotations

from typing import Any

import pytest

FAR, NEAR, INSIDE = 5000, 300, -200


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


ROAD = box(12.48, 55.7045, 12.54, 55.7055)
"""A road from west to east through the zone's middle and out of it, about 110 metres wide."""


def along_the_road(scene: Any, max_transit_s: float = 300, **changes: Any) -> Any:
    road = {"id": "road", "geometry": ROAD, "max_transit_s": max_transit_s}
    zone = {"corridors": [road], "margin_m": None} | changes.pop("zone", {})
    return scene.controls(scene.said(zone=zone, **changes))


def beside(scene: Any, minute: float, east_m: float, north_deg: float = 0.003, **said: Any) -> Any:
    from dataclasses import replace

    fix = scene.fix(minute, east_m, **said)
    return replace(fix, lat=fix.lat + north_deg)


def test_a_passage_within_its_time_rings_nobody_and_stays_closed(scene: Any) -> None:
    events = scene.judge(scene.walk(300, -100, -400, -700, -1000, -1600), along_the_road(scene))
    assert (events.alarms, events.released, len(events.sealed)) == ((), (), 6)


@pytest.mark.parametrize(("minutes", "raised"), [(5, []), (5.01, [5.01])])
def test_a_passage_may_last_as_long_as_the_order_says_and_no_longer(
    scene: Any, minutes: float, raised: list[float]
) -> None:
    fixes = [scene.fix(minute, -300) for minute in (0, 2, 4, minutes)]
    events = scene.judge(fixes, along_the_road(scene))
    assert [minute for minute, _, event in scene.told(events.alarms, "zone") if event == "raised"] == raised


def test_a_way_through_the_zone_to_open_ground_rings_without_a_figure_of_the_fix_that_stays_closed(
    scene: Any,
) -> None:
    controls = along_the_road(scene, zone={"margin_m": 500})
    events = scene.judge([beside(scene, 0, -300, 0.01), scene.fix(1, 200)], controls)
    said = [(alarm.because, alarm.released, alarm.distance_m) for alarm in events.alarms]
    assert (said, events.released) == ([("crossed_between_fixes", False, None)], ())


def test_whoever_overstays_is_in_the_zone_like_anywhere_else_in_it(scene: Any) -> None:
    events = scene.judge(scene.walk(*[-300] * 8), along_the_road(scene))
    alarm = events.alarms[0]
    assert (alarm.grade, alarm.contrary_to_order, alarm.inside_probability) == ("certain", "yes", 1.0)
    assert [row.fixed_at for row in events.released] == [scene.at(6), scene.at(7)]


def test_whoever_steps_off_the_road_is_in_the_zone_at_once(scene: Any) -> None:
    fixes = [scene.fix(0, -100), beside(scene, 1, -300), scene.fix(2, -500)]
    events = scene.judge(fixes, along_the_road(scene))
    assert scene.told(events.alarms) == [(1, "C1/home/zone/1", "raised")]
    assert [row.fixed_at for row in events.released] == [scene.at(1)]


def test_stepping_off_and_back_on_does_not_begin_the_time_again(scene: Any) -> None:
    fixes = [scene.fix(0, -100), beside(scene, 3, -300), scene.fix(4, -300), scene.fix(6, -300)]
    events = scene.judge(fixes, along_the_road(scene))
    assert [row.fixed_at for row in events.released] == [scene.at(3), scene.at(6)]


def test_leaving_the_zone_begins_a_new_passage(scene: Any) -> None:
    fixes = scene.walk(-300, -100, 300, 300, -100, -300, -500, 300)
    assert scene.judge(fixes, along_the_road(scene)).alarms == ()


def test_two_corridors_taken_one_after_the_other_have_their_times_together(scene: Any) -> None:
    lane = {"id": "lane", "geometry": box(12.50, 55.70, 12.515, 55.706), "max_transit_s": 120}
    road = {"id": "road", "geometry": box(12.515, 55.70, 12.52, 55.71), "max_transit_s": 120}
    controls = scene.controls(scene.said(zone={"corridors": [lane, road], "margin_m": None}))
    events = scene.judge(scene.walk(-100, -100, -700, -700, -700, -700), controls)
    assert scene.told(events.alarms) == [(5, "C1/home/zone/1", "raised")]


def test_an_imprecise_fix_that_is_not_shown_on_the_road_may_be_beside_it(scene: Any) -> None:
    events = scene.judge([scene.fix(0, -300, accuracy_m=400.0)], along_the_road(scene))
    assert [(alarm.kind, alarm.event) for alarm in events.alarms] == [("zone", "raised")]


def test_the_margin_is_silent_too_while_he_keeps_to_the_road(scene: Any) -> None:
    controls = along_the_road(scene, zone={"margin_m": 500})
    events = scene.judge(scene.walk(300, 100, -100, -400, -700), controls)
    assert (events.alarms, events.released) == ((), ())


def test_a_late_fix_on_the_road_is_a_passage(scene: Any) -> None:
    fixes = [scene.fix(20, FAR), scene.fix(2, -300, received=20)]
    events = scene.judge(fixes, along_the_road(scene))
    assert [alarm for alarm in events.alarms if alarm.kind == "zone"] == []


def permitted(scene: Any, **changes: Any) -> Any:
    allowed = {
        "geometry": box(12.51, 55.70, 12.52, 55.71),
        "from": "2026-05-01T00:02:00+02:00",
        "to": "2026-05-01T00:04:59+02:00",
        "reason": "escorted collection of belongings",
    }
    return scene.controls(scene.said(permissions=[allowed], zone={"margin_m": None}, **changes))


def test_a_permission_at_a_place_counts_at_its_time_alone(scene: Any) -> None:
    events = scene.judge(scene.walk(*[-300] * 7), permitted(scene))
    assert [row.fixed_at for row in events.released] == [scene.at(m) for m in (0, 1, 5, 6)]


def test_a_permission_at_a_place_counts_at_that_place_alone(scene: Any) -> None:
    events = scene.judge([scene.fix(3, -1000), scene.fix(4, -300)], permitted(scene))
    assert [row.fixed_at for row in events.released] == [scene.at(3)]


def test_two_fixes_outside_whose_way_leads_through_raise_possible_at_the_second(scene: Any) -> None:
    events = scene.judge(scene.walk(300, -1600), scene.controls(scene.said(zone={"margin_m": None})))
    zone = events.alarms[0]
    assert (zone.at, zone.event, zone.grade, zone.contrary_to_order) == (
        scene.at(1), "raised", "possible", "undetermined",
    )  # fmt: skip
    assert (zone.as_dict()["between_fixes"], zone.released, zone.inside_probability) == (True, False, None)


def test_only_the_event_between_fixes_says_so(scene: Any) -> None:
    events = scene.judge(scene.walk(300, -1600, -5000), scene.controls(scene.said(zone={"margin_m": None})))
    assert ["between_fixes" in alarm.as_dict() for alarm in events.alarms] == [True, False]


@pytest.mark.parametrize(
    ("minutes", "rings"), [(0.45, False), (0.46, True), (4.99, True), (5, False), (6, False)]
)
def test_a_way_counts_up_to_seventy_metres_a_second_and_within_the_silence_allowed(
    scene: Any, minutes: float, rings: bool
) -> None:
    fixes = [scene.fix(0, 300), scene.fix(minutes, -1602)]
    events = scene.judge(fixes, scene.controls(scene.said(zone={"margin_m": None})))
    assert ("zone" in {alarm.kind for alarm in events.alarms}) is rings


def test_a_way_past_the_zone_raises_nothing(scene: Any) -> None:
    fixes = [beside(scene, 0, 300, 0.02), beside(scene, 1, -1600, 0.02)]
    assert scene.judge(fixes, scene.controls(scene.said(zone={"margin_m": None}))).alarms == ()


def test_a_way_by_the_corridor_alone_raises_nothing(scene: Any) -> None:
    assert scene.judge(scene.walk(300, -1600), along_the_road(scene)).alarms == ()


def test_a_way_that_cuts_a_corner_off_the_corridor_raises(scene: Any) -> None:
    fixes = [scene.fix(0, 300), beside(scene, 1, -1600, 0.003)]
    assert [alarm.kind for alarm in scene.judge(fixes, along_the_road(scene)).alarms] == ["zone"]


def test_a_way_is_seen_across_two_steps_of_the_engine(scene: Any) -> None:
    from vaern.monitoring.engine import finish, start

    controls = scene.controls(scene.said(zone={"margin_m": None}))
    state, _ = scene.step(start(controls, lateness_s=0), scene.fix(0, 300), now=0.5)
    state, first = scene.step(state, scene.fix(1, -1600))
    assert [alarm.kind for alarm in first.then(finish(state)[1]).alarms] == ["zone"]
