"""Controls that cannot be used are refused, with the place and the provision."""

from __future__ import annotations

from typing import Any

import pytest

from vaern.errors import InputError
from vaern.monitoring.calendar import later
from vaern.monitoring.control import parse_controls
from vaern.packs.monitoring import monitoring_rules

ZONE = "/controls/0/zones/0"
BEGIN = "2026-05-01T00:00:00+02:00"


def refusal(*said: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_controls({"controls": list(said)}, monitoring_rules())
    return caught.value


def valid(end: str, begin: str = "2026-05-01T00:00:00+02:00") -> dict[str, Any]:
    return {"valid": {"from": begin, "to": end}}


@pytest.mark.parametrize(
    ("change", "where", "word"),
    [
        ({"law": "dk-1999"}, "/controls/0/law", "unknown"),
        ({"mode": "active"}, "/controls/0/mode", "dk-2011-draft ek § 1(2)"),
        ({"mode": "passive"}, "/controls/0/mode", "dk-2011-draft ek § 1(2)"),
        ({"zones": []}, "/controls/0/zones", "dk-2011-draft ek § 2 no. 1"),
        ({"order": "tilhold"}, "/controls/0/order", "dk-2011-draft ek § 2 no. 1"),
        (valid("2026-08-02T00:00:00+02:00"), "/controls/0/valid/to", "dk-2011-draft ek § 3"),
        (valid("2026-04-30T00:00:00+02:00"), "/controls/0/valid/to", "ends before it begins"),
        (valid("2026-06-01T00:00:00"), "/controls/0/valid/to", "no offset"),
        ({"valid": {"from": "2026-05-01T00:00:00+02:00"}}, "/controls/0/valid/to", "not a time"),
        ({"zone": {"margin_m": -1}}, "/controls/0/zones/0/margin_m", "negative"),
        ({"zone": {"margin_m": True}}, "/controls/0/zones/0/margin_m", "not a number"),
        ({"zone": {"kind": "home"}}, "/controls/0/zones/0/kind", "unknown"),
        ({"zone": {"kind": "required"}}, "/controls/0/zones", "dk-2011-draft ek § 2 no. 1"),
        (
            {"zone": {"corridors": [{"id": "road"}]}},
            "/controls/0/zones/0/corridors/0/max_transit_s",
            "missing",
        ),
        ({"zone": {"margin_m": [{"from": BEGIN, "m": 5}]}}, "/controls/0/zones/0/margin_m/0/by", "missing"),
        ({"pattern": {"crossings": 1, "within_s": 60}}, "/controls/0/pattern/crossings", "pattern"),
        ({"permissions": [{"geometry": {}, "from": BEGIN}]}, "/controls/0/permissions/0/geometry", "Polygon"),
        ({"zone": {"protected_places": [[55.7]]}}, "/controls/0/zones/0/protected_places/0", "position"),
        ({"minimum_distance_m": 0}, "/controls/0/minimum_distance_m", "zero"),
        ({"following_distance_m": 1500}, "/controls/0/following_distance_m", "nobody follow"),
        ({"signal_lost_after_s": 0}, "/controls/0/signal_lost_after_s", "zero"),
        ({"signal_lost_afters": 300}, "/controls/0", "not known"),
        ({"respondent_devices": "R1"}, "/controls/0/respondent_devices", "not an array"),
        ({"respondent": ""}, "/controls/0/respondent", "missing"),
        ({"id": None}, "/controls/0/id", "missing"),
    ],
)
def test_a_control_that_cannot_be_judged_is_refused_at_its_place(
    scene: Any, change: dict[str, Any], where: str, word: str
) -> None:
    error = refusal(scene.said(**change))
    assert error.where == where
    assert any(part in error.error for part in word.split("|"))


@pytest.mark.parametrize(
    ("ring", "word"),
    [
        ([[12.50, 55.70], [12.52, 55.71], [12.52, 55.70], [12.50, 55.71], [12.50, 55.70]], "crosses itself"),
        ([[55.70, 12.50], [55.70, 12.52], [55.71, 12.52], [55.70, 12.50]], "swapped"),
        ([[12.50, 55.70], [12.52, 55.70], [12.52, 55.71]], "not closed"),
        ([], "empty"),
    ],
)
def test_an_unusable_zone_is_told_in_words(scene: Any, ring: list[Any], word: str) -> None:
    error = refusal(scene.said(zone={"geometry": {"type": "Polygon", "coordinates": [ring]}}))
    assert (error.where, word in error.error) == ("/controls/0/zones/0/geometry", True)


@pytest.mark.parametrize("end", ["2026-07-31T23:59:59+02:00", "2026-08-01T23:59:59+02:00"])
def test_three_months_on_the_calendar_are_allowed(scene: Any, end: str) -> None:
    assert scene.controls(scene.said(**valid(end)))[0].id == "C1"


def test_three_months_run_on_copenhagens_clock_across_the_night_that_changes_it(scene: Any) -> None:
    begin = "2026-09-30T23:30:00+00:00"  # 1 October in Copenhagen
    scene.controls(scene.said(**valid("2027-01-01T23:59:59+01:00", begin)))
    assert "ek § 3" in refusal(scene.said(**valid("2027-01-02T00:00:00+01:00", begin))).error


@pytest.mark.parametrize(
    ("begin", "duration", "end"),
    [
        ("2026-11-30", "P3M", "2027-02-28"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-05-01", "P14D", "2026-05-15"),
    ],
)
def test_a_months_end_is_clipped(begin: str, duration: str, end: str) -> None:
    from datetime import date

    assert later(date.fromisoformat(begin), duration) == date.fromisoformat(end)


def test_ids_are_not_used_twice(scene: Any) -> None:
    assert refusal(scene.said(), scene.said()).where == "/controls/1/id"


def test_one_device_is_not_carried_by_two_persons_at_once(scene: Any) -> None:
    assert "two persons" in refusal(scene.said(), scene.said(id="C2", respondent="R-8")).error


def test_an_error_repeats_no_value(scene: Any) -> None:
    error = refusal(scene.said(respondent_devices=["secret-1"], law="secret-2", zone={"id": "secret-3"}))
    assert "secret" not in f"{error.error}{error.where}{error.expected}"


def test_the_protected_persons_devices_need_her_consent(scene: Any) -> None:
    hers = scene.said(protected="P-3", protected_devices=["P1"])
    events = scene.judge([scene.fix(0, 800, device="P1")], scene.controls(hers))
    assert [row.reason for row in events.refused] == ["unknown_device"]


@pytest.mark.parametrize(
    "data", [{}, {"controls": None}, {"controls": {}}, {"controls": [1]}, {"controls": [], "x": 1}]
)
def test_what_is_no_controls_file_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        parse_controls(data, monitoring_rules())


def abroad(scene: Any, law: str, **changes: Any) -> dict[str, Any]:
    said: dict[str, Any] = scene.said(law=law, order="kontaktforbud", **changes)
    return said


def test_norway_watches_no_margin_and_no_distance_and_the_control_says_so(scene: Any) -> None:
    control = scene.controls(abroad(scene, "no-2009", minimum_distance_m=1000))[0]
    assert (control.zones[0].margins, control.minimum_distance_m) == ((), None)
    assert control.unwatched == ("/controls/0/minimum_distance_m", "/controls/0/zones/0/margin_m")


def test_a_margin_that_is_none_is_refused_in_norway_too(scene: Any) -> None:
    assert "negative" in refusal(abroad(scene, "no-2009", zone={"margin_m": -1})).error


def test_swedish_monitoring_lasts_six_months_at_most(scene: Any) -> None:
    scene.controls(abroad(scene, "se-2011", **valid("2026-11-01T23:59:59+01:00")))
    assert (
        "overvågning, varighed"
        in refusal(abroad(scene, "se-2011", **valid("2026-11-02T00:00:00+01:00"))).error
    )


@pytest.mark.parametrize(("metres", "refused"), [(999, True), (1000, False), (2000, False), (2001, True)])
def test_spain_lets_both_be_followed_from_one_to_two_kilometres(
    scene: Any, metres: float, refused: bool
) -> None:
    said = abroad(scene, "es-2009", minimum_distance_m=500, following_distance_m=metres)
    if refused:
        assert refusal(said).where == "/controls/0/following_distance_m"
    else:
        assert scene.controls(said)[0].distance_m == metres


def test_where_spain_has_not_chosen_the_shortest_following_distance_opens_least(scene: Any) -> None:
    assert scene.controls(abroad(scene, "es-2009", minimum_distance_m=500))[0].distance_m == 1000
