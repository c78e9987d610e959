"""A custodian's key changes from a day on, its shares can be locked; old days still open with the old key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from sealing import DAY, NEXT, put

from vaern.custodian import share
from vaern.custodian.key import from_shares, make_shares, private_key
from vaern.custodian.open import open_day, sealed_for_another
from vaern.errors import InputError
from vaern.vault import Vault
from vaern.vault.custodian_key import key_in_force

OLD, NEW = "aa" * 32, "bb" * 32


@pytest.mark.parametrize(("today", "key"), [("2026-12-31", OLD), ("2027-01-01", NEW), ("2027-01-02", NEW)])
def test_a_new_key_is_in_force_from_its_day_on(today: str, key: str) -> None:
    assert key_in_force(f"{OLD}\n{NEW} from 2027-01-01\n", date.fromisoformat(today)).hex() == key


@pytest.mark.parametrize("written", ["", "aa", f"{OLD} from tomorrow", f"{NEW} from 2027-01-01"])
def test_a_file_without_a_key_in_force_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        key_in_force(written, date(2026, 12, 31))


@pytest.fixture
def keys(tmp_path: Path) -> tuple[bytes, bytes]:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old, new = (
        make_shares(tmp_path / n / "share-1.key", tmp_path / n / "share-2.key") for n in ("old", "new")
    )
    return old, new


def test_each_key_opens_what_was_sealed_while_it_was_in_force(
    tmp_path: Path, keys: tuple[bytes, bytes]
) -> None:
    vault = Vault.open(tmp_path / "vault", keys[0])
    put(vault, "R-7", DAY, 1)
    vault.commit()
    vault.seal_for(keys[1])
    put(vault, "R-7", DAY, 2)
    put(vault, "R-7", NEXT, 3)
    vault.close()
    old, new = private_key(tmp_path / "old"), private_key(tmp_path / "new")
    opened = [[fix.seq for fix in open_day(tmp_path / "vault", key, "R-7", DAY)] for key in (old, new)]
    assert opened == [[1], [2]]
    assert sealed_for_another(tmp_path / "vault", old, "R-7", DAY) == 1
    with pytest.raises(CryptoError):
        open_day(tmp_path / "vault", old, "R-7", NEXT)


def test_the_same_key_again_begins_nothing(tmp_path: Path, keys: tuple[bytes, bytes]) -> None:
    vault = Vault.open(tmp_path / "vault", keys[0])
    put(vault, "R-7", DAY, 1)
    vault.commit()
    life = vault._life
    vault.seal_for(keys[0])
    assert vault._life is life
    vault.close()


@pytest.fixture
def locked_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setattr(share, "COSTS", (argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN))
    first, second = tmp_path / "first", tmp_path / "second"
    make_shares(first, second, ("one", "two"))
    return first, second


def test_locked_shares_open_with_their_own_passphrases(locked_shares: tuple[Path, Path]) -> None:
    first, second = locked_shares
    said = {first: "one", second: "two"}
    key = from_shares(first, second, lambda path: said[path])
    assert bytes(key) == bytes(from_shares(second, first, lambda path: said[path]))


def test_a_wrong_passphrase_and_nobody_to_ask_are_refused(locked_shares: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="passphrase"):
        from_shares(*locked_shares, lambda path: "one")
    with pytest.raises(InputError, match="locked"):
        from_shares(*locked_shares)


def test_a_locked_share_shows_nothing_of_the_open_one(locked_shares: tuple[Path, Path]) -> None:
    content = locked_shares[0].read_bytes()
    assert share.unlocked(content, lambda: "one") not in content
