"""A regulation bounds what the authority may choose; nobody goes beyond it, what stood stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vaern.errors import InputError
from vaern.monitoring.regulation import Regulation, parse_regulations, refuse_beyond
from vaern.packs.monitoring import monitoring_rules
from vaern.packs.regulations import REGULATIONS, regulations

RULES = monitoring_rules()
FROM, LATER = "2026-01-01T00:00:00+01:00", "2026-06-01T00:00:00+02:00"
SAID = {
    "pack": "dk-2011-draft", "citation": "the regulation § 3", "from": FROM,
    "margin_m": {"most": 1000}, "minimum_distance_m": {"least": 200, "most": 2000},
}  # fmt: skip


def made(*changes: dict[str, Any]) -> tuple[Regulation, ...]:
    return parse_regulations({"regulations": [SAID | each for each in changes or ({},)]}, RULES)


def refused(scene: Any, **changes: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        refuse_beyond((), scene.controls(scene.said(**changes)), made())
    return caught.value


def test_a_margin_beyond_the_regulation_is_refused_with_both_provisions(scene: Any) -> None:
    error = refused(scene, zone={"margin_m": 1000.5})
    assert error.where == "/controls/0/zones/0/margin_m"
    assert "the regulation § 3, made under dk-2011-draft ek § 5" in error.error
    assert error.expected == "0 to 1000 metres"


@pytest.mark.parametrize("metres", [0, 999, 1000])
def test_a_margin_within_it_and_at_its_edge_is_taken(scene: Any, metres: float) -> None:
    refuse_beyond((), scene.controls(scene.said(zone={"margin_m": metres})), made())


@pytest.mark.parametrize("metres", [199, 2001])
def test_a_minimum_distance_beyond_it_is_refused(scene: Any, metres: float) -> None:
    assert refused(scene, minimum_distance_m=metres).where == "/controls/0/minimum_distance_m"


def test_each_margin_is_held_against_the_regulation_in_force_when_it_begins(scene: Any) -> None:
    wider = made({}, {"from": LATER, "citation": "the new regulation § 3", "margin_m": {"most": 3000}})
    history = [
        {"from": "2026-05-01T00:00:00+02:00", "m": 500, "by": "police", "reason": "roads"},
        {"from": LATER, "m": 2000, "by": "police", "reason": "response time"},
    ]
    refuse_beyond((), scene.controls(scene.said(zone={"margin_m": history})), wider)
    history[1]["from"] = "2026-05-31T23:59:59+02:00"
    with pytest.raises(InputError, match="the regulation § 3"):
        refuse_beyond((), scene.controls(scene.said(zone={"margin_m": history})), wider)


def test_what_was_allowed_when_it_was_put_stays_and_its_change_does_not_pass(scene: Any) -> None:
    stood = scene.controls(scene.said(zone={"margin_m": 5000}))
    refuse_beyond(stood, stood, made())
    with pytest.raises(InputError):
        refuse_beyond(stood, scene.controls(scene.said(zone={"margin_m": 5001})), made())


def test_without_a_regulation_the_authority_chooses(scene: Any) -> None:
    refuse_beyond((), scene.controls(scene.said(zone={"margin_m": 50_000})), ())


def test_before_the_regulation_nothing_is_bounded(scene: Any) -> None:
    refuse_beyond((), scene.controls(scene.said(zone={"margin_m": 5000})), made({"from": LATER}))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"pack": "no-2009"}, "/regulations/0/pack"),
        ({"pack": "nowhere"}, "/regulations/0/pack"),
        ({"citation": ""}, "/regulations/0/citation"),
        ({"from": "2026-01-01"}, "/regulations/0/from"),
        ({"margin_m": {"least": 10, "most": 5}}, "/regulations/0/margin_m"),
        ({"margin_m": {"most": 0}}, "/regulations/0/margin_m/most"),
        ({"marginm": 3}, "/regulations/0"),
    ],
)
def test_a_regulation_that_cannot_be_used_is_refused_where_it_stands(change: Any, where: str) -> None:
    with pytest.raises(InputError) as caught:
        made(change)
    assert caught.value.where == where


def test_the_file_is_the_one_the_setting_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REGULATIONS, raising=False)
    assert regulations(RULES) == ()
    written = tmp_path / "regulations.json"
    monkeypatch.setenv(REGULATIONS, str(written))
    with pytest.raises(InputError, match="cannot be read"):
        regulations(RULES)
    written.write_text(json.dumps({"regulations": [SAID]}), encoding="utf-8")
    assert regulations(RULES) == made()
