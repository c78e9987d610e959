"""Death at any step towards the disk, in the middle of any write: nothing acknowledged is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from crashing import Killed, dying_at
from sealing import DAY, NEXT, one_year, put

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.packs.monitoring import monitoring_rules
from vaern.service.clock import StreamClock
from vaern.service.home import Home
from vaern.service.live import Live
from vaern.vault import Vault

OVER = one_year(DAY) + timedelta(days=1)
AT = datetime(2027, 5, 2, 8, tzinfo=UTC)


def let_go(vault: Vault) -> None:
    """Take from a dead process what the system takes: its open files and its lock."""
    for file in (vault._segments._file, vault._lock._file):
        with suppress(OSError):
            os.close(file)
    vault._segments._file = vault._lock._file = -1


def life_until_death(folder: Path, public: bytes, death: int, acknowledged: list[int]) -> bool:
    """Seal, commit, sweep; say whether the process died before it came to its end."""
    vault = None
    with dying_at(death):
        try:
            vault = Vault(folder, public, segment_bytes=512)
            for number in range(len(acknowledged), len(acknowledged) + 4):
                put(vault, f"R-{number % 2}", DAY if number % 3 else NEXT, number)
                vault.commit()
                acknowledged.append(number)
            vault.close()
        except Killed:
            if vault:
                let_go(vault)
            return True
    return False


def found(tmp_path: Path) -> list[int | None]:
    key = private_key(tmp_path / "custodian")
    return sorted(
        fix.seq or 0
        for person in ("R-0", "R-1")
        for day in (DAY, NEXT)
        for fix in open_day(tmp_path / "vault", key, person, day)
    )


def test_a_vault_that_dies_at_every_step_in_turn_keeps_all_that_it_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    public, deaths = make_custodian(tmp_path / "custodian"), 0
    for death in count(1):
        before = len(acknowledged)
        died = life_until_death(tmp_path / "vault", public, death, acknowledged)
        deaths += died
        assert set(acknowledged) <= set(found(tmp_path))
        if not died:
            break
        assert before <= len(acknowledged)
    assert deaths > 10


def test_a_hundred_deaths_one_after_the_other_do_not_wear_the_vault_out(tmp_path: Path) -> None:
    acknowledged: list[int] = []
    public = make_custodian(tmp_path / "custodian")
    for number in range(100):
        life_until_death(tmp_path / "vault", public, 3 + number % 17, acknowledged)
    opened = found(tmp_path)
    assert set(acknowledged) <= set(opened)
    assert len(opened) == len(set(opened))


def test_a_sweep_that_dies_at_any_step_is_finished_by_the_next_with_every_receipt(tmp_path: Path) -> None:
    public = make_custodian(tmp_path / "custodian")
    for death in range(1, 12):
        folder = tmp_path / str(death)
        vault = Vault(folder, public)
        for person in ("R-0", "R-1"):
            put(vault, person, DAY, 1)
        vault.commit()
        with dying_at(death), suppress(Killed):
            vault.sweep(OVER, AT)
        let_go(vault)
        again = Vault(folder, public)
        again.sweep(OVER, AT)
        receipts = (folder / "receipts.jsonl").read_text().splitlines()
        again.close()
        assert not list((folder / "keys").glob("*.keys"))
        assert len(receipts) >= 2


@contextmanager
def service(home: Path, public: bytes) -> Iterator[Live]:
    """The inside of a service, let go of as the system does with a dead process."""
    taken = Home.take(home)
    vault = live = None
    try:
        vault = Vault.open(taken.vault, public)
        live = Live(taken, vault, StreamClock(), monitoring_rules(), lateness_s=10)
        yield live
    finally:
        if live:
            live._db.close()
        if vault:
            let_go(vault)
        taken.lock.release()


def said(live: Live) -> list[tuple[Any, ...]]:
    """Every final event of every alarm, once for each time it was said."""
    entries = [e.content for e in live.journal.after(0, limit=10_000) if e.kind == "alarm" and e.content]
    return sorted((e["alarm"], e["event"], e["at"]) for e in entries if not e.get("provisional"))


PARTS = [slice(first, first + 12) for first in range(84, 180, 12)]


def walk_with_deaths(home: Path, public: bytes, controls: dict, rows: list, deaths: Iterator[int]) -> list:
    """Send the walk in parts, each until it is acknowledged; the service dies as often as told."""
    sent = 0
    while sent <= len(PARTS):
        with dying_at(next(deaths, 0)), suppress(Killed), service(home, public) as live:
            live.put_controls(controls)
            for part in PARTS[sent:]:
                live.take(rows[part])
                sent += 1
            sent += 1
    with service(home, public) as live:
        assert live.journal.broken_at() is None
        return said(live)


@pytest.mark.parametrize("first", range(1, 46, 3))
def test_a_service_that_dies_again_and_again_says_every_alarm_once(
    tmp_path: Path, controls: dict, rows: list, first: int
) -> None:
    public = make_custodian(tmp_path / "custodian")
    quiet = walk_with_deaths(tmp_path / "quiet", public, controls, rows, iter(()))
    deaths = iter(range(first, first + 40, 8))
    assert walk_with_deaths(tmp_path / "dying", public, controls, rows, deaths) == quiet != []
