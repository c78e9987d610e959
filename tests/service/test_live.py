"""A walk through the live service: what is said, what is sealed, and what a restart changes (nothing)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaern.custodian.key import private_key
from vaern.custodian.open import open_day
from vaern.errors import InputError
from vaern.service.live import Live


def said(live: Live, kind: str = "alarm") -> list[dict[str, Any]]:
    return [
        entry.content for entry in live.journal.after(0, limit=10_000) if entry.kind == kind and entry.content
    ]


def final(live: Live) -> list[tuple[str, str]]:
    return [(alarm["alarm"], alarm["event"]) for alarm in said(live) if not alarm.get("provisional")]


def test_the_walk_rings_at_the_margin_then_in_the_zone_and_ends(live: Live, clock, play) -> None:
    play(live)
    clock.pass_seconds(20)
    live.tick()
    raised = [alarm for alarm, event in final(live) if event == "raised"]
    cleared = [alarm for alarm, event in final(live) if event == "cleared"]
    assert raised == ["C1/campus/margin/1", "C1/campus/zone/1"]
    assert sorted(cleared) == sorted(raised)


def test_the_alarm_rings_with_the_fix_that_enters_and_not_when_it_is_final(live: Live, play) -> None:
    play(live, last=110)
    assert "zone" in {alarm["kind"] for alarm in said(live) if alarm.get("provisional")}


def test_every_fix_is_either_released_or_sealed(live: Live, clock, play) -> None:
    play(live)
    clock.pass_seconds(20)
    live.tick()
    counts = live.counts.read()
    assert counts["accepted"] == 240 == counts["released"] + counts["sealed"]


def test_nothing_is_released_before_the_walk_nears_the_zone(live: Live, play) -> None:
    play(live, last=75)
    assert said(live, "released") == said(live, "released_early") == []


def test_the_custodian_finds_exactly_the_sealed_fixes(live: Live, clock, tmp_path: Path, play) -> None:
    play(live)
    clock.pass_seconds(20)
    live.tick()
    key = private_key(tmp_path / "custodian")
    opened = open_day(tmp_path / "monitor" / "vault", key, "R-7", date(2026, 5, 1))
    assert len(opened) == live.counts.read()["sealed"] > 100


def test_a_repeated_fix_is_counted_and_changes_nothing(live: Live, rows) -> None:
    row = rows[0]
    live.take([row])
    assert live.take([row]) == (0, (0,), ())


def test_a_bad_row_is_refused_by_itself(live: Live, rows) -> None:
    good = rows[0]
    answered = live.take([{**good, "lat": 95.0}, good, {**good, "device": "R9", "seq": 7}])
    assert answered.accepted == 1
    assert [(refused.index, refused.field) for refused in answered.refused] == [
        (0, "lat"),
        (2, "device"),
    ]


@pytest.mark.parametrize(
    "row", [None, 7, "x", [], {}, {"device": "R1"}, {"device": "R1", "time": "yesterday"}]
)
def test_a_row_that_is_none_is_refused_without_harm(live: Live, row: Any, rows) -> None:
    answered = live.take([row, rows[0]])
    assert (answered.accepted, [row.index for row in answered.refused]) == (1, [0])


def test_silence_rings_by_the_clock_alone(live: Live, clock, play) -> None:
    play(live, last=5)
    clock.pass_seconds(330)
    assert live.tick()
    assert "signal_lost" in {alarm["kind"] for alarm in said(live)}


def test_a_tick_in_which_nothing_happened_leaves_no_trace(live: Live, clock, play) -> None:
    play(live, last=1)
    clock.pass_seconds(20)
    live.tick()
    length = len(live._window)
    clock.pass_seconds(1)
    assert not live.tick()
    assert len(live._window) == length


def whole(live: Live) -> list[tuple[str, dict[str, Any]]]:
    return [(entry.kind, entry.content or {}) for entry in live.journal.after(0, limit=10_000)]


@pytest.mark.parametrize("at", [1, 80, 99, 120, 150, 200])
def test_a_crash_at_any_fix_neither_loses_nor_repeats_an_alarm(
    live: Live, open_live: Callable[[], Live], clock, tmp_path: Path, at: int, play
) -> None:
    play(live, last=at)
    before = whole(live)
    again = open_live()
    assert whole(again) == before
    play(again, first=at - 1)
    clock.pass_seconds(20)
    again.tick()
    final_events = [str(alarm) for alarm in said(again) if not alarm.get("provisional")]
    assert again.journal.broken_at() is None
    assert again.counts.read()["accepted"] == 240
    assert len(set(final_events)) == len(final_events)


def test_a_walk_with_a_crash_and_one_without_say_the_same(
    live: Live, open_live: Callable[[], Live], play
) -> None:
    play(live, last=120)
    crashed = open_live()
    play(crashed, first=120)
    with_crash = whole(crashed)
    assert [kind for kind, _ in with_crash].count("released") == crashed.counts.read()["released"] > 40


def test_after_a_clean_end_there_is_nothing_to_run_again(
    live: Live, open_live: Callable[[], Live], play
) -> None:
    play(live, last=100)
    live.close()
    again = open_live()
    assert (len(again._window), again.controls) == (0, 1)


def test_the_same_controls_again_change_nothing(live: Live, odense_control) -> None:
    length = live.journal.last()
    assert live.put_controls({"controls": [odense_control()]}) == 1
    assert live.journal.last() == length


def test_a_second_control_leaves_the_first_ones_alarm_ringing(
    live: Live, clock, play, odense_control
) -> None:
    play(live, last=120)
    other = odense_control(id="C2", respondent="R-8", respondent_devices=["R2"])
    assert live.put_controls({"controls": [odense_control(), other]}) == 2
    play(live, first=120)
    clock.pass_seconds(20)
    live.tick()
    assert [alarm for alarm, event in final(live) if event == "raised"] == [
        "C1/campus/margin/1",
        "C1/campus/zone/1",
    ]


def test_a_control_that_is_left_out_is_watched_no_longer(live: Live, play) -> None:
    play(live, last=120)
    assert live.put_controls({"controls": []}) == 0
    released = live.counts.read()["released"]
    play(live, first=120)
    assert live.counts.read()["released"] == released


def test_the_open_alarms_of_a_control_that_is_left_out_are_cleared_at_once(live: Live, play) -> None:
    play(live, last=120)
    live.put_controls({"controls": []})
    assert {event for alarm, event in final(live)[-2:]} == {"cleared"}


def test_a_control_that_the_law_forbids_changes_nothing(live: Live, odense_control) -> None:
    with pytest.raises(InputError, match="mode"):
        live.put_controls({"controls": [odense_control(mode="active")]})
    assert live.controls == 1


def test_a_margin_changed_now_is_not_the_margin_of_before(live: Live, clock, odense_control) -> None:
    first = clock.now_ms()
    clock.pass_seconds(3600)
    wider = odense_control()
    wider["zones"][0]["margin_m"].append(
        {"from": "2026-05-01T13:00:00+02:00", "m": 50, "by": "x", "reason": "r"}
    )
    live.put_controls({"controls": [wider]})
    margins = [live.book.in_force("C1", at).control["zones"][0]["margin_m"] for at in (first, clock.now_ms())]
    assert [len(history) for history in margins] == [1, 2]


def test_a_margin_is_not_set_for_the_time_before_it(live: Live, clock, odense_control) -> None:
    clock.pass_seconds(3600)
    wider = odense_control()
    wider["zones"][0]["margin_m"] = 500
    with pytest.raises(InputError, match="backdated"):
        live.put_controls({"controls": [wider]})


def test_a_control_is_in_force_no_earlier_than_its_order(live: Live, odense_control, clock) -> None:
    later = odense_control(id="C2", respondent_devices=["R1"])
    later["valid"] = {"from": "2026-05-02T00:00:00+02:00", "to": "2026-07-01T00:00:00+02:00"}
    later["zones"][0]["margin_m"] = 15
    live.put_controls({"controls": [later]})
    version = live.book.in_force("C2", clock.now_ms())
    assert version is not None
    assert version.since_ms == 1777672800000


def test_what_waited_to_be_judged_does_not_stay_on_disk_when_all_are_silent(live: Live, clock, play) -> None:
    play(live, last=3)
    for _ in range(3):
        clock.pass_seconds(11)
        live.tick()
    live._window.settle()
    assert len(live._window) == 0
