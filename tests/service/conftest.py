"""A control of the Odense zone, a clock that the test moves, and a live service in the test's own process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from vaern.custodian.key import make_custodian
from vaern.packs.monitoring import monitoring_rules
from vaern.service.api import Api
from vaern.service.desk import Desk
from vaern.service.home import Home
from vaern.service.live import Live
from vaern.simulate import walk
from vaern.vault import Vault

START = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


letting_go: list[Callable[[], None]] = []


class HandClock:
    """Stands where the test put it."""

    name = "hand"
    ticks = True

    def __init__(self) -> None:
        self.at_ms = round(START.timestamp() * 1000)

    def now_ms(self) -> int:
        return self.at_ms

    def arrival_ms(self) -> int:
        return self.at_ms

    def not_before(self, at_ms: int) -> None:
        self.at_ms = max(self.at_ms, at_ms)

    def pass_seconds(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)


def _odense(**changed: Any) -> dict[str, Any]:
    """The demonstration's control: the walk's zone with a margin of 15 metres, one report a second."""
    begins = START.isoformat()
    zone = {"id": "campus", "kind": "prohibited", "geometry": walk.zone()}
    control = {
        "id": "C1",
        "law": "dk-2011-draft",
        "order": "opholdsforbud",
        "mode": "hybrid",
        "valid": {"from": begins, "to": "2026-07-31T23:59:59+02:00"},
        "respondent": "R-7",
        "respondent_devices": ["R1"],
        "zones": [{**zone, "margin_m": [{"from": begins, "m": 15, "by": "police", "reason": "r"}]}],
        "report_interval_s": 1,
        "signal_lost_after_s": 300,
    }
    return control | changed


@pytest.fixture
def odense_control() -> Callable[..., dict[str, Any]]:
    """Makes the demonstration's control, with what the test changes of it."""
    return _odense


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def open_live(tmp_path: Path, clock: HandClock) -> Iterator[Callable[[], Live]]:
    """Opens the service's inside on the test's folder; letting go of the one before as a crash does."""
    opened: list[tuple[Home, Vault, Live]] = []

    def let_go() -> None:
        if opened:
            home, vault, live = opened.pop()
            live._db.close()
            vault._segments.close()
            vault._lock.release()
            home.lock.release()

    letting_go.append(let_go)

    def again() -> Live:
        let_go()
        home = Home.take(tmp_path)
        vault = Vault.open(home.vault, make_custodian(tmp_path / "custodian"))
        live = Live(home, vault, clock, monitoring_rules(), lateness_s=10)
        opened.append((home, vault, live))
        return live

    yield again
    let_go()
    letting_go.clear()


@pytest.fixture
def close_live(open_live: Callable[[], Live]) -> Callable[[], None]:
    """Lets go of the service that is open, as a crash does."""
    return letting_go[-1]


@pytest.fixture
def live(open_live: Callable[[], Live]) -> Live:
    live = open_live()
    live.put_controls({"controls": [_odense()]})
    return live


Play = Callable[..., None]


@pytest.fixture
def play(clock: HandClock) -> Play:
    """Lets the walk's fixes arrive at a service, each at its own time, from number `first` up to `last`."""

    def arrive(live: Live, first: int = 0, last: int = 240) -> None:
        for row in walk.rows("R1", START)[first:last]:
            clock.not_before(round(datetime.fromisoformat(row["time"]).timestamp() * 1000))
            live.take([row])

    return arrive


@pytest.fixture
def rows() -> list[walk.Row]:
    """The walk's fixes from the clock's first moment on."""
    return walk.rows("R1", START)


TOKEN = "the-token"
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(live: Live) -> Ask:
    """Calls the service's application as over loopback."""
    api = Api(Desk(live), TOKEN, custodian_elsewhere=True)

    def call(method: str, path: str, token: str | None = TOKEN, **said: Any) -> httpx.Response:
        async def over_loopback() -> httpx.Response:
            transport = httpx.ASGITransport(api)
            async with httpx.AsyncClient(transport=transport, base_url="http://live") as client:
                headers = {"Authorization": f"Bearer {token}"} if token else {}
                return await client.request(method, path, headers=headers, **said)

        return asyncio.run(over_loopback())

    return call
