"""Rows of a call: a bad one is refused by itself, the button never, and nobody tells us when we received."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.ingest.row import COLUMNS
from vaern.monitoring import engine
from vaern.monitoring.events import Events, Refusal
from vaern.monitoring.fix import FixBatch
from vaern.service.clock import StreamClock
from vaern.service.intake import Acknowledged, RefusedRow, acknowledged, read_rows

FIX = {"device": "R1", "time": "2026-05-01T10:00:00Z", "lat": 55.3, "lon": 10.4, "source": "gnss"}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)
fields = st.sampled_from([*COLUMNS, "other"])
rows = values | st.dictionaries(fields, values | st.sampled_from(list(FIX.values())))


class Now:
    """A clock that stamps what arrives."""

    name, ticks = "now", True

    def now_ms(self) -> int:
        return 5000

    def arrival_ms(self) -> int:
        return 5000

    def not_before(self, at_ms: int) -> None:
        pass


@settings(deadline=None)
@given(rows)
def test_no_row_that_json_can_say_harms_its_good_neighbour(row: Any) -> None:
    read = read_rows([row, FIX], Now())
    assert read.rows[-1] == 1


@settings(deadline=None)
@given(st.dictionaries(fields, values))
def test_the_button_is_taken_whatever_else_its_row_says(row: dict[str, Any]) -> None:
    read = read_rows([{**row, "event": "button"}], Now())
    _, events = engine.step(engine.start((), provisional=True), FixBatch.of(read.fixes), 5000)
    assert (read.refused, events.accepted) == ([], 1)


def test_a_sender_does_not_say_when_we_received() -> None:
    assert read_rows([{**FIX, "received": "2026-05-01T09:00:00Z"}], Now()).fixes[0].received_at == 5000


def test_in_a_recorded_walk_the_sender_does() -> None:
    clock = StreamClock()
    read = read_rows([{**FIX, "received": "2026-05-01T10:00:07Z"}], clock)
    assert read.fixes[0].received_at == clock.now_ms() == read.fixes[0].fixed_at + 7000


@pytest.mark.parametrize("field", ["device", "source", "event", "time", "lat", "seq"])
@pytest.mark.parametrize("nested", [[], {}, ["x"], {"x": 1}])
def test_a_nested_value_is_refused_by_its_field(field: str, nested: Any) -> None:
    assert read_rows([{**FIX, field: nested}], Now()).refused == [RefusedRow(0, field, "broken_row")]


def test_what_the_engine_refuses_is_told_by_the_row_of_the_call() -> None:
    calls = [read_rows([FIX], Now()), read_rows([None, FIX, None, FIX], Now())]
    events = Events(refused=(Refusal(2, "device", "unknown_device"),), again=(0,))
    first, second = acknowledged(calls, events)
    assert (first, second.accepted) == (Acknowledged(0, (0,), ()), 1)
    assert second.refused[-1] == RefusedRow(3, "device", "unknown_device")
