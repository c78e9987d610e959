"""Devices that call over HTTP: OsmAnd and its like, OwnTracks, a Traccar in front of us, the signed batch."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from vaern.errors import InputError
from vaern.ingest import osmand, owntracks, traccar
from vaern.ingest.heard import Heard, Row
from vaern.service.gateway.batch import Counted, read_batch
from vaern.service.gateway.door import Door
from vaern.service.gateway.registry import Device, Registry
from vaern.service.http import Message, Receive, Request, Send, answer_json
from vaern.vault.disk import DiskFull

MOST_BYTES = 2 * 2**20
_TOO_MANY, _CONFLICT, _FORBIDDEN, _UNKNOWN, _NO_ROOM = 429, 409, 403, 401, 507


class Refused(Exception):
    """What a call is answered when nothing of it is taken."""

    def __init__(self, dialect: str, outcome: str, status: int, error: InputError) -> None:
        super().__init__(outcome)
        self.dialect, self.outcome, self.status, self.error = dialect, outcome, status, error


@dataclass
class Calls:
    """An ASGI application; no answer tells whether a device of that name exists."""

    registry: Registry
    door: Door
    counted: Counted

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one call, with 200 when all it said is on disk."""
        request = Request.of(scope, receive)
        hear = self._hearing(request)
        if hear is None:
            await answer_json(
                send, 404, InputError("there is no such address", "", "an address of a device").as_dict()
            )
            return
        try:
            said = await hear(request, await request.body(MOST_BYTES))
        except Refused as refused:
            self.door.count(refused.dialect, refused.outcome)
            await answer_json(send, refused.status, refused.error.as_dict())
        except DiskFull as error:
            await answer_json(send, _NO_ROOM, error.as_dict())
        except InputError as error:
            await answer_json(send, 422, error.as_dict())
        else:
            await answer_json(send, 200, said)

    def _hearing(self, request: Request) -> Callable[[Request, bytes], Awaitable[Any]] | None:
        match request.method, request.path:
            case "GET" | "POST", "/" | "/osmand":
                return self._osmand
            case "POST", "/owntracks":
                return self._owntracks
            case "POST", "/traccar":
                return self._traccar
            case "POST", "/v1/batch":
                return self._batch
        return None

    async def _osmand(self, request: Request, body: bytes) -> Any:
        is_json = request.headers.get("content-type", "").startswith("application/json")
        fields = dict(request.query)
        if body and not is_json:
            fields |= dict(parse_qsl(body.decode("latin-1")))
        heard = _usable("osmand", osmand.read_call(fields, body, is_json=is_json))
        device = self.registry.bearing("osmand", heard.device or "")
        if device is None:
            raise _unknown("osmand")
        return await self._take(device, heard.rows)

    async def _owntracks(self, request: Request, body: bytes) -> Any:
        name, secret = _basic(request)
        device = self.registry.bearing("owntracks", secret)
        if device is None or device.name != name:
            raise _unknown("owntracks")
        await self._take(device, _usable("owntracks", owntracks.read_message(body, device.name)).rows)
        return []  # what the application shows of others: nobody

    async def _traccar(self, request: Request, body: bytes) -> Any:
        server = self.registry.bearing(
            "traccar-server", request.headers.get("authorization", "").removeprefix("Bearer ")
        )
        if server is None:
            raise _unknown("traccar")
        heard = _usable("traccar", traccar.read_forwarded(body))
        device = self.registry.numbered("traccar", heard.device or "")
        if device is None or device.through != server.name:
            raise _unknown("traccar", _FORBIDDEN)
        return await self._take(device, heard.rows)

    async def _batch(self, request: Request, body: bytes) -> Any:
        device = self.registry.named(request.headers.get("vaern-device", ""))
        signature = _base64(request.headers.get("vaern-signature", ""))
        if device is None or device.dialect != "batch" or not device.signed(body, signature):
            raise _unknown("batch")
        batch = read_batch(body, request.headers.get("content-type", ""))
        if self.counted.is_again(device.name, batch):
            self.door.count("batch", "again")
            return {"accepted": 0, "repeated": len(batch.rows), "refused": []}
        if self.counted.is_old(device.name, batch):
            used = InputError("this count has been used", "/count", "a count above the last one")
            raise Refused("batch", "replayed", _CONFLICT, used)
        said = await self._take(device, batch.rows)
        self.counted.keep(device.name, batch)
        return said

    async def _take(self, device: Device, rows: Any) -> dict[str, Any]:
        taken: list[Row] = list(rows)
        if wait_s := self.door.wait_s(device, taken):
            later = InputError("this device sends too much", "", f"again in {math.ceil(wait_s)} seconds")
            raise Refused(device.dialect, "slowed", _TOO_MANY, later)
        heard = await self.door.let_in(device, taken)
        return heard.as_dict()


def _usable(dialect: str, heard: Heard) -> Heard:
    if heard.refused:
        raise Refused(dialect, heard.refused, 422, InputError("this call cannot be read", "", dialect))
    return heard


def _unknown(dialect: str, status: int = _UNKNOWN) -> Refused:
    error = InputError("this is no device that may speak here", "", "the name and the secret it was given")
    return Refused(dialect, "forged", status, error)


def _basic(request: Request) -> tuple[str, str]:
    said = _base64(request.headers.get("authorization", "").removeprefix("Basic ")).decode("utf-8", "replace")
    name, _, secret = said.partition(":")
    return name, secret


def _base64(said: str) -> bytes:
    try:
        return base64.b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        return b""
