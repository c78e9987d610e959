"""Starts the live service and ends it without losing anything."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType

import structlog
import uvicorn
import uvloop

from vaern.custodian.key import SHARES, make_custodian
from vaern.errors import InputError
from vaern.packs.monitoring import monitoring_rules
from vaern.packs.regulations import regulations
from vaern.service import log
from vaern.service.api import Api
from vaern.service.clock import Clock, StreamClock, SystemClock
from vaern.service.desk import Desk
from vaern.service.gateway.batch import Counted
from vaern.service.gateway.door import Door
from vaern.service.gateway.listening import Gateway, Listening
from vaern.service.gateway.registry import Registry
from vaern.service.home import Home
from vaern.service.keeping import RETENTION, today
from vaern.service.live import Live
from vaern.service.processes import Processes
from vaern.service.shards import Shards
from vaern.vault import Vault
from vaern.vault.disk import DiskFull, keep_secret

HOST = "127.0.0.1"
_TICK_S = 1.0
_DEMONSTRATION_CUSTODIAN = "custodian"
_PR_SET_DUMPABLE = 4


def run_service(
    home: Path,
    port: int,
    lateness_s: float,
    stream_clock: bool,
    processes: int = 1,
    devices: Listening | None = None,
) -> None:
    """Serve on loopback until SIGTERM or SIGINT; `InputError` when the port or the folder is taken.

    `stream_clock` lets the fixes' own times drive the clock: for recorded walks, never for real devices.
    With several `processes` each has a whole data folder of its own in `home`: shard-1, shard-2, ...
    Devices are heard where `devices` says; without it nobody but who bears the token brings positions.
    Fixes are sealed for the public key in `home`/monitor/custodian.pub; where none lies there, a custodian
    for demonstration is made in `home`/custodian, which is no separation at all.
    """
    log.set_up()
    _leave_no_crash_dump()
    if processes > 1 and stream_clock:
        raise InputError("recorded walks have one clock", "--processes", "1")
    listening = _listen(port)
    taken = Home.take(home)
    taken.keep_to(processes)
    public_key = _custodian_key(home, taken, SystemClock().now_ms())
    desk: Desk | Shards
    if processes == 1:
        clock = StreamClock() if stream_clock else SystemClock()
        desk = _desk(taken, public_key, lateness_s, clock)
    else:
        folders = [home / f"shard-{number}" for number in range(1, processes + 1)]
        opens = [partial(_shard, taken, folder, public_key, lateness_s, listening) for folder in folders]
        desk = Shards(Processes(opens), monitoring_rules())
    is_elsewhere = not (home / _DEMONSTRATION_CUSTODIAN / SHARES[0]).exists()
    api = Api(desk, taken.token(), custodian_elsewhere=is_elsewhere)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)  # uvicorn hears it first, ends, and raises it again
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        gateway = partial(_gateway, api, taken, devices) if devices else None
        runner.run(_serve(api, listening, ticks=not stream_clock, gateway=gateway))
    taken.lock.release()


def _shard(whole: Home, folder: Path, public_key: bytes, lateness_s: float, listening: socket.socket) -> Desk:
    listening.close()  # the port is that of the process that asks
    taken = Home.take(folder)
    public = taken.folder / "custodian.pub"
    public.unlink(missing_ok=True)
    keep_secret(public, (whole.folder / "custodian.pub").read_bytes())
    return _desk(taken, public_key, lateness_s, SystemClock())


def _desk(taken: Home, public_key: bytes, lateness_s: float, clock: Clock) -> Desk:
    """Open what one process watches, and say what that took."""
    began = time.perf_counter()
    gc.disable()
    vault = Vault.open(taken.vault, public_key)
    rules = monitoring_rules()
    live = Live(
        taken, vault, clock, rules, lateness_s, os.environ.get(RETENTION), regulations=regulations(rules)
    )
    live.sweep()
    gc.freeze()  # what is watched stays: the collector need not look through it at the start, nor later
    gc.enable()
    recovered = live.recovered._asdict()
    structlog.get_logger().info("recovered", seconds=round(time.perf_counter() - began, 3), **recovered)
    return Desk(live)


class _Server(uvicorn.Server):
    """Sends the listeners of the stream home first: they would not go by themselves."""

    def __init__(self, config: uvicorn.Config, api: Api) -> None:
        super().__init__(config)
        self._api = api
        api.on_failure = self.end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, as a signal asks."""
        super().handle_exit(sig, frame)
        self.end()

    def end(self) -> None:
        """Begin to end."""
        self.should_exit = True
        self._api.bell.end()


def _gateway(api: Api, taken: Home, devices: Listening) -> Gateway:
    door = Door(api.take, time.monotonic, api.registry, failed=api.fail)
    counted = Counted(taken.folder / "batches.counts")
    return Gateway(devices, Registry(taken.folder), door, counted)


async def _serve(
    api: Api, listening: socket.socket, ticks: bool, gateway: Callable[[], Gateway] | None
) -> None:
    config = uvicorn.Config(
        api, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=5
    )
    server = _Server(config, api)
    ticking = asyncio.create_task(_tick(api, server)) if ticks else None
    heard = gateway() if gateway else None
    if heard:
        await heard.open()
    structlog.get_logger().info("listening", host=HOST, port=listening.getsockname()[1])
    try:
        await server.serve([listening])
        if ticking:
            await ticking
    finally:
        if heard:
            await heard.close()
        await api.close()
        structlog.get_logger().info("closed")


async def _tick(api: Api, server: _Server) -> None:
    while not server.should_exit:
        await asyncio.sleep(_TICK_S)
        try:
            await api.tick()
        except DiskFull:
            structlog.get_logger().error("disk_full")
        except BaseException:
            server.end()  # silence that nobody can hear is worse than a service that visibly ended
            raise


def _custodian_key(home: Path, taken: Home, now_ms: int) -> bytes:
    path = taken.folder / "custodian.pub"
    if not path.exists():
        keep_secret(path, make_custodian(home / _DEMONSTRATION_CUSTODIAN).hex().encode())
    key = taken.custodian_key(today(monitoring_rules(), now_ms))
    assert key is not None  # the file is there
    return key


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # from here on a caller waits until we answer, and is not turned away
    except OSError:
        listening.close()
        raise InputError(f"port {port} is already taken", "port", "a free port") from None
    return listening


def _leave_no_crash_dump() -> None:
    """Keep positions in memory out of core files, also where the system pipes them elsewhere."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
