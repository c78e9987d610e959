"""The bearing out for the one and away for the other, by the geometry of the zones."""

from __future__ import annotations

from typing import Any


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def bearings(scene: Any, controls: Any, *fixes: Any) -> list[int | None]:
    zones = [alarm for alarm in scene.judge(fixes, controls).alarms if alarm.kind == "zone"]
    return [alarm.respondent_bearing_deg for alarm in zones if alarm.event == "raised"]


def two_zones(scene: Any, other: dict[str, Any]) -> Any:
    said = scene.said(zone={"margin_m": None})
    return scene.controls(said | {"zones": [*said["zones"], {"id": "work", "geometry": other}]})


def test_the_shortest_way_out_of_one_zone_is_to_its_nearest_edge(scene: Any) -> None:
    controls = scene.controls(scene.said(zone={"margin_m": None}))
    assert bearings(scene, controls, scene.fix(0, -200)) == [90]


def test_the_way_out_does_not_lead_into_the_next_zone(scene: Any) -> None:
    controls = two_zones(scene, box(12.52, 55.69, 12.56, 55.72))
    assert bearings(scene, controls, scene.fix(0, -200))[0] in (0, 180, 360)


def test_where_zones_overlap_each_alarm_leads_out_of_both(scene: Any) -> None:
    controls = two_zones(scene, box(12.515, 55.69, 12.56, 55.72))
    assert len(set(bearings(scene, controls, scene.fix(0, -200)))) == 1


def test_a_zone_that_does_not_hold_now_is_no_obstacle(scene: Any) -> None:
    said = scene.said(zone={"margin_m": None})
    later = {
        "rrule": "FREQ=DAILY",
        "start": "2026-05-02T08:00",
        "duration": "PT1H",
        "tz": "Europe/Copenhagen",
    }
    work = {"id": "work", "geometry": box(12.52, 55.69, 12.56, 55.72), "schedule": later}
    controls = scene.controls(said | {"zones": [*said["zones"], work]})
    assert bearings(scene, controls, scene.fix(0, -200)) == [90]


def test_out_of_a_bay_the_shortest_way_leads_into_the_bay(scene: Any) -> None:
    ring = [
        [12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.511, 55.71],
        [12.511, 55.7045], [12.509, 55.7045], [12.509, 55.71], [12.50, 55.71], [12.50, 55.70],
    ]  # fmt: skip
    zone = {"geometry": {"type": "Polygon", "coordinates": [ring]}, "margin_m": None}
    east_of_the_bay = scene.fix(0, -460)
    assert bearings(scene, scene.controls(scene.said(zone=zone)), east_of_the_bay) == [270]


def test_a_road_still_open_to_him_is_a_way_out(scene: Any) -> None:
    from dataclasses import replace

    road = {"id": "road", "geometry": box(12.48, 55.7045, 12.54, 55.7055), "max_transit_s": 300}
    controls = scene.controls(scene.said(zone={"margin_m": None, "corridors": [road]}))
    north_of_it = replace(scene.fix(0, -600), lat=55.7065)
    assert bearings(scene, controls, north_of_it) == [180]


def test_a_road_whose_time_is_over_is_none(scene: Any) -> None:
    road = {"id": "road", "geometry": box(12.48, 55.7045, 12.54, 55.7055), "max_transit_s": 60}
    controls = scene.controls(scene.said(zone={"margin_m": None, "corridors": [road]}))
    assert bearings(scene, controls, *scene.walk(-200, -200, -200)) == [90]


def test_the_released_row_says_the_same_bearing_as_the_alarm(scene: Any) -> None:
    events = scene.judge(scene.walk(-200), two_zones(scene, box(12.52, 55.69, 12.56, 55.72)))
    assert events.released[0].bearing_out_deg == events.alarms[0].respondent_bearing_deg


def test_she_is_led_away_while_both_are_known_and_the_law_opens_his_fix(scene: Any) -> None:
    carried = scene.said(
        protected="P-3", protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )  # fmt: skip
    hers = scene.fix(0, -700, device="P1")
    fresh = scene.judge([hers, scene.fix(1, -200)], scene.controls(carried)).alarms
    stale = scene.judge([hers, scene.fix(9, -200)], scene.controls(carried)).alarms
    assert next(alarm for alarm in fresh if alarm.kind == "zone").protected_bearing_deg == 270
    assert next(alarm for alarm in stale if alarm.kind == "zone").protected_bearing_deg is None
