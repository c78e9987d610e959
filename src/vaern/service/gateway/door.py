"""What stands between the devices and the engine: only so much waits, and no device takes it all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import CollectorRegistry, Counter

from vaern.ingest.heard import Row
from vaern.service.gateway.registry import Device
from vaern.service.intake import Acknowledged

MOST_WAITING = 20_000
"""Rows that may wait for the disk; whoever comes then is not read from until there is room."""
BURST, A_SECOND = 20_000.0, 50.0
"""Rows that a device may bring at once (a week in a tunnel, a report every half minute), and go on with."""


@dataclass
class Door:
    """Lets rows in; `take` returns when they are on disk, `now` is seconds of a clock that only rises."""

    take: Callable[[Sequence[Any]], Awaitable[Acknowledged]]
    now: Callable[[], float]
    figures: CollectorRegistry
    failed: Callable[[], None] = lambda: None
    _waiting: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._counter = Counter(
            "vaern_devices_heard", "What devices sent, by what became of it", ["dialect", "outcome"],
            registry=self.figures,
        )  # fmt: skip

    def count(self, dialect: str, outcome: str, number: int = 1) -> None:
        """Count what became of something; an outcome is a word of ours, never a value."""
        self._counter.labels(dialect, outcome).inc(number)

    def wait_s(self, device: Device, rows: Sequence[Row]) -> float:
        """Return how long this device has to wait before so many rows of its are taken; 0: they count now.

        A button never waits.
        """
        if any(row.get("event") == "button" for row in rows):
            return 0.0
        now = self.now()
        left, at = self._spent.get(device.name, (BURST, now))
        left = min(BURST, left + (now - at) * A_SECOND) - len(rows)
        if left < 0:
            return -left / A_SECOND
        self._spent[device.name] = left, now
        return 0.0

    async def let_in(self, device: Device, rows: Sequence[Row]) -> Acknowledged:
        """Hand rows on under the device's own name; they are on disk when this returns.

        `DiskFull` and OSError pass through: then nothing may be acknowledged.
        """
        named = [{**row, "device": device.name} for row in rows]
        async with self._changed:
            await self._changed.wait_for(
                lambda: not self._waiting or self._waiting + len(named) <= MOST_WAITING
            )
            self._waiting += len(named)
        try:
            heard = await self.take(named)
        except OSError:
            self.failed()
            raise
        finally:
            async with self._changed:
                self._waiting -= len(named)
                self._changed.notify_all()
        self._count(device.dialect, heard)
        return heard

    def _count(self, dialect: str, heard: Acknowledged) -> None:
        outcomes: Mapping[str, int] = {
            "accepted": heard.accepted, "repeated": len(heard.repeated), "refused": len(heard.refused),
        }  # fmt: skip
        for outcome, number in outcomes.items():
            if number:
                self.count(dialect, outcome, number)
