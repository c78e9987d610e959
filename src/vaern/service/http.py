"""As much HTTP over ASGI as a loopback service of eight addresses needs."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from vaern.errors import InputError

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_LONGEST_BODY = 64 * 2**20


@dataclass(frozen=True)
class Request:
    """One call: `query` and `headers` keep the last of several equal names."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    receive: Receive

    @classmethod
    def of(cls, scope: Message, receive: Receive) -> Request:
        """Return the call that an ASGI scope describes."""
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        return cls(scope["method"], scope["path"], query, headers, receive)

    def bears(self, token: str) -> bool:
        """Say whether the call bears `token`, taking as long for a wrong one as for a right one."""
        said = self.headers.get("authorization", "")
        return hmac.compare_digest(said.encode(), f"Bearer {token}".encode())

    def number(self, name: str, default: int) -> int:
        """Return a whole number of the query."""
        said = self.query.get(name, str(default))
        if not said.isdecimal():
            raise InputError("this is not a whole number", f"?{name}", "digits")
        return int(said)

    async def json_object(self) -> dict[str, Any]:
        """Return the body, which must be one JSON object."""
        try:
            said = json.loads(await self.body())
        except (UnicodeDecodeError, json.JSONDecodeError):
            raise InputError("the body is not JSON", "", "one JSON object in UTF-8") from None
        if not isinstance(said, dict):
            raise InputError("the body is not an object", "", "one JSON object in UTF-8")
        return said

    async def body(self, most_bytes: int = _LONGEST_BODY) -> bytes:
        """Return the body; InputError as soon as it is longer than `most_bytes`."""
        body = bytearray()
        while True:
            message = await self.receive()
            body += message.get("body", b"")
            if len(body) > most_bytes:
                raise InputError("the body is too long", "", f"at most {most_bytes} bytes; send in parts")
            if not message.get("more_body"):
                return bytes(body)


async def begin(send: Send, status: int, content_type: str) -> None:
    """Send the head of an answer that nobody may keep a copy of."""
    headers = [(b"content-type", content_type.encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def answer(send: Send, status: int, body: bytes, content_type: str) -> None:
    """Send a whole answer."""
    await begin(send, status, content_type)
    await send({"type": "http.response.body", "body": body})


async def answer_json(send: Send, status: int, said: Any) -> None:
    """Send a whole answer as JSON."""
    await answer(send, status, json.dumps(said, ensure_ascii=False).encode(), "application/json")
