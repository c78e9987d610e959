"""The parties too close to each other, wherever they are: each brought to the same moment."""

from __future__ import annotations

from math import exp
from typing import Any

import pytest

from vaern.monitoring.couples import disc_share

FAR = 20_000
"""Metres east of the zone: no zone and no margin is about."""
CONSENT = {"from": "2026-05-01T00:00:00+02:00", "to": None}


def couple(scene: Any, **changes: Any) -> dict[str, Any]:
    said: dict[str, Any] = scene.said(
        **{
            "protected": "P-3",
            "protected_devices": ["P1"],
            "protected_consent": CONSENT,
            "minimum_distance_m": 1000,
        }
        | changes
    )
    return said


def spain(scene: Any, **changes: Any) -> dict[str, Any]:
    return couple(scene, law="es-2009", order="orden_de_alejamiento", minimum_distance_m=500, **changes)


def pair(scene: Any, *apart_m: float | None, **said: Any) -> list[Any]:
    """She stands still at FAR, he is so many metres further east; one fix of each a minute."""
    hers = scene.walk(*[FAR] * len(apart_m), device="P1", **said)
    his = scene.walk(*[None if m is None else FAR + m for m in apart_m], **said)
    return sorted([*hers, *his], key=lambda fix: fix.fixed_at)


def judged(scene: Any, fixes: list[Any], said: dict[str, Any] | None = None, **more: Any) -> Any:
    return scene.judge(fixes, scene.controls(said or couple(scene)), **more)


def distance(events: Any) -> list[Any]:
    return [alarm for alarm in events.alarms if alarm.kind == "distance"]


@pytest.mark.parametrize(
    ("apart_m", "within_m", "sigma_m", "share"),
    [
        (0, 100, 50, 1 - exp(-2)),
        (0, 1, 1000, 1 - exp(-0.5e-6)),
        (1000, 1000, 0, 0.5),
        (1100, 1000, 10, 0),
        (900, 1000, 10, 1),
        (1_000_100, 1_000_000, 100, 0.158655),
    ],
)
def test_a_share_within_a_distance_is_what_arithmetic_says(
    apart_m: float, within_m: float, sigma_m: float, share: float
) -> None:
    assert disc_share(apart_m, within_m, sigma_m) == pytest.approx(share, abs=2e-5)


def test_coming_too_close_raises_and_going_away_clears(scene: Any) -> None:
    events = judged(scene, pair(scene, 3000, 900, 800, 3000))
    assert scene.told(distance(events)) == [
        (1, "C1/R1/distance/1", "raised"),
        (3, "C1/R1/distance/1", "cleared"),
    ]


def test_it_is_no_breach_and_tells_how_far_they_are_apart(scene: Any) -> None:
    alarm = distance(judged(scene, pair(scene, 3000, 900)))[0]
    assert (alarm.contrary_to_order, alarm.grade, alarm.device, alarm.zone) == ("no", "certain", "R1", None)
    assert alarm.parties_distance_m == pytest.approx(900, abs=1)


def test_his_way_is_one_of_eight_points_and_hers_leads_away_from_him(scene: Any) -> None:
    hers = scene.fix(1, FAR, device="P1")
    his = scene.fix(1, FAR + 800)
    tilted = type(his)(**{name: getattr(his, name) for name in his.__slots__} | {"lat": 55.7055})
    alarm = distance(judged(scene, [hers, tilted]))[0]
    assert alarm.respondent_bearing_deg == 90
    assert alarm.protected_bearing_deg == pytest.approx(266, abs=1)
    assert (alarm.distance_m, alarm.zone) == (None, None)


def test_his_fixes_are_released_where_they_are_shown_too_close_and_none_of_hers(scene: Any) -> None:
    events = judged(scene, pair(scene, 3000, 900, 800, 3000))
    assert [(row.device, row.fixed_at, row.alarm) for row in events.released] == [
        ("R1", scene.at(1), "C1/R1/distance/1"),
        ("R1", scene.at(2), "C1/R1/distance/1"),
    ]
    assert len(events.sealed) == 6


