"""Where devices are listened to: one port a language, with TLS wherever strangers can reach it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

import structlog
import uvicorn

from vaern.errors import InputError
from vaern.service.gateway.batch import Counted
from vaern.service.gateway.calls import Calls
from vaern.service.gateway.connection import LANGUAGES, Switchboard
from vaern.service.gateway.door import Door
from vaern.service.gateway.registry import Registry

HTTP = "http"
_SLOW_CALL_S = 10


@dataclass(frozen=True, slots=True)
class Listener:
    """One port: `language` is one of `LANGUAGES` or `http`; `plain` has no TLS because somebody said so."""

    language: str
    port: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Listening:
    """Which ports, on which address, with which certificate (PEM files)."""

    host: str
    listeners: tuple[Listener, ...]
    certificate: Path | None = None
    key: Path | None = None

    @classmethod
    def of(
        cls, said: Sequence[str], host: str, certificate: Path | None = None, key: Path | None = None
    ) -> Listening:
        """Return what `http=5055`, `gt06=5023/plain` … say.

        InputError for what cannot be read, and for a port beyond loopback without TLS or the word plain.
        """
        listeners = tuple(_listener(each) for each in said)
        if (certificate is None) != (key is None):
            raise InputError("certificate and key go together", "--certificate", "both, as PEM files")
        outside = not ip_address(host).is_loopback
        if outside and certificate is None and not all(each.plain for each in listeners):
            raise InputError(
                "beyond this machine positions go encrypted", "--certificate",
                "a certificate and its key; or /plain behind a port, where a closed network carries it",
            )  # fmt: skip
        return cls(host, listeners, certificate, key)

    def context(self) -> ssl.SSLContext | None:
        """Return TLS 1.2 or later with the certificate; None without one."""
        if self.certificate is None:
            return None
        found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        found.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            found.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError):
            raise InputError(
                "the certificate cannot be used", "--certificate", "PEM files that fit"
            ) from None
        return found


@dataclass
class Gateway:
    """The open ports; `ports` says which each language got."""

    listening: Listening
    registry: Registry
    door: Door
    counted: Counted
    ports: dict[str, int] = field(default_factory=dict)
    _boards: list[Switchboard] = field(default_factory=list)
    _servers: list[asyncio.Server] = field(default_factory=list)
    _http: list[tuple[_Calls, asyncio.Task[None]]] = field(default_factory=list)

    async def open(self) -> None:
        """Listen on every port; InputError when one is taken."""
        context = self.listening.context()
        for each in self.listening.listeners:
            tls = None if each.plain else context
            try:
                await (self._open_http(each, tls) if each.language == HTTP else self._open(each, tls))
            except OSError:
                raise InputError(f"port {each.port} is already taken", "--devices", "a free port") from None
        structlog.get_logger().info("devices_heard", host=self.listening.host, **self.ports)

    async def close(self) -> None:
        """Listen no more; what was acknowledged is on disk."""
        for server in self._servers:
            server.close()
        for board in self._boards:
            board.hang_up()
        for calls, task in self._http:
            calls.should_exit = True
            await task

    async def _open(self, each: Listener, tls: ssl.SSLContext | None) -> None:
        board = Switchboard(each.language, self.registry, self.door)
        server = await asyncio.start_server(board.talk, self.listening.host, each.port, ssl=tls, limit=2**14)
        self._boards.append(board)
        self._servers.append(server)
        self.ports[each.language] = server.sockets[0].getsockname()[1]

    async def _open_http(self, each: Listener, tls: ssl.SSLContext | None) -> None:
        config = uvicorn.Config(
            Calls(self.registry, self.door, self.counted), lifespan="off", log_config=None, access_log=False,
            limit_concurrency=2_000, timeout_keep_alive=_SLOW_CALL_S, timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=2**14,
        )  # fmt: skip
        config.load()
        config.ssl = tls
        family = socket.AF_INET6 if ":" in self.listening.host else socket.AF_INET
        listening = socket.create_server((self.listening.host, each.port), family=family)
        server = _Calls(config)
        self._http.append((server, asyncio.create_task(server.serve([listening]))))
        self.ports[HTTP] = listening.getsockname()[1]


class _Calls(uvicorn.Server):
    """Leaves the signals to the service that it is a part of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _listener(said: str) -> Listener:
    language, _, rest = said.partition("=")
    port, _, way = rest.partition("/")
    if (
        language not in (*LANGUAGES, HTTP)
        or not port.isdecimal()
        or int(port) > 65_535
        or way not in ("", "plain")
    ):
        raise InputError(
            "this says no port",
            "--devices",
            f"one of {', '.join((HTTP, *LANGUAGES))} as http=5055 or gt06=5023/plain",
        )
    return Listener(language, int(port), way == "plain")
