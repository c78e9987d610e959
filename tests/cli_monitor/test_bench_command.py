"""`vaern monitor bench`: the figures of the contract, and a workload that is what it says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from vaern.cli import main
from vaern.cli.workload import Workload
from vaern.monitoring.control import parse_controls
from vaern.monitoring.kernel import entries
from vaern.monitoring.watch import Watch
from vaern.packs.monitoring import monitoring_rules

FIGURES = {
    "kernel_fixes_per_second", "engine_fixes_per_second", "durable_fixes_per_second", "alarm_latency_ms",
    "bytes_per_person", "peak_rss_mb",
}  # fmt: skip


def test_the_figures_of_the_contract_are_printed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--persons", "5", "--fixes", "500", "--out", str(tmp_path / "figures.json")]
    monkeypatch.setattr(sys, "argv", ["vaern", "monitor", "bench", *options])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = json.loads(capsys.readouterr().out)
    assert (ended.value.code, set(printed) >= FIGURES) == (0, True)
    assert json.loads((tmp_path / "figures.json").read_text()) == printed


def test_the_workload_is_the_same_each_time() -> None:
    assert np.array_equal(Workload(3, 50).fixes.lat, Workload(3, 50).fixes.lat)


def test_every_person_has_three_zones_and_every_fix_a_control_in_force() -> None:
    workload = Workload(4, 400)
    watch = Watch.over(tuple(workload.controls()))
    assert len(watch.zones) == 12
    assert len(entries(watch, workload.fixes.device, workload.fixes.fixed_at).fix) == 400


def test_a_control_of_the_workload_is_what_its_json_says() -> None:
    workload = Workload(3, 1)
    read = parse_controls({"controls": [workload.control_json(i) for i in range(3)]}, monitoring_rules())
    for made, said in zip(workload.controls(), read, strict=True):
        assert (made.id, made.respondent_devices, made.valid) == (
            said.id,
            said.respondent_devices,
            said.valid,
        )
        for one, other in zip(made.zones, said.zones, strict=True):
            assert np.array_equal(one.outline.edges, other.outline.edges)
