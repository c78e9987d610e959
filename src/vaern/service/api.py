"""The service's addresses: what may be said to it and asked of it, by whoever bears the token."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry

from vaern import __version__
from vaern.errors import InputError
from vaern.monitoring.alarm import iso
from vaern.service import stream
from vaern.service.desk import Desk, News
from vaern.service.gathering import Gathering, Rows
from vaern.service.http import Message, Receive, Request, Send, answer, answer_json, begin
from vaern.service.intake import Acknowledged
from vaern.service.metrics import Figures
from vaern.service.shards import Shards
from vaern.vault.disk import DiskFull

Result = TypeVar("Result")
Handler = Callable[[Request, Send], Awaitable[None]]


class Api:
    """An ASGI application over one desk, which it calls from one thread of its own."""

    def __init__(
        self,
        desk: Desk | Shards,
        token: str,
        *,
        custodian_elsewhere: bool,
        heartbeat_s: float = stream.HEARTBEAT_S,
    ) -> None:
        self._desk, self._token, self._heartbeat_s = desk, token, heartbeat_s
        self._custodian_elsewhere = custodian_elsewhere
        self.on_failure: Callable[[], None] = _no_one_listens
        self._thread = ThreadPoolExecutor(1, "live")
        self._figures = Figures(desk)
        self._gathering = Gathering(self._take)
        self.bell = stream.Bell()
        self._handlers: dict[tuple[str, str], Handler] = {
            ("PUT", "/v1/controls"): self._put_controls,
            ("POST", "/v1/fixes"): self._post_fixes,
            ("POST", "/v1/answers"): self._answer,
            ("POST", "/v1/holds"): self._hold,
            ("POST", "/v1/holds/ended"): self._end_hold,
            ("GET", "/v1/stream"): self._stream,
            ("GET", "/v1/alarm"): self._alarm,
            ("GET", "/v1/alarms"): self._alarms,
            ("GET", "/v1/counts"): self._counts,
            ("GET", "/v1/health"): self._health,
            ("GET", "/metrics"): self._metrics,
        }

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one call; a wrong one with the error object of the contracts."""
        request = Request.of(scope, receive)
        if not request.bears(self._token):
            await _refuse(
                send, 401, InputError("the token is missing or wrong", "Authorization", "Bearer, token")
            )
            return
        handler = self._handlers.get((request.method, request.path))
        if handler is None:
            await _refuse(send, 404, InputError("there is no such address", "", "an address of /v1"))
            return
        try:
            await handler(request, send)
        except DiskFull as error:
            await _refuse(send, 507, error)
        except InputError as error:
            await _refuse(send, 422, error)

    async def tick(self) -> None:
        """Let the engine hear the clock."""
        if await self.call(self._desk.tick):
            self.bell.ring()

    async def close(self) -> None:
        """Let the thread end its work, then put everything on disk."""
        await self.call(self._desk.close)
        self._thread.shutdown()

    async def take(self, rows: Rows) -> Acknowledged:
        """Return what became of rows in the contract's columns, once all of it is on disk."""
        try:
            with self._figures.durable_seconds.time():
                return await self._gathering.take(rows)
        finally:
            self.bell.ring()

    def fail(self) -> None:
        """End: a disk that failed is no disk to go on with; what was acknowledged is on it."""
        self.on_failure()

    @property
    def registry(self) -> CollectorRegistry:
        """Where more figures for `/metrics` may stand."""
        return self._figures.registry

    async def call(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Return what `function` gives in the one thread that may touch the live state."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    async def _put_controls(self, request: Request, send: Send) -> None:
        said = await request.json_object()
        watched = await self.call(self._desk.put_controls, said)
        self.bell.ring()
        await answer_json(send, 200, {"controls": watched})

    async def _post_fixes(self, request: Request, send: Send) -> None:
        said = await request.json_object()
        rows = said.get("fixes")
        if not isinstance(rows, list):
            raise InputError("this is missing or not an array", "/fixes", "an array of fixes")
        try:
            acknowledged = await self.take(rows)
        except OSError:
            self.fail()
            raise
        await answer_json(send, 200, acknowledged.as_dict())

    async def _answer(self, request: Request, send: Send) -> None:
        said = await request.json_object()
        alarm, by, finding = (said.get(name) for name in ("alarm", "by", "finding"))
        if not (isinstance(alarm, str) and isinstance(by, str) and isinstance(finding, str)):
            raise InputError("this is no answer", "/", "alarm, by and finding (texts)")
        await self.call(self._desk.answer, alarm, by, finding)
        self.bell.ring()
        await answer_json(send, 200, {"answered": alarm})

    async def _hold(self, request: Request, send: Send) -> None:
        said = await request.json_object()
        case, alarms = said.get("case"), said.get("alarms")
        if not isinstance(case, str) or not isinstance(alarms, list):
            raise InputError("this is no hold", "/", "case (text) and alarms (an array of ids)")
        held = await self.call(self._desk.hold, case, [str(alarm) for alarm in alarms])
        await answer_json(send, 200, {"held": held})

    async def _end_hold(self, request: Request, send: Send) -> None:
        case = (await request.json_object()).get("case")
        if not isinstance(case, str):
            raise InputError("this is missing or no text", "/case", "the number of the criminal case")
        await answer_json(send, 200, {"ended": await self.call(self._desk.end_hold, case)})

    async def _stream(self, request: Request, send: Send) -> None:
        last = request.headers.get("last-event-id", "")  # a browser that comes back keeps its old address
        after = int(last) if last.isdecimal() else request.number("after", 0)
        await begin(send, 200, "text/event-stream; charset=utf-8")
        gone = asyncio.ensure_future(_until_gone(request))
        spoken = stream.events(self._ask, self.bell, after, self._heartbeat_s)
        try:
            async for part in spoken:
                if gone.done():
                    return
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            await spoken.aclose()

    async def _take(self, calls: list[Rows]) -> list[Acknowledged]:
        return await self.call(self._desk.take_together, calls)

    async def _ask(self, after: int) -> News:
        return await self.call(self._desk.news, after)

    async def _alarm(self, request: Request, send: Send) -> None:
        found = await self.call(self._desk.evidence, request.query.get("id", ""))
        if found is None:
            await _refuse(
                send, 404, InputError("there is no such alarm", "?id", "an id that /v1/alarms gives")
            )
        else:
            await answer_json(send, 200, found)

    async def _alarms(self, request: Request, send: Send) -> None:
        await answer_json(send, 200, {"alarms": await self.call(self._desk.alarms)})

    async def _counts(self, request: Request, send: Send) -> None:
        await answer_json(send, 200, await self.call(self._desk.counts))

    async def _health(self, request: Request, send: Send) -> None:
        standing = await self.call(self._desk.standing)
        said = {
            "status": "ok",
            "engine": f"vaern {__version__}",
            "clock": standing.clock,
            "now": iso(standing.now_ms),
            "lateness_s": standing.lateness_s,
            "controls": standing.controls,
            "last_entry": standing.last_entry,
            "custodian_key_elsewhere": self._custodian_elsewhere,
        }
        await answer_json(send, 200, said)

    async def _metrics(self, request: Request, send: Send) -> None:
        await answer(send, 200, await self.call(self._figures.text), CONTENT_TYPE_LATEST)


def _no_one_listens() -> None:
    """Stand in until the server says how it ends."""


async def _refuse(send: Send, status: int, error: InputError) -> None:
    await answer_json(send, status, error.as_dict())


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
