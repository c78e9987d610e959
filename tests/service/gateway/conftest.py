"""A gateway on loopback over a live service."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from gateway import Front
from prometheus_client import CollectorRegistry

from vaern.service.desk import Desk
from vaern.service.gateway.batch import Counted
from vaern.service.gateway.door import Door
from vaern.service.gateway.listening import Gateway, Listening
from vaern.service.gateway.registry import Registry
from vaern.service.intake import Acknowledged
from vaern.service.live import Live

Play = Callable[[Callable[[Front], Awaitable[Any]]], Any]


@pytest.fixture
def front(live: Live, tmp_path: Path) -> Play:
    """Runs a test's own coroutine against an open gateway of every language; `take` stands for the disk."""

    def play(scene: Callable[[Front], Awaitable[Any]], take: Any = None) -> Any:
        async def run() -> Any:
            desk, figures = Desk(live), CollectorRegistry()

            async def on_disk(rows: Sequence[Any]) -> Acknowledged:
                (heard,) = await asyncio.to_thread(desk.take_together, [rows])
                return heard

            ports = ["http=0", "teltonika=0", "gt06=0", "h02=0", "queclink=0"]
            gateway = Gateway(
                Listening.of(ports, "127.0.0.1"), Registry(tmp_path / "monitor"),
                Door(take or on_disk, time.monotonic, figures), Counted(tmp_path / "batches.counts"),
            )  # fmt: skip
            await gateway.open()
            try:
                return await scene(Front(gateway, figures, live))
            finally:
                await gateway.close()

        return asyncio.run(run())

    return play
