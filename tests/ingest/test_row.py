"""One row: what is a fix, what is refused and with which word."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaern.ingest.row import COLUMNS, RowRefused, fix_of

GOOD = {"device": "R1", "time": "2026-05-01T12:00:00+02:00", "lat": "55.7", "lon": "12.5", "accuracy_m": "8"}
NOON_MS = 1_777_629_600_000


@pytest.mark.parametrize(
    "time",
    [
        "2026-05-01T12:00:00+02:00",
        "2026-05-01T10:00:00Z",
        "2026-05-01T10:00:00.000+00:00",
        "1777629600000",
        1_777_629_600_000,
        1_777_629_600_000.0,
        datetime(2026, 5, 1, 10, tzinfo=UTC),
    ],
)
def test_a_time_is_iso_with_an_offset_or_milliseconds(time: Any) -> None:
    assert fix_of(GOOD | {"time": time}).fixed_at == NOON_MS


def test_what_is_empty_is_missing_and_arrival_is_its_own_time() -> None:
    fix = fix_of(GOOD | {"seq": "", "source": "", "event": "", "battery_pct": "", "received": ""})
    assert (fix.seq, fix.source, fix.event, fix.battery_pct, fix.received_at) == (
        None,
        "gnss",
        "",
        None,
        NOON_MS,
    )


def test_the_arrival_may_be_given_by_whoever_listened() -> None:
    assert fix_of(GOOD, arrived_ms=NOON_MS + 5).received_at == NOON_MS + 5


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"device": ""}, "device", "no_device"),
        ({"device": None}, "device", "no_device"),
        ({"device": "x" * 300}, "device", "no_device"),
        ({"time": "2026-05-01T12:00:00"}, "time", "no_offset"),
        ({"time": "noon"}, "time", "not_a_time"),
        ({"time": None}, "time", "no_time"),
        ({"time": True}, "time", "not_a_time"),
        ({"time": "9" * 30}, "time", "not_a_time"),
        ({"received": "2026-05-01T12:00:00"}, "received", "no_offset"),
        ({"lat": "91"}, "lat", "impossible_coordinates"),
        ({"lon": "-180.1"}, "lon", "impossible_coordinates"),
        ({"lat": "nan"}, "lat", "not_a_number"),
        ({"lat": "55,7"}, "lat", "not_a_number"),
        ({"lat": True}, "lat", "not_a_number"),
        ({"lat": ""}, "lat", "half_a_position"),
        ({"accuracy_m": "-1"}, "accuracy_m", "negative"),
        ({"accuracy_m": "inf"}, "accuracy_m", "not_a_number"),
        ({"source": "magic"}, "source", "unknown_source"),
        ({"event": "party"}, "event", "unknown_event"),
        ({"seq": "1.5"}, "seq", "not_a_counter"),
        ({"seq": "9" * 30}, "seq", "not_a_counter"),
        ({"battery_pct": "low"}, "battery_pct", "not_a_number"),
        ({"next_s": "-5"}, "next_s", "negative"),
    ],
)
def test_an_unusable_field_refuses_the_row_by_name(change: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(RowRefused) as caught:
        fix_of(GOOD | change)
    assert (caught.value.field, caught.value.reason) == (field, reason)


@pytest.mark.parametrize(
    "change",
    [
        {"time": "noon"},
        {"time": None},
        {"lat": "north"},
        {"device": ""},
        {"source": "magic"},
        {"seq": "x"},
        {"accuracy_m": "-1"},
        {"received": "yesterday"},
        {"battery_pct": "low"},
    ],
)
def test_a_press_of_the_button_is_taken_whatever_its_row_says(change: dict[str, Any]) -> None:
    assert fix_of(GOOD | {"event": "button"} | change).event == "button"


anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.integers())
)


@given(st.dictionaries(st.sampled_from(COLUMNS), anything))
def test_no_row_does_more_than_be_a_fix_or_be_refused(row: dict[str, Any]) -> None:
    with suppress(RowRefused):
        fix = fix_of(row)
        assert fix.lat is None or -90 <= fix.lat <= 90


@given(st.dictionaries(st.sampled_from(COLUMNS), anything))
def test_no_button_is_ever_refused(row: dict[str, Any]) -> None:
    assert fix_of(row | {"event": "button"}).event == "button"