def test_her_own_move_raises_it_and_opens_no_fix_of_his_that_was_sealed(scene: Any) -> None:
    fixes = [
        scene.fix(0, FAR, device="P1"),
        scene.fix(0.5, FAR + 3000),
        scene.fix(1, FAR + 2500, device="P1"),
    ]
    events = judged(scene, fixes)
    assert [(alarm.event, alarm.released, alarm.parties_distance_m) for alarm in distance(events)] == [
        ("raised", False, None)
    ]
    assert events.released == ()


@pytest.mark.parametrize(("age", "raised"), [(5, 1), (5.01, 0)])
def test_a_position_older_than_silence_may_last_is_not_taken_for_the_present(
    scene: Any, age: float, raised: int
) -> None:
    fixes = [scene.fix(0, FAR, device="P1"), scene.fix(age, FAR + 100)]
    assert len(distance(judged(scene, fixes))) == raised


def test_an_older_position_is_less_certain(scene: Any) -> None:
    near = [scene.fix(0, FAR, device="P1"), scene.fix(0, FAR + 980)]
    later = [scene.fix(0, FAR, device="P1"), scene.fix(3, FAR + 980)]
    now, then = (distance(judged(scene, fixes))[0].inside_probability for fixes in (near, later))
    assert now > 0.95 > then > 0.5


def test_who_moved_fast_may_have_moved_far_since(scene: Any) -> None:
    drove = [scene.fix(0, FAR - 3000, device="P1"), scene.fix(1, FAR, device="P1"), scene.fix(2, FAR + 1400)]
    walked = [scene.fix(0, FAR, device="P1"), scene.fix(1, FAR, device="P1"), scene.fix(2, FAR + 1400)]
    assert [alarm.grade for alarm in distance(judged(scene, drove))] == ["possible"]
    assert distance(judged(scene, walked)) == []


def test_an_imprecise_position_can_only_be_possible(scene: Any) -> None:
    fixes = [scene.fix(0, FAR, device="P1"), scene.fix(0, FAR + 100, source="cell", accuracy_m=None)]
    alarm = distance(judged(scene, fixes))[0]
    assert (alarm.grade, alarm.released, alarm.parties_distance_m) == ("possible", False, None)


def test_her_silence_clears_nothing(scene: Any) -> None:
    fixes = [*pair(scene, 3000, 900), *scene.walk(*[FAR + 3000] * 20, begin=2)]
    alarms = distance(judged(scene, fixes))
    assert scene.told(alarms)[-1] == (2, "C1/R1/distance/1", "cleared")
    apart = [*pair(scene, 3000, 900), scene.fix(30, FAR + 3000)]
    assert [alarm.event for alarm in distance(judged(scene, apart))] == ["raised"]


def test_the_nearest_of_her_devices_counts(scene: Any) -> None:
    said = couple(scene, protected_devices=["P1", "P2"])
    fixes = [scene.fix(1, FAR, device="P1"), scene.fix(1, FAR + 9000, device="P2"), scene.fix(1, FAR + 9500)]
    assert distance(judged(scene, fixes, said))[0].parties_distance_m == pytest.approx(500, abs=1)


def test_contact_that_is_permitted_raises_and_opens_nothing(scene: Any) -> None:
    allowed = [
        {"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:02:30+02:00", "reason": "mediation"}
    ]
    events = judged(scene, pair(scene, 100, 100, 100, 100), couple(scene, permissions=allowed))
    assert scene.told(distance(events)) == [(3, "C1/R1/distance/1", "raised")]
    assert [row.fixed_at for row in events.released] == [scene.at(3)]


def test_contact_permitted_at_a_place_raises_and_opens_nothing_there(scene: Any) -> None:
    lon = scene.fix(0, FAR).lon
    ring = [
        [lon - 0.02, 55.70],
        [lon + 0.02, 55.70],
        [lon + 0.02, 55.71],
        [lon - 0.02, 55.71],
        [lon - 0.02, 55.70],
    ]
    allowed = [
        {
            "geometry": {"type": "Polygon", "coordinates": [ring]},
            "from": "2026-05-01T00:00:00+02:00",
            "to": "2026-05-01T00:01:30+02:00",
            "reason": "handing over the children",
        }
    ]
    events = judged(scene, pair(scene, 100, 100, 100), couple(scene, permissions=allowed))
    assert scene.told(distance(events)) == [(2, "C1/R1/distance/1", "raised")]


