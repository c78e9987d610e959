"""Destroying a key ends exactly that person's day, with a receipt."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from vaern.custodian.key import make_custodian
from vaern.vault import Vault
from vaern.vault.receipt import is_genuine

DAY = date(2026, 5, 1)
NEXT = DAY + timedelta(days=1)
AT = datetime(2027, 5, 2, 8, tzinfo=UTC)


def filled(vault: Vault) -> Vault:
    for person in ("R-7", "R-8"):
        for day in (DAY, NEXT):
            vault.seal(person, day, [f"{person} {day}".encode()])
    vault.commit()
    return vault


def test_the_destroyed_day_is_gone_also_for_the_custodian(vault: Vault, opened) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    assert opened("R-7", DAY) == []


def test_the_day_after_and_the_other_person_stay(vault: Vault, opened) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    assert opened("R-7", NEXT) == [b"R-7 2026-05-02"]
    assert opened("R-8", DAY) == [b"R-8 2026-05-01"]


def test_every_chain_of_the_day_is_destroyed_also_those_of_earlier_lives(
    vault: Vault, folder: Path, custodian: Path, opened
) -> None:
    filled(vault).close()
    again = filled(Vault.open(folder, make_custodian(custodian)))
    receipt = again.destroy("R-7", DAY, AT)
    again.close()
    assert len(receipt["destroyed"]) == 2
    assert opened("R-7", DAY) == []


def test_the_wrapped_key_itself_is_overwritten(vault: Vault, folder: Path) -> None:
    before = (filled(vault)._keyring._path(DAY)).read_bytes()
    vault.destroy("R-7", DAY, AT)
    after = vault._keyring._path(DAY).read_bytes()
    assert after == bytes(112) + before[112:]


def test_what_comes_after_the_destruction_is_kept_under_a_new_key(vault: Vault, opened) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    vault.seal("R-7", DAY, [b"late"])
    vault.commit()
    assert opened("R-7", DAY) == [b"late"]


def test_what_was_taken_but_not_committed_is_destroyed_too(vault: Vault, opened) -> None:
    vault.seal("R-7", DAY, [b"taken"])
    vault.destroy("R-7", DAY, AT)
    vault.commit()
    assert opened("R-7", DAY) == []


def test_a_day_without_keys_is_no_longer_held(vault: Vault) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    vault.destroy("R-8", DAY, AT)
    assert vault.days() == [NEXT]


def test_the_receipt_is_signed_and_names_nobody(vault: Vault, folder: Path) -> None:
    receipt = filled(vault).destroy("R-7", DAY, AT)
    assert is_genuine(receipt)
    assert "R-7" not in (folder / "receipts.jsonl").read_text()


def test_a_changed_receipt_is_not_genuine(vault: Vault) -> None:
    receipt = filled(vault).destroy("R-7", DAY, AT)
    assert not is_genuine(receipt | {"day": NEXT.isoformat()})


def one_year(day: date) -> date:
    """A stand-in for the law's period: the caller counts it, the vault does not."""
    return day.replace(year=day.year + 1)


def test_a_day_is_held_until_the_last_day_of_its_period(vault: Vault) -> None:
    filled(vault)
    assert vault.expired(one_year(DAY) - timedelta(days=1), one_year) == []
    assert vault.expired(one_year(DAY), one_year) == []


def test_a_day_has_expired_the_day_after_its_period(vault: Vault) -> None:
    assert filled(vault).expired(one_year(DAY) + timedelta(days=1), one_year) == [DAY]
