"""The live service as a process of its own, to be ended in every way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from vaern.service.client import Service
from vaern.simulate import walk

START = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


@dataclass
class Running:
    """A service that listens, its log, and a client that bears its token."""

    process: subprocess.Popen[bytes]
    log: Path
    url: str
    token: str

    @cached_property
    def client(self) -> Service:
        return Service(self.url, self.token)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the status with which the process ends."""
        self.process.send_signal(number)
        return self.process.wait(timeout=20)


def _command(home: Path, port: int, *more: str) -> list[str]:
    return [sys.executable, "-m", "vaern.service", "--home", str(home), "--port", str(port), *more]


def _listening(process: subprocess.Popen[bytes], log: Path) -> int:
    for _ in range(400):
        lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
        for line in lines:
            if line["event"] == "listening":
                return int(line["port"])
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.fixture
def start_service(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts a service on the test's own data folder and a free port; the recorded fixes drive its clock."""
    started: list[subprocess.Popen[bytes]] = []

    def start(home: Path = tmp_path / "home", log: Path = tmp_path / "log", processes: int = 1) -> Running:
        with log.open("w") as file:
            clock = ["--stream-clock"] if processes == 1 else ["--processes", str(processes)]
            command = _command(home, 0, "--lateness", "5", *clock)
            process = subprocess.Popen(command, stdout=file, stderr=file)
        started.append(process)
        port = _listening(process, log)
        token = (home / "monitor" / "token").read_text()
        return Running(process, log, f"http://127.0.0.1:{port}", token)

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.fixture
def refused_service() -> Callable[[Path, int], tuple[int, dict[str, Any]]]:
    """Starts a service that cannot be; returns its status and what it says."""

    def start(home: Path, port: int) -> tuple[int, dict[str, Any]]:
        ended = subprocess.run(_command(home, port), capture_output=True, timeout=20, check=False)
        return ended.returncode, json.loads(ended.stderr.splitlines()[-1])

    return start


@pytest.fixture
def controls() -> dict[str, Any]:
    """Two persons kept from the walk's zone: R1 will walk there, R2 will not come near."""
    valid = {"from": START.isoformat(), "to": "2026-07-31T21:59:59+00:00"}
    margin = [{"from": START.isoformat(), "m": 15, "by": "police", "reason": "set with the order"}]
    zone = {"id": "campus", "kind": "prohibited", "geometry": walk.zone(), "margin_m": margin}
    order = {
        "law": "dk-2011-draft",
        "order": "opholdsforbud",
        "mode": "hybrid",
        "valid": valid,
        "zones": [zone],
    }
    intervals = {"report_interval_s": 1, "signal_lost_after_s": 300}
    return {
        "controls": [
            {"id": f"C{n}", "respondent": f"R-{n}", "respondent_devices": [f"R{n}"], **order, **intervals}
            for n in (1, 2)
        ]
    }


@pytest.fixture
def rows() -> list[walk.Row]:
    return walk.rows("R1", START)
