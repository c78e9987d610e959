"""Calls that wait for one commit: whatever has come while the last one was written goes into the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from vaern.service.intake import Acknowledged

Rows = Sequence[Any]


class Gathering:
    """Takes calls as they come; under load a commit grows by itself, without load none waits."""

    def __init__(self, take: Callable[[list[Rows]], Awaitable[list[Acknowledged]]]) -> None:
        self._take = take
        self._waiting: list[tuple[Rows, asyncio.Future[Acknowledged]]] = []
        self._working: asyncio.Task[None] | None = None

    async def take(self, rows: Rows) -> Acknowledged:
        """Return what became of a call's rows, once all of it is on disk."""
        answer: asyncio.Future[Acknowledged] = asyncio.get_running_loop().create_future()
        self._waiting.append((rows, answer))
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await answer

    async def _work(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            taking = self._take([rows for rows, _ in together])
            (heard,) = await asyncio.gather(taking, return_exceptions=True)
            for number, (_, answer) in enumerate(together):
                if answer.done():  # whoever sent it is gone
                    continue
                if isinstance(heard, BaseException):
                    answer.set_exception(heard)
                else:
                    answer.set_result(heard[number])
        self._working = None
