"""The service's addresses: no answer without the token, the contract's errors, the evidence of an alarm."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from vaern.service.live import Live

TOKEN = "the-token"
Ask = Callable[..., httpx.Response]
ADDRESSES = [
    "/v1/alarms",
    "/v1/alarm?id=x",
    "/v1/counts",
    "/v1/health",
    "/v1/stream",
    "/metrics",
    "/v1/nowhere",
]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("token", [None, "another", TOKEN + "x", TOKEN[:-1]])
def test_nothing_answers_without_the_token(ask: Ask, path: str, token: str | None) -> None:
    assert ask("GET", path, token).status_code == 401


def test_an_unknown_address_is_said_to_be_none(ask: Ask) -> None:
    assert ask("GET", "/v1/positions").status_code == 404


@pytest.mark.parametrize("path", ["/v1/fixes", "/v1/sealed", "/v1/vault", "/v1/where"])
def test_no_address_gives_out_positions(ask: Ask, path: str) -> None:
    assert ask("GET", path).status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"\xff", b'{"fixes": 7}', b"{}"])
def test_a_body_that_is_none_is_refused_in_three_parts(ask: Ask, body: bytes) -> None:
    answered = ask("POST", "/v1/fixes", content=body)
    assert answered.status_code == 422
    assert set(answered.json()) == {"error", "where", "expected"}


def test_controls_that_the_law_forbids_are_refused_where_they_stand(ask: Ask, odense_control) -> None:
    answered = ask("PUT", "/v1/controls", json={"controls": [odense_control(mode="active")]})
    assert (answered.status_code, answered.json()["where"]) == (422, "/controls/0/mode")


def test_controls_are_put_and_counted(ask: Ask, odense_control) -> None:
    other = odense_control(id="C2", respondent="R-8", respondent_devices=["R2"])
    assert ask("PUT", "/v1/controls", json={"controls": [odense_control(), other]}).json() == {"controls": 2}


def test_fixes_are_acknowledged_and_counted(ask: Ask, rows) -> None:
    answered = ask("POST", "/v1/fixes", json={"fixes": [*rows[:3], rows[0], {"device": "R1"}]}).json()
    counted = ask("GET", "/v1/counts").json()
    assert (answered["accepted"], answered["repeated"]) == (3, 1)
    assert [refused["index"] for refused in answered["refused"]] == [4]
    assert counted == {"accepted": 3, "repeated": 1, "refused": 1, "released": 0, "sealed": 0}


def test_health_says_which_clock_runs_and_where_the_custodians_key_is(ask: Ask) -> None:
    said = ask("GET", "/v1/health").json()
    assert (said["status"], said["clock"], said["custodian_key_elsewhere"]) == ("ok", "hand", True)


def test_the_figures_name_no_person_device_control_or_place(ask: Ask, live: Live, play) -> None:
    play(live, last=130)
    figures = ask("GET", "/metrics").text
    assert 'vaern_alarms_total{event="graded",kind="zone"} 1.0' in figures
    assert not [word for word in ("R1", "R-7", "C1", "campus", "55.3", "10.4") if word in figures]


def test_the_list_shows_each_alarm_once(ask: Ask, live: Live, play) -> None:
    play(live, last=130)
    alarms = ask("GET", "/v1/alarms").json()["alarms"]
    assert sorted(alarm["kind"] for alarm in alarms) == ["margin", "zone"]


def test_an_alarm_that_never_was_has_no_evidence(ask: Ask) -> None:
    assert ask("GET", "/v1/alarm", params={"id": "C1/campus/zone/1"}).status_code == 404


@pytest.fixture
def evidence(ask: Ask, live: Live, clock, play) -> dict[str, Any]:
    """What the service says of the walk's zone alarm, once all is final."""
    play(live)
    clock.pass_seconds(20)
    live.tick()
    found: dict[str, Any] = ask("GET", "/v1/alarm", params={"id": "C1/campus/zone/1"}).json()
    return found


def sha256(said: Any) -> str:
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_evidence_holds_the_released_fixes_of_that_alarm_and_no_others(evidence: dict[str, Any]) -> None:
    assert {fix["alarm"] for fix in evidence["released"]} == {"C1/campus/zone/1"}
    assert len(evidence["released"]) > 40


def test_evidence_tells_each_event_once_and_in_its_final_words(evidence: dict[str, Any]) -> None:
    told = [(event["event"], event["grade"]) for event in evidence["events"]]
    expected = [("raised", "possible"), ("graded", "probable"), ("graded", "certain"), ("cleared", "certain")]
    assert told == expected
    assert not [event for event in evidence["events"] if event.get("provisional")]


def test_evidence_of_an_alarm_that_still_rings_holds_what_was_opened_early(
    ask: Ask, live: Live, play
) -> None:
    play(live, last=112)
    found = ask("GET", "/v1/alarm", params={"id": "C1/campus/zone/1"}).json()
    assert len({fix["time"] for fix in found["released"]}) == len(found["released"]) > 5


def test_evidence_names_the_zone_in_force_by_its_hash(evidence: dict[str, Any], odense_control) -> None:
    zone = odense_control()["zones"][0]
    assert evidence["zone"]["geometry"] == zone["geometry"]
    assert evidence["zone"]["sha256"] == sha256(zone["geometry"])


def test_evidence_names_the_control_and_the_law(evidence: dict[str, Any], odense_control) -> None:
    assert evidence["control"]["sha256"] == sha256(odense_control())
    assert evidence["law"]["pack"] == "dk-2011-draft"


def test_a_third_party_recomputes_the_journal_of_the_alarm(evidence: dict[str, Any]) -> None:
    for entry in evidence["journal"]:
        content = sha256({"salt": entry["salt"], "content": entry["content"]})
        chained = {name: entry[name] for name in ("seq", "at", "kind", "content_sha256", "previous")}
        assert (entry["content_sha256"], entry["sha256"]) == (content, sha256(chained))


def test_every_event_of_the_evidence_stands_in_its_journal(evidence: dict[str, Any]) -> None:
    written = [entry["content"] for entry in evidence["journal"]]
    assert all(said in written for said in evidence["events"] + evidence["released"])
