"""The service as a process: how it starts, ends, is killed, and finds its folder or its port taken."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from vaern.errors import InputError
from vaern.service.client import Service

Start = Callable[..., Any]


def told(service: Service) -> list[tuple[str, str, str, str]]:
    """Every final event of every alarm."""
    events = [event for alarm in service.alarms() for event in service.alarm(alarm["alarm"])["events"]]
    return sorted(
        (event["alarm"], event["event"], event["at"], str(event["grade"]))
        for event in events
        if not event.get("provisional")
    )


def test_a_service_that_is_told_to_end_ends_well(start_service: Start) -> None:
    assert start_service().end(signal.SIGTERM) == 0


def test_an_interrupt_is_a_good_end_too(start_service: Start) -> None:
    assert start_service().end(signal.SIGINT) == 0


def test_an_open_stream_does_not_keep_the_service_from_ending(start_service: Start) -> None:
    running = start_service()
    headers = {"Authorization": f"Bearer {running.token}"}
    with httpx.stream("GET", f"{running.url}/v1/stream", headers=headers) as listening:
        lines = listening.iter_lines()
        assert next(lines).startswith("id: 0")
        assert running.end() == 0


def test_a_second_service_on_one_folder_is_refused_in_a_sentence(
    start_service: Start, refused_service: Start, tmp_path: Path
) -> None:
    start_service()
    status, said = refused_service(tmp_path / "home", 0)
    assert (status, said["error"]) == (
        2,
        "this monitoring service's data folder is already open in another process",
    )


def test_a_port_that_is_taken_is_said_in_a_sentence(refused_service: Start, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, said = refused_service(tmp_path / "home", port)
    assert (status, said["error"]) == (2, f"port {port} is already taken")


def test_a_walk_with_two_kills_tells_what_a_quiet_one_tells(
    start_service: Start, tmp_path: Path, controls: dict[str, Any], rows: list
) -> None:
    quiet = start_service(tmp_path / "quiet", tmp_path / "quiet.log")
    quiet.client.put_controls(controls)
    quiet.client.post_fixes(rows)
    running = start_service()
    running.client.put_controls(controls)
    for first, last in ((0, 100), (100, 150)):
        with_repeat = rows[max(0, first - 3) : last]
        for row in with_repeat:
            running.client.post_fixes([row])
        running.end(signal.SIGKILL)
        running = start_service()
    for row in rows[147:]:
        running.client.post_fixes([row])
    assert told(running.client) == told(quiet.client) != []
    assert running.client.counts()["accepted"] == 240


def test_a_listener_goes_on_after_a_restart_where_it_stopped(
    start_service: Start, controls: dict[str, Any], rows: list
) -> None:
    async def heard(service: Service, after: int, until: str) -> list[int]:
        seqs = []
        async for event in service.stream(after):
            if event.event == until:
                break
            seqs.append(event.seq)
        return seqs

    running = start_service()
    running.client.put_controls(controls)
    running.client.post_fixes(rows[:100])
    before = asyncio.run(heard(running.client, 0, "counts"))
    running.end(signal.SIGKILL)
    running = start_service()
    running.client.post_fixes(rows[100:])
    after = asyncio.run(heard(running.client, before[-1], "counts"))
    assert min(after) > max(before)
    assert len(set(before + after)) == len(before + after)


def test_a_browser_that_comes_back_is_not_told_everything_again(
    start_service: Start, controls: dict[str, Any], rows: list
) -> None:
    running = start_service()
    running.client.put_controls(controls)
    running.client.post_fixes(rows)
    last = running.client.health()["last_entry"]
    headers = {"Authorization": f"Bearer {running.token}", "Last-Event-ID": str(last)}
    with httpx.stream("GET", f"{running.url}/v1/stream?after=0", headers=headers) as listening:
        lines = listening.iter_lines()
        assert (next(lines), next(lines)) == (f"id: {last}", "event: counts")


def test_a_folder_that_cannot_be_used_is_said_in_a_sentence(refused_service: Start, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, said = refused_service(tmp_path / "file", 0)
    assert (status, said["where"]) == (2, "home")


def test_the_log_names_no_device_person_or_control(
    start_service: Start, controls: dict[str, Any], rows: list
) -> None:
    running = start_service()
    running.client.put_controls(controls)
    running.client.post_fixes([*rows, {"device": "R1", "time": "nonsense"}])
    running.end()
    log = running.log.read_text()
    assert not [word for word in ("R1", "R-1", "C1", "campus") if word in log]


def test_a_wrong_token_is_told_as_an_error_of_ours(start_service: Start) -> None:
    with pytest.raises(InputError, match="token"):
        Service(start_service().url, "wrong").counts()


def test_a_service_that_is_gone_is_told_as_an_error_of_ours(start_service: Start) -> None:
    running = start_service()
    running.end()
    with pytest.raises(InputError, match="does not answer"):
        running.client.counts()
