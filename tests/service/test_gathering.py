"""Calls that come while one is written share the next commit, and each hears its own answer."""

from __future__ import annotations

import asyncio
from typing import Any

from vaern.errors import InputError
from vaern.service.gathering import Gathering
from vaern.service.intake import Acknowledged


class Disk:
    """Writes slowly; remembers what it wrote together, and breaks where it is told to."""

    def __init__(self, breaks_at: int = -1) -> None:
        self.written: list[list[Any]] = []
        self.breaks_at = breaks_at

    async def take(self, calls: list[Any]) -> list[Acknowledged]:
        await asyncio.sleep(0)
        self.written.append(calls)
        if len(self.written) - 1 == self.breaks_at:
            raise InputError("the disk is full")
        return [Acknowledged(len(rows), (), ()) for rows in calls]


def heard(disk: Disk, *calls: list[int]) -> list[Any]:
    async def all_at_once() -> list[Any]:
        gathering = Gathering(disk.take)
        first = asyncio.create_task(gathering.take(calls[0]))
        await asyncio.sleep(0)
        rest = [asyncio.create_task(gathering.take(rows)) for rows in calls[1:]]
        return await asyncio.gather(first, *rest, return_exceptions=True)

    return asyncio.run(all_at_once())


def test_what_comes_while_one_is_written_is_written_together() -> None:
    disk = Disk()
    assert [said.accepted for said in heard(disk, [1], [2, 3], [4, 5, 6])] == [1, 2, 3]
    assert disk.written == [[[1]], [[2, 3], [4, 5, 6]]]


def test_a_commit_that_fails_is_told_to_all_who_waited_for_it_and_the_next_goes_on() -> None:
    said = heard(Disk(breaks_at=0), [1], [2])
    assert isinstance(said[0], InputError)
    assert said[1].accepted == 1
