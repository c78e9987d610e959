"""Trackers over TCP: every frame to its acknowledgement, and none before the disk has it."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from devices import frames, sent
from gateway import HERE, IMEI, LOGIN, Front, introduction, teltonika
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaern.service.gateway.connection import LANGUAGES
from vaern.service.gateway.door import MOST_WAITING
from vaern.service.intake import Acknowledged
from vaern.vault.disk import DiskFull

NOW_MS = 1_777_629_600_000


def test_a_position_is_acknowledged_by_its_count_and_is_on_disk(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        at.live.clock.not_before(NOW_MS + 60_000)
        answered = await at.say("teltonika", LOGIN, teltonika(NOW_MS, NOW_MS + 60_000))
        assert answered == b"\x01" + (2).to_bytes(4)
        assert at.live.counts.read()["accepted"] == 2
        again = await at.say("teltonika", LOGIN, teltonika(NOW_MS, NOW_MS + 60_000))
        assert again == answered
        assert at.live.counts.read()["repeated"] == 2

    front(scene)


def test_nothing_is_acknowledged_while_the_disk_is_full(front: Any) -> None:
    async def full(_rows: Any) -> Acknowledged:
        raise DiskFull

    async def scene(at: Front) -> None:
        at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        assert await at.say("teltonika", LOGIN, teltonika(NOW_MS)) == b"\x01"
        assert at.counted("teltonika", "disk_full") == 1

    front(scene, full)


def test_a_call_while_the_disk_is_full_is_told_that_there_is_no_room(front: Any) -> None:
    async def full(_rows: Any) -> Acknowledged:
        raise DiskFull

    async def scene(at: Front) -> None:
        place = {"id": at.registry.add("R1", "osmand"), "lat": "55", "lon": "10", "timestamp": str(NOW_MS)}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{at.port('http')}") as client:
            assert (await client.post("/", data=place)).status_code == 507

    front(scene, full)


def test_the_acknowledgement_waits_for_the_disk(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        reader, writer = await at.connect("teltonika")
        writer.write(LOGIN + teltonika(NOW_MS))
        assert await reader.readexactly(1) == b"\x01"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.3)
        written.set()
        assert await reader.readexactly(4) == (1).to_bytes(4)
        writer.close()

    written = asyncio.Event()

    async def slow(rows: Any) -> Acknowledged:
        await written.wait()
        return Acknowledged(len(rows), (), ())

    front(scene, slow)


def test_who_comes_while_too_much_waits_is_not_read_from(front: Any) -> None:
    waiting: list[int] = []
    written = asyncio.Event()

    async def slow(rows: Any) -> Acknowledged:
        waiting.append(len(rows))
        await written.wait()
        return Acknowledged(len(rows), (), ())

    async def scene(at: Front) -> None:
        door, device = at.gateway.door, at.registry
        device.add("R1", "teltonika", number=IMEI, networks=[HERE])
        found = device.named("R1")
        assert found is not None
        parts = [asyncio.create_task(door.let_in(found, [{"device": "x"}] * 7_000)) for _ in range(5)]
        await asyncio.sleep(0.1)
        assert sum(waiting) <= MOST_WAITING
        assert len(waiting) == 2
        written.set()
        await asyncio.gather(*parts)
        assert len(waiting) == 5

    front(scene, slow)


def test_a_device_that_floods_waits_and_its_neighbour_does_not(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "osmand")
        at.registry.add("P1", "osmand")
        flood, neighbour = at.registry.named("R1"), at.registry.named("P1")
        assert flood
        assert neighbour
        door = at.gateway.door
        assert door.wait_s(flood, [{}] * 20_000) == 0
        assert door.wait_s(flood, [{}] * 100) == pytest.approx(2, abs=0.1)
        assert door.wait_s(flood, [{}] * 100) == pytest.approx(2, abs=0.1), "asking again costs nothing"
        assert door.wait_s(flood, [{"event": "button"}]) == 0
        assert door.wait_s(neighbour, [{}]) == 0

    front(scene)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_frames_of_real_devices_are_answered_over_a_socket(front: Any, language: str) -> None:
    async def all_taken(rows: Any) -> Acknowledged:
        return Acknowledged(len(rows), (), ())

    async def scene(at: Front) -> None:
        for frame in frames(language)[:8]:
            for each in LANGUAGES[language]().hear(introduction(language) + sent(frame)):
                for number in {each.device, *(str(row["device"]) for row in each.rows)} - {None}:
                    if at.registry.numbered(language, str(number)) is None:
                        at.registry.add(f"D{number}", language, number=str(number), networks=[HERE])
            first = introduction(language)
            whole = LANGUAGES[language]().hear(first + sent(frame))
            expected = b"".join(each.reply for each in whole)
            if expected:
                assert await at.say(language, first, sent(frame)) == expected

    front(scene, all_taken)


def test_a_connection_that_never_says_who_it_is_is_closed(front: Any) -> None:
    async def scene(at: Front) -> None:
        for board in at.gateway._boards:
            board.first_word_s = 0.2
        reader, writer = await at.connect("gt06")
        assert await asyncio.wait_for(reader.read(), 2) == b""
        assert at.counted("gt06", "never_named") == 1
        writer.close()

    front(scene)


def test_slow_connections_by_the_hundred_keep_nobody_from_speaking(front: Any) -> None:
    async def scene(at: Front) -> None:
        at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        slow = [await at.connect("teltonika") for _ in range(1000)]
        for _, writer in slow:
            writer.write(b"\x00")
        assert await at.say("teltonika", LOGIN, teltonika(NOW_MS)) == b"\x01" + (1).to_bytes(4)
        for _, writer in slow:
            writer.close()

    front(scene)


def test_more_connections_than_allowed_are_turned_away_and_counted(front: Any) -> None:
    async def scene(at: Front) -> None:
        for board in at.gateway._boards:
            board.most_open = 2
        kept = [await at.connect("h02") for _ in range(2)]
        reader, writer = await at.connect("h02")
        assert await reader.read() == b""
        assert at.counted("h02", "too_many_open") == 1
        for _, each in (*kept, (reader, writer)):
            each.close()

    front(scene)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(list(LANGUAGES)), st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=6)
)
def test_whatever_one_connection_says_another_is_served(
    front: Any, language: str, pieces: list[bytes]
) -> None:
    async def scene(at: Front) -> None:
        if at.registry.named("R1") is None:
            at.registry.add("R1", "teltonika", number=IMEI, networks=[HERE])
        _, writer = await at.connect(language)
        for piece in pieces:
            writer.write(piece)
        assert (await at.say("teltonika", LOGIN, teltonika(NOW_MS))).endswith((1).to_bytes(4))
        writer.close()

    front(scene)
