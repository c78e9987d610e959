"""How long the live service takes to listen again after many fixes and a `kill -9`.

    python bench/startup.py [--persons 10000] [--fixes 10000000]

Everybody reports once a minute, far from the zones; of two thousand fixes one lies in a zone. They go
through the service's inside (judged, sealed, journalled, fsynced) in this process, ten minutes a call and at
the end a second a call, for nearly as long as a snapshot waits; then it lets go as a killed one does. A new
process starts on the folder: its log says when it listens and what took how long. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from vaern.cli.workload import BEGINS_MS, METRES_PER_DEGREE, SEED, Workload
from vaern.custodian.key import make_custodian
from vaern.monitoring.fix import NO_SEQ, FixBatch
from vaern.packs.monitoring import monitoring_rules
from vaern.service.clock import StreamClock
from vaern.service.home import Home
from vaern.service.live import Live
from vaern.vault import Vault

MINUTE_MS, MINUTES_A_CALL = 60_000, 10
LAST_S = 110
"""A snapshot falls due after 120 s: so much is left to be judged again, in calls of a second."""
NEAR_SHARE = 1 / 2000
AWAY_M = 5000
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installation has its modules compiled."""


class Reports:
    """What the workload's persons report, a minute at a time."""

    def __init__(self, workload: Workload) -> None:
        self._workload, self._dice = workload, np.random.default_rng(SEED)
        self._away = workload.centres.mean(axis=1) + np.array([AWAY_M / METRES_PER_DEGREE, 0])

    def between(self, begin_ms: int, end_ms: int) -> FixBatch:
        """Return the fixes from `begin_ms` on and before `end_ms`, by time."""
        persons = self._workload.persons
        numbers = np.arange(*(-(-at * persons // MINUTE_MS) for at in (begin_ms, end_ms)))
        person, at_ms = numbers % persons, BEGINS_MS + numbers * MINUTE_MS // persons
        place = self._away[person] + self._dice.uniform(-200, 200, (len(numbers), 2)) / METRES_PER_DEGREE
        near = np.flatnonzero(self._dice.random(len(numbers)) < NEAR_SHARE)
        place[near] = self._workload.centres[person[near], 0]
        nothing = np.full(len(numbers), np.nan)
        none = np.zeros(len(numbers), np.int32)
        return FixBatch(
            devices=self._workload.fixes.devices,
            device=person.astype(np.int32),
            fixed_at=at_ms,
            received_at=at_ms + 2000,
            lat=np.ascontiguousarray(place[:, 0]),
            lon=np.ascontiguousarray(place[:, 1]),
            accuracy_m=self._dice.uniform(3, 30, len(numbers)),
            source=none,
            seq=np.full(len(numbers), NO_SEQ, np.int64),
            battery_pct=nothing,
            next_s=nothing,
            event=none,
        )


def calls(persons: int, fixes: int) -> Iterator[tuple[int, int]]:
    """Yield when each call begins and ends, in milliseconds from the first fix on."""
    last = fixes * MINUTE_MS // persons
    quick = last - LAST_S * 1000
    long = MINUTES_A_CALL * MINUTE_MS
    for begin in range(0, quick, long):
        yield begin, min(begin + long, quick)
    for begin in range(quick, last, 1000):
        yield begin, begin + 1000


def fill(home: Path, persons: int, fixes: int) -> dict[str, Any]:
    """Put `fixes` on disk, as the live service does; return what that was."""
    workload = Workload(persons, 1)
    taken = Home.take(home)
    public = make_custodian(home / "custodian")
    (taken.folder / "custodian.pub").write_text(public.hex())
    live = Live(taken, Vault.open(taken.vault, public), StreamClock(), monitoring_rules(), 120.0)
    live.clock.not_before(BEGINS_MS)
    began = time.perf_counter()
    live.put_controls({"controls": [workload.control_json(person) for person in range(persons)]})
    put_s, reports = time.perf_counter() - began, Reports(workload)
    began = time.perf_counter()
    for begin, end in calls(persons, fixes):
        batch = reports.between(begin, end)
        live.clock.not_before(int(batch.received_at[-1]))
        live.take_batch(batch)
    return {
        "put_controls_s": round(put_s, 1),
        "live_fixes_per_second": round(fixes / (time.perf_counter() - began)),
        **live.counts.read(),
        "journal_entries": live.journal.last(),
        "snapshot_mb": round((taken.folder / "state.bin").stat().st_size / 1e6, 1),
        "controls_mb": round((taken.folder / "controls.bin").stat().st_size / 1e6, 1),
    }


def start(home: Path) -> dict[str, Any]:
    """Start the service; return how long it takes until it listens, and where the time goes."""
    command = [sys.executable, "-m", "vaern.service", "--home", str(home), "--stream-clock"]
    log = home / "log"
    with log.open("w") as file:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=file, env=AS_INSTALLED)
    while '"listening"' not in log.read_text() and process.poll() is None:
        time.sleep(0.01)
    seconds, ticks = time.perf_counter() - began, Path(f"/proc/{process.pid}/stat").read_text().split()[13:15]
    process.terminate()
    process.wait()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    said = next(line for line in lines if line["event"] == "recovered")
    return {
        "seconds": round(seconds, 2),
        "of_a_processor_s": round(sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), 2),
        "interpreter_and_imports_s": round(seconds - said["seconds"], 2),
        "reading_s": round(said["read_s"], 2),
        "catching_up_s": round(said["caught_up_s"], 2),
        "vault_journal_sweep_s": round(said["seconds"] - said["read_s"] - said["caught_up_s"], 2),
        "inputs_judged_again": said["inputs"],
        "fixes_judged_again": said["fixes"],
    }


def main() -> None:
    """Fill in a child that ends without a word, then start twice: after the crash, and after a clean end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--fixes", type=int, default=10_000_000)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if os.fork() == 0:
            (home / "filled").write_text(json.dumps(fill(home, said.persons, said.fixes)))
            os._exit(0)
        os.wait()
        figures = {
            "persons": said.persons,
            "fixes": said.fixes,
            "filling": json.loads((home / "filled").read_text()),
            "start_after_crash": start(home),
            "start_after_clean_end": start(home),
        }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
