"""What recovery reads is what was written: every column of every fix, and whatever else an input says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaern.monitoring.fix import EVENTS, SOURCES, Fix, FixBatch
from vaern.service.written import from_bytes, to_bytes

numbers = st.none() | st.floats(allow_nan=False)
whole = st.integers(-(2**62), 2**62)
fixes = st.builds(
    Fix, device=st.text(), fixed_at=whole, received_at=whole, lat=numbers, lon=numbers, accuracy_m=numbers,
    source=st.sampled_from(SOURCES), seq=st.none() | whole, battery_pct=numbers, next_s=numbers,
    event=st.sampled_from(EVENTS),
)  # fmt: skip


@given(st.lists(fixes, max_size=20), whole)
def test_fixes_come_back_as_they_were(taken: list[Fix], now_ms: int) -> None:
    back = from_bytes(to_bytes({"fixes": FixBatch.of(taken), "now_ms": now_ms}))
    assert [back["fixes"].fix(row) for row in range(len(taken))] == taken
    assert back["now_ms"] == now_ms


@given(st.dictionaries(st.text(), st.lists(whole) | st.text()))
def test_anything_else_comes_back_as_it_was(said: dict) -> None:
    assert from_bytes(to_bytes(said)) == said


@given(st.lists(fixes, min_size=3, max_size=20))
def test_fewer_fixes_than_devices_come_back_as_they_were(taken: list[Fix]) -> None:
    few = FixBatch.of(taken).take(slice(1, 2))
    back = from_bytes(to_bytes({"fixes": few}))["fixes"]
    assert (back.fix(0), back.devices) == (taken[1], (taken[1].device,))
