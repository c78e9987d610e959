"""A full disk under the live service: no yes is said, no alarm is lost, and it goes on once there is room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from full_disk import files_no_longer_than

from vaern.service.live import Live
from vaern.vault.disk import DiskFull


def takes_all(live: Live, rows: list) -> None:
    for row in rows:
        live.take([row])


def journal_bytes(tmp_path: Path) -> int:
    return (tmp_path / "monitor" / "journal.db-wal").stat().st_size


@pytest.mark.parametrize("full", ["vault", "journal"])
def test_what_could_not_be_written_is_not_acknowledged_and_comes_again(
    live: Live, clock, play, rows, tmp_path: Path, full: str
) -> None:
    play(live, last=8)
    clock.pass_seconds(8)
    limit = 100_000 if full == "vault" else journal_bytes(tmp_path)
    with files_no_longer_than(limit), pytest.raises(DiskFull):
        takes_all(live, rows[8:12])
    before = live.counts.read()["accepted"]
    takes_all(live, rows[8:12])
    assert (live.counts.read()["accepted"], live.counts.read()["repeated"]) == (12, before - 8)


def test_a_crash_while_the_disk_is_full_loses_nothing_acknowledged(
    live: Live, open_live: Callable[[], Live], play, rows, tmp_path: Path
) -> None:
    play(live, last=100)
    counted, written = live.counts.read(), live.journal.last()
    with files_no_longer_than(journal_bytes(tmp_path)), pytest.raises(DiskFull):
        takes_all(live, rows[100:])
    again = open_live()
    assert again.counts.read()["accepted"] >= counted["accepted"]
    assert again.journal.last() >= written
    assert again.journal.broken_at() is None
