"""ek § 4: what was registered is unreadable after its year, save what a criminal case holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vaern.errors import InputError
from vaern.service.live import Live
from vaern.vault.receipt import is_genuine

LAST_DAY = datetime(2027, 5, 1, 12, tzinfo=UTC)
DAY_AFTER = datetime(2027, 5, 2, 12, tzinfo=UTC)
ZONE_ALARM = "C1/campus/zone/1"


@pytest.fixture
def walked(live: Live, clock, rows) -> Live:
    """A service after the walk, its alarms final."""
    for first in range(0, 240, 8):
        live.take(rows[first : first + 8])
        clock.pass_seconds(8)
    clock.pass_seconds(20)
    live.tick()
    return live


def at(clock: Any, moment: datetime) -> None:
    clock.at_ms = round(moment.timestamp() * 1000)


def readable(live: Live, kind: str) -> list[Any]:
    return [e.content for e in live.journal.after(0, limit=10_000) if e.kind == kind and e.content]


def test_on_the_last_day_of_the_year_everything_released_can_be_read(walked: Live, clock) -> None:
    before = len(readable(walked, "released"))
    at(clock, LAST_DAY)
    assert walked.sweep() == []
    assert len(readable(walked, "released")) == before > 40


def test_the_day_after_nothing_that_tells_a_position_can_be_read(walked: Live, clock) -> None:
    at(clock, DAY_AFTER)
    walked.sweep()
    assert (
        readable(walked, "released") == readable(walked, "alarm") == readable(walked, "released_early") == []
    )


def test_the_chain_of_hashes_stays_whole_when_the_contents_are_gone(walked: Live, clock) -> None:
    entries = walked.journal.last()
    at(clock, DAY_AFTER)
    walked.sweep()
    assert (walked.journal.last(), walked.journal.broken_at()) == (entries, None)


def test_sealed_and_released_each_get_a_signed_receipt(walked: Live, clock, tmp_path: Path) -> None:
    at(clock, DAY_AFTER)
    receipts = walked.sweep()
    kept = (tmp_path / "monitor" / "vault" / "receipts.jsonl").read_text().splitlines()
    assert sorted(receipt["what"] for receipt in receipts) == ["released", "sealed"]
    assert all(is_genuine(json.loads(line)) for line in kept)


def test_the_service_sweeps_by_itself_once_a_day(walked: Live, clock) -> None:
    at(clock, DAY_AFTER)
    walked.tick()
    assert readable(walked, "released") == []


def test_no_key_of_the_year_before_is_left_on_the_disk(walked: Live, clock, tmp_path: Path) -> None:
    at(clock, DAY_AFTER)
    walked.sweep()
    assert [path.name for path in (tmp_path / "monitor").rglob("2026-05-01.keys")] == []


def test_a_criminal_case_keeps_exactly_what_belongs_to_it(walked: Live, clock) -> None:
    walked.hold("SS-1/2026", [ZONE_ALARM])
    at(clock, DAY_AFTER)
    walked.sweep()
    assert {content["alarm"] for content in readable(walked, "released")} == {ZONE_ALARM}
    assert {content["alarm"] for content in readable(walked, "alarm")} == {ZONE_ALARM}


def test_when_the_case_ends_after_the_year_its_fixes_end_at_once(walked: Live, clock) -> None:
    held = walked.hold("SS-1/2026", [ZONE_ALARM])
    at(clock, DAY_AFTER)
    walked.sweep()
    assert walked.end_hold("SS-1/2026") == held
    assert readable(walked, "released") == []


def test_when_the_case_ends_within_the_year_its_fixes_follow_the_year_again(walked: Live, clock) -> None:
    before = len(readable(walked, "released"))
    walked.hold("SS-1/2026", [ZONE_ALARM])
    assert walked.end_hold("SS-1/2026") == 0
    assert len(readable(walked, "released")) == before
    at(clock, DAY_AFTER)
    walked.sweep()
    assert readable(walked, "released") == []


def test_what_two_cases_hold_stays_until_the_second_ends(walked: Live, clock) -> None:
    for case in ("SS-1/2026", "SS-2/2026"):
        walked.hold(case, [ZONE_ALARM])
    at(clock, DAY_AFTER)
    walked.end_hold("SS-1/2026")
    walked.sweep()
    assert readable(walked, "released") != []
    walked.end_hold("SS-2/2026")
    assert readable(walked, "released") == []


def test_a_hold_survives_a_restart(walked: Live, clock, open_live: Callable[[], Live]) -> None:
    walked.hold("SS-1/2026", [ZONE_ALARM])
    again = open_live()
    at(clock, DAY_AFTER)
    again.sweep()
    assert readable(again, "released") != []


def test_a_hold_of_an_alarm_that_is_not_there_is_refused(walked: Live) -> None:
    with pytest.raises(InputError, match="no such alarm"):
        walked.hold("SS-1/2026", [ZONE_ALARM, "C1/campus/zone/99"])


def test_a_law_that_is_silent_on_keeping_demands_a_setting(live: Live, odense_control) -> None:
    with pytest.raises(InputError, match="gives no period"):
        live.put_controls({"controls": [odense_control(law="se-2011", order="kontaktforbud")]})
