"""Positions that cannot be true: a leap no vehicle makes, and a receiver that has stopped to tremble."""

from __future__ import annotations

from typing import Any

import pytest

SQUARE = [[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
FAR, INSIDE = 5000, -200
KM = 1000.0


def of(events: Any, kind: str) -> list[tuple[float, str, str]]:
    return [(alarm.at, alarm.event, alarm.because) for alarm in events.alarms if alarm.kind == kind]


def test_a_leap_no_vehicle_makes_is_a_jump_and_clears_when_positions_agree_again(scene: Any) -> None:
    events = scene.judge(scene.walk(FAR, FAR, 90 * KM, FAR, FAR))
    assert of(events, "jump") == [
        (scene.at(2), "raised", "impossible_speed"),
        (scene.at(3), "cleared", "positions_agree"),
    ]


@pytest.mark.parametrize(("metres", "jumps"), [(6000, 0), (6200, 1)])
def test_a_hundred_metres_a_second_and_the_error_of_both_positions_is_the_limit(
    scene: Any, metres: float, jumps: int
) -> None:
    assert len(of(scene.judge(scene.walk(FAR, FAR + metres)), "jump")) == jumps


def test_a_leap_into_the_zone_rings_at_once_and_the_jump_stands_beside_it(scene: Any) -> None:
    events = scene.judge(scene.walk(90 * KM, INSIDE))
    assert [(alarm.kind, alarm.at, alarm.grade) for alarm in events.alarms] == [
        ("jump", scene.at(1), None),
        ("zone", scene.at(1), "certain"),
        ("margin", scene.at(1), "certain"),
    ]
    assert [fix.fixed_at for fix in events.released] == [scene.at(1)]


def test_a_leap_out_of_the_zone_clears_nothing(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, 90 * KM, INSIDE))
    assert [alarm.event for alarm in events.alarms if alarm.kind == "zone"] == ["raised"]


def test_a_real_move_rings_once_and_is_believed_at_the_next_report_that_agrees_with_it(scene: Any) -> None:
    events = scene.judge(scene.walk(90 * KM, INSIDE, INSIDE))
    assert of(events, "zone") == [(scene.at(1), "raised", "fix_inside")]
    assert of(events, "jump")[-1] == (scene.at(2), "cleared", "positions_agree")


def test_leaping_to_and_fro_rings_until_a_believed_position_is_outside(scene: Any) -> None:
    events = scene.judge(scene.walk(INSIDE, 90 * KM, INSIDE, 90 * KM, INSIDE, FAR, FAR))
    assert [(at, event) for at, event, _ in of(events, "zone")] == [
        (scene.at(0), "raised"),
        (scene.at(5), "cleared"),
    ]


def test_a_leap_into_a_forbidden_zone_says_nothing_of_the_place_where_he_must_be(scene: Any) -> None:
    east = [[lon + 1.5, lat] for lon, lat in SQUARE]
    geometry = {"type": "Polygon", "coordinates": [east]}
    flat = scene.said()["zones"][0] | {
        "id": "flat",
        "kind": "required",
        "geometry": geometry,
        "margin_m": None,
    }
    said = scene.said()
    events = scene.judge(
        scene.walk(90 * KM, INSIDE, 90 * KM), scene.controls(said | {"zones": [*said["zones"], flat]})
    )
    assert of(events, "absent") == [(scene.at(0), "raised", "fix_outside")]
    assert of(events, "zone")[0] == (scene.at(1), "raised", "fix_inside")


def test_a_leap_to_her_rings_at_once_and_a_leap_away_lets_them_not_apart(scene: Any) -> None:
    said = scene.said(
        minimum_distance_m=1000,
        protected="P-3",
        protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )
    hers = scene.walk(*[50 * KM] * 4, device="P1")
    his = scene.walk(90 * KM, 50.5 * KM, 50.5 * KM, 90 * KM)
    events = scene.judge(sorted([*hers, *his], key=lambda fix: fix.fixed_at), scene.controls(said))
    assert of(events, "distance") == [(scene.at(1), "raised", "parties_near")]
    assert [fix.fixed_at for fix in events.released] == [scene.at(1), scene.at(2)]


def test_an_imprecise_position_far_away_is_no_jump(scene: Any) -> None:
    fixes = [scene.fix(0, FAR), scene.fix(1, FAR + 10 * KM, source="cell", accuracy_m=None)]
    assert of(scene.judge(fixes), "jump") == []


def test_after_a_long_silence_any_place_can_be_reached(scene: Any) -> None:
    assert of(scene.judge([scene.fix(0, FAR), scene.fix(60, FAR + 300 * KM)]), "jump") == []


def test_her_jumping_device_is_told_to_her(scene: Any) -> None:
    said = scene.said(
        protected="P-3",
        protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )
    events = scene.judge(scene.walk(FAR, 90 * KM, device="P1"), scene.controls(said))
    assert [alarm.notify for alarm in events.alarms if alarm.kind == "jump"] == [
        ("control_room", "protected_person")
    ]


@pytest.mark.parametrize(("minutes", "alarms"), [(30, 0), (31, 1)])
def test_the_same_degrees_for_half_an_hour_are_a_frozen_position(
    scene: Any, minutes: int, alarms: int
) -> None:
    assert len(of(scene.judge(scene.walk(*[FAR] * minutes)), "frozen")) == alarms


def test_a_frozen_position_clears_when_it_moves(scene: Any) -> None:
    events = scene.judge(scene.walk(*[FAR] * 40, FAR + 1))
    assert of(events, "frozen") == [
        (scene.at(30), "raised", "position_frozen"),
        (scene.at(40), "cleared", "position_moved"),
    ]


def test_a_device_at_rest_that_trembles_is_not_frozen(scene: Any) -> None:
    assert of(scene.judge(scene.walk(*[FAR + 0.3 * (n % 3) for n in range(120)])), "frozen") == []


def test_few_reports_are_no_frozen_position_however_far_apart(scene: Any) -> None:
    rare = [scene.fix(4 * n, FAR) for n in range(9)]
    assert of(scene.judge(rare), "frozen") == []
    assert len(of(scene.judge([*rare, scene.fix(36, FAR)]), "frozen")) == 1


@pytest.mark.parametrize("source", ["cell", "wifi", "radio"])
def test_positions_of_masts_and_access_points_repeat_by_nature(scene: Any, source: str) -> None:
    assert of(scene.judge(scene.walk(*[FAR] * 60, source=source)), "frozen") == []


def test_a_message_without_a_position_neither_thaws_nor_freezes(scene: Any) -> None:
    fixes = scene.walk(*[FAR if n % 2 else None for n in range(60)])
    assert of(scene.judge(fixes), "frozen") == [(scene.at(31), "raised", "position_frozen")]


def test_a_frozen_position_is_still_judged_against_the_zone(scene: Any) -> None:
    events = scene.judge(scene.walk(*[INSIDE] * 40))
    assert [alarm.event for alarm in events.alarms if alarm.kind == "zone"] == ["raised"]
    assert len(events.released) == 40


def test_a_frozen_position_is_not_where_a_party_is_now(scene: Any) -> None:
    said = scene.said(
        minimum_distance_m=1000,
        protected="P-3",
        protected_devices=["P1"],
        protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
    )
    hers = scene.walk(*[20 * KM] * 60, device="P1")
    far, near = (scene.walk(*[20 * KM + m + n % 2 for n in range(60)]) for m in (3000, 500))
    arriving = [*far[:50], *near[50:]]
    fixes = sorted([*hers, *arriving], key=lambda fix: fix.fixed_at)
    events = scene.judge(fixes, scene.controls(said))
    assert {alarm.kind for alarm in events.alarms} == {"frozen"}


def test_a_position_sent_again_and_again_with_its_old_time_is_silence(scene: Any) -> None:
    stuck = [scene.fix(0, FAR, seq=n, received=n) for n in range(20)]
    events = scene.judge(stuck)
    assert of(events, "signal_lost") == [(scene.at(5), "raised", "no_signal")]
