"""What a criminal case needs is said to the running service, and ended there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from vaern.service.live import Live

ALARM, CASE = "C1/campus/zone/1", "SS-1/2026"
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(ask: Ask, live: Live, clock, play) -> Ask:
    """Asks a service in which the walk has ended."""
    play(live)
    clock.pass_seconds(20)
    live.tick()
    return ask


def receipts(folder: Path) -> list[str]:
    path = folder / "monitor" / "vault" / "receipts.jsonl"
    return [json.loads(line)["because"] for line in path.read_text().splitlines()] if path.exists() else []


def hold(ask: Ask, case: object = CASE, alarms: object = (ALARM,)) -> httpx.Response:
    return ask("POST", "/v1/holds", json={"case": case, "alarms": alarms})


def end(ask: Ask, case: object = CASE) -> httpx.Response:
    return ask("POST", "/v1/holds/ended", json={"case": case})


def test_a_case_holds_all_that_was_said_and_released_of_its_alarm(ask: Ask, live: Live) -> None:
    answered = hold(ask)
    assert (answered.status_code, answered.json()) == (200, {"held": len(live.journal.of_alarm(ALARM))})


def test_what_a_case_holds_can_still_be_read_as_evidence(ask: Ask) -> None:
    before = ask("GET", "/v1/alarm", params={"id": ALARM}).json()
    hold(ask)
    assert ask("GET", "/v1/alarm", params={"id": ALARM}).json()["released"] == before["released"] != []


def test_a_case_that_ends_within_the_year_lets_everything_stay(ask: Ask) -> None:
    hold(ask)
    answered = end(ask)
    assert (answered.status_code, answered.json()) == (200, {"ended": 0})


def test_a_case_that_ends_after_the_year_ends_what_it_held(ask: Ask, clock, live: Live) -> None:
    held = hold(ask).json()["held"]
    clock.pass_seconds(370 * 24 * 3600)
    live.sweep()
    assert end(ask).json() == {"ended": held}
    assert all(entry.content is None for entry in live.journal.of_alarm(ALARM))


def test_the_end_of_a_case_gives_a_receipt(ask: Ask, tmp_path: Path) -> None:
    hold(ask)
    end(ask)
    assert receipts(tmp_path) == ["case_ended"]


def test_a_case_that_holds_nothing_cannot_end_and_gives_no_receipt(ask: Ask, tmp_path: Path) -> None:
    answered = end(ask, "SS-9/2026")
    assert (answered.status_code, answered.json()["where"]) == (422, "/case")
    assert receipts(tmp_path) == []


def test_a_case_ends_once(ask: Ask) -> None:
    hold(ask)
    assert [end(ask).status_code, end(ask).status_code] == [200, 422]


def test_an_end_that_a_crash_cut_short_is_finished_when_it_is_said_again(
    ask: Ask, live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashes(_: object) -> None:
        raise KeyboardInterrupt

    hold(ask)
    with monkeypatch.context() as patched:
        patched.setattr(live._safe, "destroy", crashes)
        with pytest.raises(KeyboardInterrupt):
            live.end_hold(CASE)
    assert end(ask).status_code == 200
    assert receipts(tmp_path) == ["case_ended"]


def test_one_unknown_alarm_refuses_the_whole_hold(ask: Ask, live: Live) -> None:
    answered = hold(ask, alarms=[ALARM, "C1/campus/zone/99"])
    assert (answered.status_code, answered.json()["where"]) == (422, "/alarms")
    assert live.contents.is_held(ALARM) is None


@pytest.mark.parametrize("case", ["", None, 7])
def test_a_hold_without_a_case_is_refused(ask: Ask, case: object) -> None:
    assert hold(ask, case).status_code == 422


@pytest.mark.parametrize("case", ["", None, 7])
def test_no_case_is_no_case_to_end(ask: Ask, case: object) -> None:
    assert end(ask, case).status_code == 422


@pytest.mark.parametrize("path", ["/v1/holds", "/v1/holds/ended"])
def test_a_hold_needs_the_token(ask: Ask, path: str) -> None:
    assert ask("POST", path, None, json={"case": CASE, "alarms": [ALARM]}).status_code == 401
