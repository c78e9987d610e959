"""The contract's figures on a made-up workload: what the engine does, alone and down to the disk."""

from __future__ import annotations

import json
import os
import resource
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import typer

from vaern.cli.durable import durable_seconds
from vaern.cli.sealing import Sealer
from vaern.cli.shards import engine_seconds, judge_all
from vaern.cli.workload import BEGINS_MS, Workload
from vaern.errors import InputError
from vaern.monitoring.alarm import Alarm
from vaern.monitoring.arrival import admit, stated_or_assumed_accuracy_m
from vaern.monitoring.engine import start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Ints
from vaern.monitoring.kernel import entries, hits
from vaern.monitoring.sheet import PLACES
from vaern.monitoring.watch import Watch

BATCH = 65_536
LATENCY_S = 10.0
TICK_S = 0.01
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
        figures["alarm_latency_ms"] = _latency_ms(workload, rate)
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


def _latency_ms(workload: Workload, rate: float) -> dict[str, float | None]:
    """Return p50 and p99 from a fix's arrival to its provisional alarm on disk.

    The fixes of one whole allowed lateness wait in the engine before the first one is timed.
    """
    state, waits = start(workload.controls(), provisional=True), list[float]()
    before = round(rate * state.lateness_ms / 1000)
    count = before + round(rate * LATENCY_S)
    due_s = (np.arange(count) - before) / rate
    at_ms = BEGINS_MS + state.lateness_ms + (due_s * 1000).astype(np.int64)
    fixes = replace(workload.reports(count, workload.persons / rate), fixed_at=at_ms, received_at=at_ms)
    state, _ = step(state, fixes.take(slice(0, before)))
    done, opened_ms = before, BEGINS_MS + state.lateness_ms
    with tempfile.TemporaryDirectory() as folder, _Disk(Path(folder), workload) as disk:
        began = time.perf_counter()
        while done < count:
            time.sleep(TICK_S)
            now_s = time.perf_counter() - began
            ready = int(np.searchsorted(due_s, now_s))
            state, events = step(state, fixes.take(slice(done, ready)), opened_ms + round(now_s * 1000))
            disk.keep(events)
            kept_s = time.perf_counter() - began
            waits += [
                kept_s - (alarm.at - opened_ms) / 1000 for alarm in _answering(events, at_ms[done:ready])
            ]
            done = ready
    p50, p99 = (np.percentile(waits, [50, 99]) * 1000).round(2).tolist() if waits else (None, None)
    return {"p50": p50, "p99": p99}


def _answering(events: Events, at_ms: Ints) -> Iterator[Alarm]:
    """Yield what fixes just arrived have raised, cleared or made graver, not what the clock has."""
    if len(at_ms):
        for alarm in events.alarms:
            if alarm.provisional and at_ms[0] <= alarm.at <= at_ms[-1] and alarm.kind in PLACES:
                yield alarm


class _Disk:
    """A vault and an alarm file in one folder, both on disk when `keep` returns."""

    def __init__(self, folder: Path, workload: Workload) -> None:
        self._sealer = Sealer(folder / "vault", list(workload.controls()), quiet=True)
        self._alarms = (folder / "alarms.jsonl").open("w", encoding="utf-8")

    def __enter__(self) -> _Disk:
        return self

    def __exit__(self, *_: Any) -> None:
        self._alarms.close()
        self._sealer.__exit__(None, None, None)

    def keep(self, events: Events) -> None:
        """Seal and write what a step gave out."""
        if events.alarms or events.released:
            rows = [row.as_dict() for row in events.alarms] + [row.as_dict() for row in events.released]
            self._alarms.writelines(json.dumps(row) + "\n" for row in rows)
            self._alarms.flush()
            os.fsync(self._alarms.fileno())
        self._sealer.seal(events.sealed)
