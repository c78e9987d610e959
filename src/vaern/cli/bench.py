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

from vaern.cli.sealing import Sealer
from vaern.cli.workload import BEGINS_MS, Workload
from vaern.errors import InputError
from vaern.monitoring.arrival import admit, stated_or_assumed_accuracy_m
from vaern.monitoring.engine import finish, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.kernel import entries, hits
from vaern.monitoring.watch import Watch

BATCH = 65_536
DURABLE_BATCH = 1000
DURABLE_FIXES = 200_000
LATENCY_S = 5.0
TICK_S = 0.01
WEIGHED_PERSONS = 500


def run(persons: int, fixes: int, rate: float, out: Path | None) -> None:
    """Measure and print; what compiles the kernel is not counted."""
    _kernel_seconds(Workload(2, 1000))
    workload = Workload(persons, fixes)
    figures = {
        "persons": persons,
        "fixes": fixes,
        "rate": rate,
        "kernel_fixes_per_second": round(fixes / _kernel_seconds(workload)),
        "engine_fixes_per_second": round(fixes / _engine_seconds(workload)),
        "durable_fixes_per_second": _durable(workload),
        "alarm_latency_ms": _latency_ms(workload, rate),
        "bytes_per_person": _bytes_per_person(persons),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    text = json.dumps(figures, indent=2)
    typer.echo(text)
    if out:
        try:
            out.write_text(text + "\n", encoding="utf-8")
        except OSError:
            raise InputError("the figures cannot be written", "--out", "a file that can be written") from None


def _kernel_seconds(workload: Workload) -> float:
    """Return the seconds that judging alone takes: no order, no episodes, no alarms."""
    watch = Watch.over(tuple(workload.controls()))
    arrivals, _ = admit(watch, workload.fixes)
    fixes, accuracy_m = arrivals.fixes, stated_or_assumed_accuracy_m(arrivals.fixes)
    began = time.perf_counter()
    chosen = entries(watch, arrivals.device, fixes.fixed_at)
    hits(watch, chosen, fixes.fixed_at, fixes.lat, fixes.lon, accuracy_m)
    return time.perf_counter() - began


def _engine_seconds(workload: Workload) -> float:
    """Return the seconds from fixes to final alarms and releases, in memory."""
    state = start(tuple(workload.controls()))
    began = time.perf_counter()
    for batch in _batches(workload.fixes, BATCH):
        state, _ = step(state, batch)
    finish(state)
    return time.perf_counter() - began


def _durable(workload: Workload) -> int:
    """Return fixes a second with every batch of a thousand sealed, its alarms written, all on disk."""
    fixes = workload.fixes.take(slice(0, DURABLE_FIXES))
    state = start(tuple(workload.controls()))
    with tempfile.TemporaryDirectory() as folder, _Disk(Path(folder), workload) as disk:
        began = time.perf_counter()
        for batch in _batches(fixes, DURABLE_BATCH):
            state, events = step(state, batch)
            disk.keep(events)
        disk.keep(finish(state)[1])
        return round(len(fixes) / (time.perf_counter() - began))


def _latency_ms(workload: Workload, rate: float) -> dict[str, float | None]:
    """Return p50 and p99 from a fix's arrival to its provisional alarm on disk."""
    count = min(len(workload.fixes), round(rate * LATENCY_S))
    due_s = np.arange(count) / rate
    at_ms = BEGINS_MS + (due_s * 1000).astype(np.int64)
    fixes = replace(workload.fixes.take(slice(0, count)), fixed_at=at_ms, received_at=at_ms)
    state, waits, done = start(tuple(workload.controls()), provisional=True), list[float](), 0
    with tempfile.TemporaryDirectory() as folder, _Disk(Path(folder), workload) as disk:
        began = time.perf_counter()
        while done < count:
            time.sleep(TICK_S)
            now_s = time.perf_counter() - began
            ready = int(np.searchsorted(due_s, now_s))
            state, events = step(state, fixes.take(slice(done, ready)), BEGINS_MS + round(now_s * 1000))
            disk.keep(events)
            kept_s = time.perf_counter() - began
            waits += [kept_s - (alarm.at - BEGINS_MS) / 1000 for alarm in events.alarms]
            done = ready
    p50, p99 = (np.percentile(waits, [50, 99]) * 1000).round(2).tolist() if waits else (None, None)
    return {"p50": p50, "p99": p99}


def _bytes_per_person(persons: int) -> int:
    """Return what a person's controls and state take in memory, Python's own objects counted."""
    weighed = min(persons, WEIGHED_PERSONS)
    tracemalloc.start()
    workload = Workload(weighed, 1)
    state = start(tuple(workload.controls()))
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return round(taken / len(state.watch.pairs.device))


class _Disk:
    """A vault and an alarm file in one folder, both on disk when `keep` returns."""

    def __init__(self, folder: Path, workload: Workload) -> None:
        self._sealer = Sealer(folder / "vault", tuple(workload.controls()), quiet=True)
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


def _batches(fixes: FixBatch, size: int) -> Iterator[FixBatch]:
    for begin in range(0, len(fixes), size):
        yield fixes.take(slice(begin, begin + size))