def test_trembling_about_the_distance_rings_once(scene: Any) -> None:
    events = judged(scene, pair(scene, 1000, 1040, 1000, 1040, 1000))
    assert [alarm.event for alarm in distance(events)] == ["raised"]


def test_without_her_consent_there_is_no_distance(scene: Any) -> None:
    ended = {"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:01:30+02:00"}
    events = judged(scene, pair(scene, 3000, 3000, 900), couple(scene, protected_consent=ended))
    assert distance(events) == []
    assert [row.reason for row in events.refused] == ["no_control"]


def test_it_ends_with_the_control(scene: Any) -> None:
    short = {"from": "2026-05-01T00:00:00+02:00", "to": "2026-05-01T00:01:30+02:00"}
    events = judged(scene, pair(scene, 3000, 900), couple(scene, valid=short), now=5)
    assert [(alarm.event, alarm.because) for alarm in distance(events)][-1] == ("cleared", "control_ended")


@pytest.mark.parametrize(("within_m", "told"), [(None, False), (700, False), (900, True)])
def test_she_hears_of_it_only_within_the_distance_set_for_her(
    scene: Any, within_m: float | None, told: bool
) -> None:
    alarms = distance(judged(scene, pair(scene, 3000, 800), couple(scene, protected_alert_within_m=within_m)))
    assert ("protected_person" in alarms[0].notify) == told


def test_she_hears_of_it_when_he_comes_nearer_though_the_grade_is_the_same(scene: Any) -> None:
    alarms = distance(judged(scene, pair(scene, 900, 400), couple(scene, protected_alert_within_m=500)))
    assert [(alarm.event, alarm.because, "protected_person" in alarm.notify) for alarm in alarms] == [
        ("raised", "parties_near", False),
        ("graded", "protected_person_near", True),
    ]


def test_two_controls_weigh_their_own_distances(scene: Any) -> None:
    other = couple(scene, id="C2", minimum_distance_m=200)
    events = scene.judge(pair(scene, 900), scene.controls(couple(scene), other))
    assert [alarm.alarm for alarm in distance(events)] == ["C1/R1/distance/1"]


def test_a_zone_alarm_says_how_far_she_is_and_which_way_leads_her_away(scene: Any) -> None:
    fixes = [scene.fix(1, -700, device="P1"), scene.fix(1, -200)]
    alarm = next(a for a in judged(scene, fixes).alarms if a.kind == "zone")
    assert alarm.parties_distance_m == pytest.approx(500, abs=1)
    assert alarm.protected_bearing_deg == 270


def test_a_zone_alarm_says_no_distance_to_where_she_was_long_ago(scene: Any) -> None:
    fixes = [scene.fix(0, -700, device="P1"), scene.fix(6, -200)]
    alarm = next(a for a in judged(scene, fixes).alarms if a.kind == "zone")
    assert (alarm.released, alarm.parties_distance_m, alarm.protected_bearing_deg) == (True, None, None)


def test_in_spain_both_are_followed_from_the_following_distance_on(scene: Any) -> None:
    events = judged(scene, pair(scene, 3000, 900, 800, 3000), spain(scene))
    assert sorted((row.device, row.fixed_at) for row in events.released) == [
        (device, scene.at(minute)) for device in ("P1", "R1") for minute in (1, 2)
    ]


def test_in_spain_coming_under_the_ordered_distance_is_contrary_to_the_order(scene: Any) -> None:
    alarms = distance(judged(scene, pair(scene, 3000, 900, 400, 900), spain(scene)))
    assert [(alarm.event, alarm.contrary_to_order, alarm.because) for alarm in alarms] == [
        ("raised", "no", "parties_near"),
        ("graded", "yes", "under_ordered_distance"),
    ]


def test_in_norway_no_distance_is_judged(scene: Any) -> None:
    events = judged(scene, pair(scene, 100), couple(scene, law="no-2009", order="kontaktforbud"))
    assert (distance(events), events.released, events.destroyed) == ([], (), 2)
