"""A vault has one writer; a second one is told so."""

from __future__ import annotations

from pathlib import Path

import pytest
from sealing import DAY, put

from vaern.custodian.key import make_custodian
from vaern.errors import InputError
from vaern.vault import Vault


def test_a_second_opener_is_refused(vault: Vault, folder: Path, custodian: Path) -> None:
    with pytest.raises(InputError, match="already open in another process"):
        Vault.open(folder, make_custodian(custodian))


def test_a_closed_vault_lets_the_next_in(vault: Vault, folder: Path, custodian: Path) -> None:
    vault.close()
    Vault.open(folder, make_custodian(custodian)).close()
    assert (folder / "lock").exists()


def test_a_vault_that_cannot_open_leaves_no_lock(folder: Path, custodian: Path) -> None:
    (folder / "segments").mkdir(parents=True)
    (folder / "segments" / "00000001.segment").mkdir()
    with pytest.raises(IsADirectoryError):
        Vault.open(folder, make_custodian(custodian))
    (folder / "segments" / "00000001.segment").rmdir()
    Vault.open(folder, make_custodian(custodian)).close()


def test_a_closed_vault_takes_nothing_more(vault: Vault) -> None:
    vault.close()
    put(vault, "R-7", DAY, 1)
    with pytest.raises(OSError, match="closed"):
        vault.commit()
