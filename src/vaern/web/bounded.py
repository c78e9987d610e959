"""Turning away requests that are larger than any form of ours, before they are read to the end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

TOO_LARGE = (
    "Forespørgslen er for stor. Send færre filer ad gangen.\nThe request is too large. Send fewer files.\n"
)


def bounded(app: App, most_bytes: int) -> App:
    """Return `app` behind a bound: a longer body gets 413, or is cut off where its length was hidden."""

    async def answered(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if _stated(scope) > most_bytes:
            await _refuse(send)
            return
        left = most_bytes

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        await app(scope, counted, send)

    return answered


def _stated(scope: Message) -> int:
    written = dict(scope["headers"]).get(b"content-length", b"0")
    return int(written) if written.isdigit() else 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_LARGE.encode()})
