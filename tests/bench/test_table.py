"""The bench's table: whoever could not be asked stands there with the reason, and a busy machine is named."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SPEC = importlib.util.spec_from_file_location("table", Path(__file__).parents[2] / "bench" / "table.py")
assert SPEC
assert SPEC.loader
table = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(table)


@pytest.fixture
def results() -> dict[str, Any]:
    ours = {
        "persons": 10, "rate": 20_000.0, "near": 30, "inside": 4, "kernel_fixes_per_second": 9_000_000,
        "engine_fixes_per_second": 2_000_000, "durable_fixes_per_second": 600_000,
        "alarm_latency_ms": {"p50": 11.2, "p99": 40.0}, "bytes_per_person_without_corners": 900,
        "bytes_per_corner": 16.0, "peak_rss_mb": 100,
    }  # fmt: skip
    machine = {"processor": "P", "cores": 2, "memory_gb": 24, "system": "S", "python": "3.11", "load": 4.0}
    peers = [
        {"name": "One", "fixes": 50, "near": 15, "inside": 2, "fixes_per_second": 1234},
        {"name": "Other", "problem": "not installed: no such package"},
    ]
    few, many = ours, {**ours, "persons": 1_000_000, "kernel_fixes_per_second": 4_500_000}
    options = {"fixes": 100, "persons": 10}
    return {
        "date": "2026-11-26", "machine": machine, "options": options, "ours": ours, "growth": [few, many],
        "peers": peers,
    }  # fmt: skip


def test_a_peer_that_could_not_be_asked_stands_there_with_the_reason(results: dict[str, Any]) -> None:
    assert "| Other | not measured: not installed: no such package |" in table.markdown(results)


def test_a_peer_that_was_asked_less_says_of_how_many_it_found_so_many(results: dict[str, Any]) -> None:
    assert "| One | 1,234 | | | 15 / 2 of 50 |" in table.markdown(results)


def test_other_work_on_the_machine_is_named(results: dict[str, Any]) -> None:
    assert "Other work was running" in table.markdown(results)
    results["machine"]["load"] = 0.1
    assert "Other work was running" not in table.markdown(results)


def test_the_cost_of_a_fix_is_compared_with_few_persons(results: dict[str, Any]) -> None:
    assert "1,000,000 persons against 10 | 2.0 times" in table.markdown(results)
