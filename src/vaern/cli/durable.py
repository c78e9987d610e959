"""The live service without HTTP on a made-up workload: judged, sealed and on disk, one process a core."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from vaern.cli.shards import Shard, seconds
from vaern.cli.workload import BEGINS_MS, Workload
from vaern.custodian.key import make_custodian
from vaern.monitoring.engine import start
from vaern.packs.monitoring import monitoring_rules
from vaern.service import shard as watched
from vaern.service.clock import StreamClock
from vaern.service.home import Home
from vaern.service.live import Live
from vaern.vault import Vault

LATENESS_S = 120.0
COMMIT = 32_768
"""Fixes of one process: what comes while the last commit is written, some tenths of a second at full load."""


def durable_seconds(workload: Workload, processes: int) -> float:
    """Return the seconds until all fixes are judged and on disk as `vaern monitor serve` does it.

    Left out is what lies before it: HTTP and reading JSON. Alarms ring before they are final.
    """
    with tempfile.TemporaryDirectory(prefix="vaern-bench-") as folder:
        return seconds(workload, processes, partial(_prepare, Path(folder)))


def watching(folder: Path, shard: Shard) -> tuple[Live, StreamClock]:
    """Return a shard's live service that has heard nothing yet, and its clock."""
    rules = monitoring_rules()
    state = start(shard.workload.controls(shard.number, shard.of), LATENESS_S, provisional=True)
    begins = watched.Shard(rules, b"[]", ("dk-2011-draft",) * len(state.watch.controls), state)
    home = Home.take(folder / str(shard.number))
    clock = StreamClock()
    clock.not_before(BEGINS_MS)
    vault = Vault.open(home.vault, make_custodian(home.folder / "custodian"))
    return Live(home, vault, clock, rules, LATENESS_S, shard=begins), clock


def _prepare(folder: Path, shard: Shard) -> Callable[[], None]:
    live, clock = watching(folder, shard)

    def run() -> None:
        for part in shard.workload.fixes.parts(COMMIT * shard.of):
            live.take_batch(shard.own(part))  # their own times move the engine on, no snapshot falls due
        clock.not_before(int(shard.workload.fixes.received_at.max() + LATENESS_S * 1000) + 1)
        live.tick()

    return run
