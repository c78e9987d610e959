"""The two clocks: neither goes back."""

from __future__ import annotations

import time

import pytest

from vaern.service.clock import StreamClock, SystemClock


def test_a_machine_set_back_makes_time_stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([5_000_000_000, 2_000_000_000, 6_000_000_000])
    monkeypatch.setattr(time, "time_ns", lambda: next(times))
    clock = SystemClock()
    assert [clock.now_ms() for _ in range(3)] == [5000, 5000, 6000]


def test_a_sender_does_not_say_when_we_received() -> None:
    assert isinstance(SystemClock().arrival_ms(), int)


def test_the_time_before_a_restart_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    clock = SystemClock()
    clock.not_before(7)
    assert clock.now_ms() == 7


def test_a_recorded_fix_says_itself_when_it_arrived() -> None:
    assert StreamClock().arrival_ms() is None


def test_the_stream_clock_is_as_late_as_the_latest_fix() -> None:
    clock = StreamClock()
    for at_ms in (10, 30, 20):
        clock.not_before(at_ms)
    assert clock.now_ms() == 30
