"""How long a fix waits for its alarm on disk, in live processes whole with vault and journal, one a shard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from vaern.cli.durable import LATENESS_S, watching
from vaern.cli.shards import Shard, results
from vaern.cli.workload import BEGINS_MS, Workload
from vaern.monitoring.alarm import Alarm
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch, Floats
from vaern.monitoring.sheet import PLACES

MEASURED_S = 60.0
"""At most; long enough that a busy shard puts a snapshot on disk meanwhile."""
TICK_S = 0.01
FILLED_AT_ONCE_MS = 1000


def latency_ms(workload: Workload, rate: float, shards: int) -> dict[str, float | None]:
    """Return p50 and p99 from a fix's arrival, so many a second over all shards, to its alarm on disk.

    The fixes of one whole allowed lateness wait in the engines before the first one is timed. `of` is how
    many alarms that is; few fixes change one, so `all_p50` and `all_p99` tell when any fix was on disk.
    """
    before = round(rate * LATENESS_S)
    count = before + round(min(rate * MEASURED_S, len(workload.fixes)))
    at_ms = BEGINS_MS + (np.arange(count) / rate * 1000).astype(np.int64)
    fixes = replace(workload.reports(count, workload.persons / rate), fixed_at=at_ms, received_at=at_ms)

    def prepare(shard: Shard) -> Callable[[], tuple[Floats, Floats]]:
        return _Measured(Path(folder), shard, shard.own(fixes)).run

    with TemporaryDirectory(prefix="vaern-bench-") as folder:
        values = [own.value for own in results(workload, shards, prepare)]
    of_alarms, of_all = (np.concatenate(waits) for waits in zip(*values, strict=True))
    p50, p99 = _percentiles(of_alarms)
    all_p50, all_p99 = _percentiles(of_all)
    return {"p50": p50, "p99": p99, "of": len(of_alarms), "all_p50": all_p50, "all_p99": all_p99}


def _percentiles(waits_ms: Floats) -> list[float | None]:
    if not len(waits_ms):
        return [None, None]
    found: list[float | None] = np.percentile(waits_ms, [50, 99]).round(2).tolist()
    return found


class _Measured:
    """One shard's live process, its window full, about to take what comes then as it comes."""

    def __init__(self, folder: Path, shard: Shard, fixes: FixBatch) -> None:
        self._live, self._clock = watching(folder, shard)
        self._fixes, self._done = fixes, 0
        self._opens_ms = BEGINS_MS + round(LATENESS_S * 1000)
        for at_ms in range(BEGINS_MS + FILLED_AT_ONCE_MS, self._opens_ms + 1, FILLED_AT_ONCE_MS):
            self._take_until(at_ms - 1)

    def run(self) -> tuple[Floats, Floats]:
        """Take the rest when it is due; return how long each alarm and each fix took, milliseconds."""
        began, alarms, every = time.perf_counter(), list[float](), list[Floats]()
        while self._done < len(self._fixes):
            time.sleep(TICK_S)
            first = self._done
            events = self._take_until(self._opens_ms + int((time.perf_counter() - began) * 1000))
            kept_ms = self._opens_ms + (time.perf_counter() - began) * 1000
            taken_ms = self._fixes.fixed_at[first : self._done].astype(np.float64)
            alarms += [kept_ms - alarm.at for alarm in _answering(events, taken_ms)]
            every.append(kept_ms - taken_ms)
        self._live.close()
        return np.array(alarms), np.concatenate(every)

    def _take_until(self, at_ms: int) -> Events:
        self._clock.not_before(at_ms)
        first, self._done = self._done, int(np.searchsorted(self._fixes.fixed_at, at_ms, side="right"))
        return self._live.take_batch(self._fixes.take(slice(first, self._done)))


def _answering(events: Events, at_ms: Floats) -> Iterator[Alarm]:
    """Yield what fixes just arrived have raised, cleared or made graver, not what the clock has."""
    if len(at_ms):
        for alarm in events.alarms:
            if alarm.provisional and at_ms[0] <= alarm.at <= at_ms[-1] and alarm.kind in PLACES:
                yield alarm
