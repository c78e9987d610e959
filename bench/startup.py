"""How long the live service takes to listen again after many fixes and a `kill -9`.

    python bench/startup.py [--persons 1000] [--fixes 10000000]

The fixes go through the service's inside (judged, sealed, journalled, fsynced) in calls of 20,000, in this
process, which then lets go as a killed one does; a new process starts on the folder and its log says when it
listens. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from vaern.cli.workload import BEGINS_MS, Workload
from vaern.custodian.key import make_custodian
from vaern.packs.monitoring import monitoring_rules
from vaern.service.clock import StreamClock
from vaern.service.home import Home
from vaern.service.live import Live
from vaern.vault import Vault

CALL = 20_000


def fill(home: Path, workload: Workload, controls: list[dict[str, Any]], fixes: int) -> float:
    """Put `fixes` on disk and die; return the seconds that took."""
    taken = Home.take(home)
    public = make_custodian(home / "custodian")
    (taken.folder / "custodian.pub").write_text(public.hex())
    live = Live(taken, Vault.open(taken.vault, public), StreamClock(), monitoring_rules(), 120.0)
    live.clock.not_before(BEGINS_MS)
    live.put_controls({"controls": controls})
    began = time.perf_counter()
    for begin in range(0, fixes, CALL):
        batch = workload.fixes.take(slice(begin, begin + CALL))
        live.clock.not_before(int(batch.received_at[-1]))
        live.take_batch(batch)
    return time.perf_counter() - began


def seconds_to_listen(home: Path) -> float:
    """Start the service and return how long it takes until it listens."""
    command = [sys.executable, "-m", "vaern.service", "--home", str(home), "--stream-clock"]
    log = home / "log"
    with log.open("w") as file:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=file)
    while '"listening"' not in log.read_text() and process.poll() is None:
        time.sleep(0.01)
    seconds = time.perf_counter() - began
    process.terminate()
    process.wait()
    return seconds


def main() -> None:
    """Fill in a child that ends without a word, then start twice: after the crash, and after a clean end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=1000)
    parser.add_argument("--fixes", type=int, default=10_000_000)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if os.fork() == 0:
            workload = Workload(said.persons, said.fixes)
            seconds = fill(
                home, workload, [workload.control_json(person) for person in range(said.persons)], said.fixes
            )
            (home / "filled").write_text(str(seconds))
            os._exit(0)
        os.wait()
        filled_s = float((home / "filled").read_text())
        figures = {
            "persons": said.persons,
            "fixes": said.fixes,
            "live_fixes_per_second": round(said.fixes / filled_s),
            "start_after_crash_s": round(seconds_to_listen(home), 2),
            "start_after_clean_end_s": round(seconds_to_listen(home), 2),
        }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
