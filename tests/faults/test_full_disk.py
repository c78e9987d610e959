"""A full disk: a clear word, nothing acknowledged lost, and the writer goes on once there is room."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from full_disk import files_no_longer_than
from sealing import DAY, put

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.vault import Vault
from vaern.vault.disk import DiskFull

MANY = range(100)  # more than fits in 4096 bytes


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = Vault(tmp_path / "vault", make_custodian(tmp_path / "custodian"), segment_bytes=4096)
    yield opened
    opened.close()


def opened(tmp_path: Path) -> list[int | None]:
    found = open_day(tmp_path / "vault", private_key(tmp_path / "custodian"), "R-7", DAY)
    return [fix.seq for fix in found]


def test_a_full_disk_is_said_in_one_sentence(vault: Vault) -> None:
    put(vault, "R-7", DAY, *MANY)
    with files_no_longer_than(4096), pytest.raises(DiskFull, match="the disk is full"):
        vault.commit()


def test_what_was_acknowledged_before_stays_readable(vault: Vault, tmp_path: Path) -> None:
    put(vault, "R-7", DAY, 1)
    vault.commit()
    put(vault, "R-7", DAY, *MANY)
    with files_no_longer_than(4096), pytest.raises(DiskFull):
        vault.commit()
    assert opened(tmp_path) == [1]


def test_the_writer_goes_on_when_there_is_room_and_loses_nothing_it_took(
    vault: Vault, tmp_path: Path
) -> None:
    put(vault, "R-7", DAY, *MANY)
    with files_no_longer_than(4096), pytest.raises(DiskFull):
        vault.commit()
    put(vault, "R-7", DAY, 100)
    vault.commit()
    assert opened(tmp_path) == [*MANY, 100]


def test_a_disk_too_full_for_the_key_takes_no_fix(vault: Vault, tmp_path: Path) -> None:
    put(vault, "R-7", DAY, 1)
    with files_no_longer_than(10), pytest.raises(DiskFull):
        vault.commit()
    vault.commit()
    assert opened(tmp_path) == [1]


def test_after_a_disk_that_failed_to_sync_the_vault_takes_no_more(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(file: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    put(vault, "R-7", DAY, 1)
    monkeypatch.setattr(os, "fdatasync", fails)
    with pytest.raises(OSError, match="Input/output"):
        vault.commit()
    monkeypatch.undo()
    with pytest.raises(OSError, match="open the vault again"):
        vault.commit()
