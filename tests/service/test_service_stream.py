"""The alarm stream: in order, from where the listener stopped, and never silent for long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from vaern.service import stream
from vaern.service.client import StreamEvent, _events
from vaern.service.desk import News
from vaern.service.journal import Entry
from vaern.service.stream import Bell


def entry(seq: int, kind: str = "alarm") -> Entry:
    return Entry(seq, "at", kind, "salt", {"n": seq}, "c", "p", "h")


class Said:
    """A journal that the test writes; the bell ends when it has been read `times` times."""

    def __init__(self, *entries: Entry, times: int = 2) -> None:
        self.bell, self.entries, self.times = Bell(), list(entries), times
        self.counts = {"accepted": 0}

    async def ask(self, after: int) -> News:
        self.times -= 1
        if not self.times:
            self.bell.end()
        news = [found for found in self.entries if found.seq > after]
        return news, dict(self.counts), news[-1].seq if news else after


def heard(said: Said, after: int = 0) -> list[bytes]:
    async def listen() -> list[bytes]:
        return [part async for part in stream.events(said.ask, said.bell, after, heartbeat_s=0.01)]

    return asyncio.run(listen())


def test_an_event_bears_its_number_its_name_and_its_object() -> None:
    assert heard(Said(entry(7)))[0] == b'id: 7\nevent: alarm\ndata: {"n": 7}\n\n'


def test_a_listener_hears_what_came_after_the_number_it_knows() -> None:
    parts = heard(Said(entry(1), entry(2), entry(3)), after=2)
    assert [part for part in parts if b"alarm" in part] == [b'id: 3\nevent: alarm\ndata: {"n": 3}\n\n']


def test_a_fix_opened_early_is_said_as_released() -> None:
    assert b"event: released\n" in heard(Said(entry(1, "released_early")))[0]


def test_a_control_in_the_journal_is_not_said_to_listeners() -> None:
    assert not [part for part in heard(Said(entry(1, "control"))) if b'{"n"' in part]


def test_a_deleted_entry_is_passed_over() -> None:
    assert not [part for part in heard(Said(entry(1)._replace(content=None))) if b"alarm" in part]


def test_counts_are_said_once_until_they_change() -> None:
    assert len([part for part in heard(Said(times=4)) if b"event: counts" in part]) == 1


def test_counts_bear_the_number_up_to_which_they_go() -> None:
    assert heard(Said(entry(5)))[1].startswith(b"id: 5\nevent: counts\n")


def test_a_quiet_stream_still_breathes() -> None:
    assert b": alive\n\n" in heard(Said(times=3))


def test_what_rings_between_asking_and_waiting_is_not_missed() -> None:
    async def ring_then_wait() -> bool:
        bell = Bell()
        wait = bell.listen()
        bell.ring()
        return await wait(1.0)

    assert asyncio.run(ring_then_wait())


def test_a_bell_that_ended_ends_every_stream() -> None:
    said = Said(times=1)
    assert [part for part in heard(said) if b"alive" in part] == []


def read(text: bytes) -> list[StreamEvent]:
    async def lines() -> AsyncIterator[str]:
        for line in text.decode().split("\n"):
            yield line

    async def all_of_them() -> list[StreamEvent]:
        return [event async for event in _events(lines())]

    return asyncio.run(all_of_them())


def test_the_client_reads_what_the_stream_says_heartbeats_and_all() -> None:
    events = read(b"".join(heard(Said(entry(1), entry(2, "released"), times=3))))
    said = [(event.seq, event.event) for event in events]
    assert said == [(1, "alarm"), (2, "released"), (2, "counts"), (2, "heartbeat")]


def test_data_comes_back_as_it_was() -> None:
    said = {"because": "Ærø: a \n line"}
    assert read(stream.event(1, "alarm", said)) == [StreamEvent(1, "alarm", said)]
