"""The contract's figures on a made-up workload: what the engine does, alone and down to the disk."""

from __future__ import annotations

import json
import os
import resource
import time
import tracemalloc
from pathlib import Path
from typing import Any

import typer

from vaern.cli.durable import durable_seconds
from vaern.cli.latency import latency_ms
from vaern.cli.shards import engine_seconds, judge_all
from vaern.cli.workload import Workload
from vaern.errors import InputError
from vaern.monitoring.arrival import admit, stated_or_assumed_accuracy_m
from vaern.monitoring.engine import start
from vaern.monitoring.kernel import entries, hits
from vaern.monitoring.watch import Watch

BATCH = 262_144
WEIGHED_PERSONS = 20_000
ROUNDS = 5
"""Judging takes so little time that the best of a few rounds is told."""


def run(persons: int, fixes: int, rate: float, out: Path | None, *, speeds_only: bool = False) -> None:
    """Measure and print; what compiles the kernel is not counted."""
    _warm_up()
    cores = len(os.sched_getaffinity(0))
    workload = Workload(persons, fixes)
    figures: dict[str, Any] = {"persons": persons, "fixes": fixes, "rate": rate, "cores": cores}
    figures |= _memory(workload)
    figures |= _kernel(workload, cores)
    figures["engine_fixes_per_second"] = round(fixes / engine_seconds(workload, cores, BATCH))
    if not speeds_only:
        figures["engine_fixes_per_second_one_core"] = round(fixes / engine_seconds(workload, 1, BATCH))
        figures["durable_fixes_per_second"] = round(fixes / durable_seconds(workload, cores))
        figures["durable_fixes_per_second_one_core"] = round(fixes / durable_seconds(workload, 1))
        figures["alarm_latency_ms"] = latency_ms(workload, rate, cores)
    figures["peak_rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    _tell(figures, out)


def _tell(figures: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(figures, indent=2)
    typer.echo(text)
    if out:
        try:
            out.write_text(text + "\n", encoding="utf-8")
        except OSError:
            raise InputError("the figures cannot be written", "--out", "a file that can be written") from None


def _warm_up() -> None:
    """Compile, or load what was compiled before, alarms and all; shards inherit it."""
    small = Workload(200, 12_000)
    judge_all(start(small.controls()), [small.fixes])


def _memory(workload: Workload) -> dict[str, Any]:
    """Return what a shard's state takes a person, every live object counted; a corner is two doubles."""
    weighed = Workload(min(workload.persons, WEIGHED_PERSONS), 1)
    tracemalloc.start()
    state = start(weighed.controls())
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    corner_bytes = state.watch.shapes.x.nbytes + state.watch.shapes.y.nbytes
    return {
        "bytes_per_person": round(taken / weighed.persons),
        "bytes_per_person_without_corners": round((taken - corner_bytes) / weighed.persons),
        "bytes_per_corner": round(corner_bytes / len(weighed.corners), 2),
    }


def _kernel(workload: Workload, cores: int) -> dict[str, Any]:
    """Return the speed of judging alone: no order, no episodes, no alarms; and what was found."""
    watch = Watch.over(workload.controls())
    arrivals, _ = admit(watch, workload.fixes)
    fixes, accuracy_m = arrivals.fixes, stated_or_assumed_accuracy_m(arrivals.fixes)
    seconds = {}
    for threads in {1, cores}:
        rounds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            chosen = entries(watch, arrivals.device, fixes.fixed_at)
            found = hits(watch, chosen, fixes.fixed_at, fixes.lat, fixes.lon, accuracy_m, threads)
            rounds.append(time.perf_counter() - began)
        seconds[threads] = min(rounds)
    return {
        "kernel_fixes_per_second": round(len(fixes) / seconds[cores]),
        "kernel_fixes_per_second_one_core": round(len(fixes) / seconds[1]),
        "near": int((found.distance_m <= found.margin_m).sum()),
        "inside": int((found.distance_m < 0).sum()),
    }
