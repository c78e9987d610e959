"""A person has dealt with an alarm: it ends, who and what stand on disk, and no start rings it again."""

from __future__ import annotations

from typing import Any

import pytest

from vaern.errors import InputError

TAMPER = "C1/R1/tamper/1"


def cut(clock: Any) -> dict[str, Any]:
    return {"device": "R1", "time": clock.at_ms, "event": "strap_cut"}


def latest(live: Any) -> dict[str, str]:
    entries = live.journal.latest_of_each_alarm()
    return {entry.content["alarm"]: entry.content["event"] for entry in entries}


@pytest.fixture
def rung(live: Any, clock: Any) -> Any:
    """The strap has been cut, and the alarm has rung."""
    clock.pass_seconds(60)
    live.take([cut(clock)])
    clock.pass_seconds(30)
    live.tick()
    assert latest(live)[TAMPER] == "raised"
    return live


def said_of(live: Any) -> dict[str, Any]:
    return next(
        entry.content for entry in live.journal.of_alarm(TAMPER) if entry.content["event"] == "answered"
    )


def test_an_answer_ends_the_alarm_with_who_and_what(rung: Any, clock: Any) -> None:
    rung.answer(TAMPER, "operator", "device_mended")
    clock.pass_seconds(60)
    rung.tick()
    assert latest(rung)[TAMPER] == "answered"
    assert (said_of(rung)["by"], said_of(rung)["finding"]) == ("operator", "device_mended")


def test_nothing_but_an_answer_ends_it(rung: Any, clock: Any) -> None:
    clock.pass_seconds(3600)
    rung.tick()
    assert latest(rung)[TAMPER] == "raised"


def test_an_answer_survives_a_crash_at_once(rung: Any, clock: Any, open_live: Any) -> None:
    rung.answer(TAMPER, "operator", "device_mended")
    again = open_live()
    clock.pass_seconds(60)
    again.tick()
    assert latest(again)[TAMPER] == "answered"
    answered = [entry for entry in again.journal.of_alarm(TAMPER) if entry.content["event"] == "answered"]
    assert len({entry.content["at"] for entry in answered}) == 1


def test_the_strap_cut_again_after_an_answer_rings_again(rung: Any, clock: Any) -> None:
    rung.answer(TAMPER, "operator", "device_mended")
    clock.pass_seconds(600)
    rung.take([cut(clock)])
    clock.pass_seconds(60)
    rung.tick()
    assert latest(rung)["C1/R1/tamper/2"] == "raised"


@pytest.mark.parametrize(("alarm", "by", "where"), [("C1/R1/tamper/9", "x", "/alarm"), (TAMPER, "", "/by")])
def test_what_nobody_said_or_answers_is_refused(rung: Any, alarm: str, by: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        rung.answer(alarm, by, "device_mended")
    assert caught.value.where == where
    assert latest(rung)[TAMPER] == "raised"


def test_over_loopback(rung: Any, ask: Any) -> None:
    assert ask("POST", "/v1/answers", token=None, json={}).status_code == 401
    assert ask("POST", "/v1/answers", json={"alarm": TAMPER}).status_code == 422
    said = {"alarm": TAMPER, "by": "operator", "finding": "device_mended"}
    assert ask("POST", "/v1/answers", json=said).json() == {"answered": TAMPER}
