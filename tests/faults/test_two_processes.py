"""The live service on two cores, ended in every way: nothing is lost, nobody is left unwatched."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

Start = Callable[..., Any]


@pytest.fixture
def four_controls(controls: dict[str, Any]) -> dict[str, Any]:
    """Four persons, in force now: they are spread over both processes."""
    now = datetime.now(UTC)
    valid = {"from": now.isoformat(), "to": (now + timedelta(days=30)).isoformat()}
    first = controls["controls"][0] | {"valid": valid}
    first["zones"] = [{**first["zones"][0], "margin_m": 15}]
    return {
        "controls": [
            {**first, "id": f"C{n}", "respondent": f"R-{n}", "respondent_devices": [f"R{n}"]}
            for n in range(1, 5)
        ]
    }


def inside(rows: list[Any]) -> list[dict[str, Any]]:
    """Everybody in the middle of the zone, now."""
    now = datetime.now(UTC).isoformat()
    return [{**rows[115], "device": f"R{n}", "time": now} for n in range(1, 5)]


def children(pid: int) -> list[int]:
    said = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    return [int(number) for number in said.stdout.split()]


def gone(pids: list[int]) -> bool:
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_all_that_was_acknowledged_is_there_after_a_kill(
    start_service: Start, four_controls: dict[str, Any], rows: list[Any]
) -> None:
    running = start_service(processes=2)
    running.client.put_controls(four_controls)
    assert running.client.post_fixes(inside(rows))["accepted"] == 4
    shards = children(running.process.pid)
    running.end(signal.SIGKILL)
    assert gone(shards)
    again = start_service(processes=2)
    assert (again.client.health()["controls"], again.client.counts()["accepted"]) == (4, 4)
    assert {alarm["control"] for alarm in again.client.alarms()} == {"C1", "C2", "C3", "C4"}


def test_a_process_that_is_killed_ends_the_service_visibly(
    start_service: Start, four_controls: dict[str, Any]
) -> None:
    running = start_service(processes=2)
    running.client.put_controls(four_controls)
    os.kill(children(running.process.pid)[0], signal.SIGKILL)
    assert running.process.wait(timeout=20) != 0


def test_a_service_of_two_that_is_told_to_end_ends_well(start_service: Start) -> None:
    running = start_service(processes=2)
    shards = children(running.process.pid)
    assert (running.end(), gone(shards)) == (0, True)


def test_a_folder_of_two_is_not_opened_as_one(
    start_service: Start, refused_service: Start, tmp_path: Path
) -> None:
    start_service(processes=2).end()
    status, said = refused_service(tmp_path / "home", 0)
    assert (status, said["where"]) == (2, "--processes")
