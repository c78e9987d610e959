"""The live service's stream as a browser hears it, with a heartbeat, so that a dead line is noticed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress

import httpx

from vaern.errors import InputError
from vaern.service.client import Service, StreamEvent

LOG = logging.getLogger(__name__)
OPENED = frozenset({"alarm", "released", "counts"})
"""What reaches a browser. Sealed fixes are none of these, and the service has no more to give."""
ALIVE_S = 5.0


async def following(
    live: Service, after: int, walks: Callable[[], int], alive_s: float = ALIVE_S
) -> AsyncGenerator[bytes, None]:
    """Yield server-sent events after journal entry `after`: what is opened, `alive` in every silence of
    `alive_s` seconds, `reset` when `walks()` has grown, `gone` when the live service ends.
    """
    heard: asyncio.Queue[StreamEvent | None] = asyncio.Queue(maxsize=1000)
    reading = asyncio.create_task(_read(live, after, heard))
    played = walks()
    try:
        while True:
            try:
                event = await asyncio.wait_for(heard.get(), alive_s)
            except TimeoutError:
                yield _said("alive")
                continue
            if event is None:
                yield _said("gone")
                return
            if walks() > played:
                played = walks()
                yield _said("reset")
            if event.event in OPENED:
                yield f"id: {event.seq}\n".encode() + _said(event.event, json.dumps(event.data))
    finally:
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading


async def while_permitted(
    told: AsyncGenerator[bytes, None], is_permitted: Callable[[], Awaitable[bool]], every_s: float = ALIVE_S
) -> AsyncIterator[bytes]:
    """Pass on what is told until `is_permitted` says no; it is asked first, then at most each `every_s`
    seconds, before the next event goes out. The browser then tries again, and meets the sign-in.
    """
    now, asked_at = asyncio.get_running_loop().time, float("-inf")
    async with aclosing(told):
        async for event in told:
            if now() - asked_at >= every_s:
                if not await is_permitted():
                    return
                asked_at = now()
            yield event


async def _read(live: Service, after: int, heard: asyncio.Queue[StreamEvent | None]) -> None:
    try:
        async for event in live.stream(after):
            await heard.put(event)
    except (InputError, httpx.HTTPError) as error:
        LOG.error("the live service's stream broke", exc_info=error)
    finally:
        await heard.put(None)


def _said(event: str, data: str = "{}") -> bytes:
    return f"event: {event}\ndata: {data}\n\n".encode()
