"""Server-sent events: what the journal says from a number on, and the counts when they change.

A listener reads the journal itself; the bell only says that there is more. So nothing is lost between two
connections, and a slow listener holds up nobody.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from vaern.service.desk import News

HEARTBEAT_S = 15.0
_SPOKEN = {"alarm": "alarm", "released": "released", "released_early": "released"}


class Bell:
    """Wakes everybody who waits; knows when the service ends."""

    def __init__(self) -> None:
        self._next = asyncio.Event()
        self.has_ended = False

    def ring(self) -> None:
        """Wake everybody who waits now."""
        self._next.set()
        self._next = asyncio.Event()

    def end(self) -> None:
        """Send everybody home."""
        self.has_ended = True
        self.ring()

    def listen(self) -> Callable[[float], Awaitable[bool]]:
        """Return a wait that hears what rings from now on: true when it rang, false after the seconds."""
        rung = self._next

        async def wait(seconds: float) -> bool:
            try:
                await asyncio.wait_for(rung.wait(), seconds)
            except TimeoutError:
                return False
            return True

        return wait


async def events(
    ask: Callable[[int], Awaitable[News]], bell: Bell, after: int, heartbeat_s: float = HEARTBEAT_S
) -> AsyncGenerator[bytes, None]:
    """Yield the stream after entry `after` until the bell ends; a comment when there is nothing to say."""
    said: dict[str, int] = {}
    while not bell.has_ended:
        wait = bell.listen()
        entries, counts, after = await ask(after)
        for entry in entries:
            if entry.kind in _SPOKEN and entry.content is not None:
                yield event(entry.seq, _SPOKEN[entry.kind], entry.content)
        if counts != said:
            yield event(after, "counts", counts)
            said = counts
        if not entries and not await wait(heartbeat_s):
            yield b": alive\n\n"


def event(seq: int, name: str, data: dict[str, Any]) -> bytes:
    """Return one event of the stream."""
    return f"id: {seq}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
