"""An alarm that has come often leaves more slowly, and rings again for whoever comes nearer or stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaern.monitoring.drift import BACK_MS, has_been_quiet, is_back, is_beyond_doubt, unrest
from vaern.monitoring.engine import finish, restore, snapshot, start

HOUR_MS = 3_600_000
IN, OUT = -40.0, 30.0


@pytest.fixture
def zone_events(scene: Any) -> Callable[..., list[tuple[float, str, str]]]:
    """What the zone alarm of a walk says: minute, event, why; without a margin."""
    controls = scene.controls(scene.said(zone={"margin_m": 0}))

    def events(metres: Sequence[float]) -> list[tuple[float, str, str]]:
        alarms = scene.judge(scene.walk(*metres), controls).alarms
        return [
            ((alarm.at - scene.begins) / 60_000, alarm.event, alarm.because)
            for alarm in alarms
            if alarm.kind == "zone"
        ]

    return events


FLICKER = [OUT, IN, OUT, OUT, OUT, OUT]
"""In for one fix, out for four: the first such alarm ends by itself within them."""


def test_the_first_alarm_leaves_after_a_minute(zone_events: Any) -> None:
    assert [event for _, event, _ in zone_events(FLICKER)] == ["raised", "cleared"]


def test_the_second_alarm_at_the_same_place_waits_longer(zone_events: Any) -> None:
    assert [event for _, event, _ in zone_events(FLICKER * 2)] == ["raised", "cleared", "raised"]


def test_flickering_for_an_hour_rings_twice_and_not_ten_times(zone_events: Any) -> None:
    assert [event for _, event, _ in zone_events(FLICKER * 10)].count("raised") == 2


def test_a_fix_deeper_than_ever_rings_again_at_once(zone_events: Any) -> None:
    deeper = zone_events([*FLICKER * 3, IN - 60])
    assert deeper[-1] == (18, "graded", "fix_inside_again")


def test_a_fix_hardly_deeper_than_before_does_not_ring_again(zone_events: Any) -> None:
    assert zone_events([*FLICKER * 3, IN - 5]) == zone_events(FLICKER * 3)


def test_whoever_stays_for_a_quarter_of_an_hour_rings_again(zone_events: Any) -> None:
    stays = zone_events([*FLICKER * 3, *[IN] * 16])
    assert stays[-1] == (33, "graded", "fix_inside_again")


def test_whoever_leaves_a_minute_sooner_does_not(zone_events: Any) -> None:
    assert zone_events([*FLICKER * 3, *[IN] * 15]) == zone_events(FLICKER * 3)


def test_far_outside_the_alarm_ends_at_once_all_the_same(zone_events: Any) -> None:
    assert zone_events([*FLICKER * 2, 2000])[-1] == (12, "cleared", "fix_outside")


def test_it_is_the_same_after_a_restart_between_any_two_fixes(scene: Any) -> None:
    controls = scene.controls(scene.said(zone={"margin_m": 0}))
    fixes = scene.walk(*FLICKER * 3, IN - 60)
    state, alarms = start(controls), []
    for fix in fixes:
        state, events = scene.step(restore(controls, snapshot(state)), fix)
        alarms += events.alarms
    alarms += finish(state)[1].alarms
    assert alarms == list(scene.judge(fixes, controls).alarms)


@given(st.integers(0, 8), st.floats(0, 3000), st.floats(1, 500))
def test_more_unrest_never_makes_leaving_easier(earlier: int, outside_m: float, accuracy_m: float) -> None:
    later = is_beyond_doubt(outside_m, accuracy_m, earlier + 1)
    assert not later or is_beyond_doubt(outside_m, accuracy_m, earlier)


@given(st.integers(0, 8), st.integers(0, 300))
def test_quiet_is_never_asked_for_longer_than_two_hours(earlier: int, fixes: int) -> None:
    assert not has_been_quiet(0, 2, 3 * HOUR_MS, earlier)
    assert has_been_quiet(0, 3 + fixes, 2 * HOUR_MS, earlier)


@pytest.mark.parametrize(("hours_ago", "counts"), [(11, 1), (12, 1), (12.01, 0)])
def test_an_alarm_counts_for_half_a_day(hours_ago: float, counts: int) -> None:
    ended = np.array([round((100 - hours_ago) * HOUR_MS)])
    assert unrest(100 * HOUR_MS, ended - 1, ended) == counts


def test_an_alarm_that_was_over_at_once_is_no_unrest() -> None:
    ended = np.array([99 * HOUR_MS])
    assert unrest(100 * HOUR_MS, ended, ended) == 0


@pytest.mark.parametrize(
    ("depth_m", "back_ms", "back"),
    [(-51, 0, True), (-49, 0, False), (-40, BACK_MS, True), (-40, BACK_MS - 1, False)],
)
def test_back_is_deeper_by_its_own_error_or_there_for_long(depth_m: float, back_ms: int, back: bool) -> None:
    assert is_back(depth_m, -40, 10, back_ms) == back
