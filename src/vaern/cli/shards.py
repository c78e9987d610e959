"""Shards of one workload, split by respondent, run side by side in processes of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from vaern.cli.workload import Workload
from vaern.errors import InputError
from vaern.monitoring.engine import ShardState, finish, start, step
from vaern.monitoring.fix import FixBatch

READY_WITHIN_S = 1800.0
Value = TypeVar("Value")


class Shard(NamedTuple):
    """One part of a workload's persons: those who leave `number` when divided by `of`."""

    workload: Workload
    number: int
    of: int

    def own(self, batch: FixBatch) -> FixBatch:
        """Return the fixes of the shard's own persons."""
        return batch if self.of == 1 else batch.take(np.nonzero(batch.device % self.of == self.number)[0])


def engine_seconds(workload: Workload, shards: int, batch: int) -> float:
    """Return the seconds from fixes to final alarms and releases, in memory; each shard picks out its own."""

    def prepare(shard: Shard) -> Callable[[], None]:
        state = start(workload.controls(shard.number, shard.of))
        return lambda: judge_all(state, (shard.own(part) for part in workload.fixes.parts(batch)))

    return seconds(workload, shards, prepare)


def judge_all(state: ShardState, batches: Iterable[FixBatch]) -> None:
    """Take every batch through the engine, and what is left at the end."""
    for batch in batches:
        state, _ = step(state, batch)
    finish(state)


def seconds(workload: Workload, shards: int, prepare: Callable[[Shard], Callable[[], None]]) -> float:
    """Prepare every shard, then run all at once; return the time from the first start to the last end."""
    ran = results(workload, shards, prepare)
    return max(each.ended for each in ran) - min(each.began for each in ran)


class Ran(NamedTuple, Generic[Value]):
    """What a shard's run gave, and when it began and ended, in seconds of one clock."""

    began: float
    ended: float
    value: Value


def results(
    workload: Workload, shards: int, prepare: Callable[[Shard], Callable[[], Value]]
) -> list[Ran[Value]]:
    """Prepare every shard in a process of its own, then run all at once; return what each gave."""
    fork = get_context("fork")
    ready = fork.Barrier(shards)
    running = []
    for number in range(shards):
        here, there = fork.Pipe(duplex=False)
        child = fork.Process(target=_run, args=(prepare, Shard(workload, number, shards), ready, there))
        child.start()
        there.close()
        running.append((child, here))
    ran = [_heard(said) for _, said in running]
    for child, _ in running:
        child.join()
    return ran


def _heard(said: Connection) -> Ran[Any]:
    try:
        return Ran(*said.recv())
    except EOFError:
        raise InputError("a shard ended before its time", "--persons", "what the machine holds") from None


def _run(
    prepare: Callable[[Shard], Callable[[], Any]], shard: Shard, ready: Barrier, said: Connection
) -> None:
    try:
        run = prepare(shard)
        ready.wait(READY_WITHIN_S)
    except BaseException:
        ready.abort()
        raise
    began = time.perf_counter()
    value = run()
    said.send((began, time.perf_counter(), value))
