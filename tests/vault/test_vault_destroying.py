"""Destroying a key ends exactly that person's day, with a receipt."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sealing import DAY, NEXT, one_year, put

from vaern.custodian.key import make_custodian
from vaern.vault import Vault
from vaern.vault.keyring import SLOT_BYTES
from vaern.vault.receipt import Receipts, is_genuine
from vaern.vault.segment import paths

AT = datetime(2027, 5, 2, 8, tzinfo=UTC)


def filled(vault: Vault) -> Vault:
    for person, seq in (("R-7", 7), ("R-8", 8)):
        for day in (DAY, NEXT):
            put(vault, person, day, seq)
    vault.commit()
    return vault


def test_the_destroyed_day_is_gone_also_for_the_custodian(vault: Vault, opened) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    assert opened("R-7", DAY) == []


def test_the_day_after_and_the_other_person_stay(vault: Vault, opened) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    assert opened("R-7", NEXT) == [7]
    assert opened("R-8", DAY) == [8]


def test_every_chain_of_the_day_is_destroyed_also_those_of_earlier_lives(
    vault: Vault, folder: Path, custodian: Path, opened
) -> None:
    filled(vault).close()
    again = filled(Vault.open(folder, make_custodian(custodian)))
    (receipt,) = again.destroy("R-7", DAY, AT)
    again.close()
    assert len(receipt["destroyed"]) == 2
    assert opened("R-7", DAY) == []


def test_the_wrapped_key_itself_is_overwritten(vault: Vault) -> None:
    path = filled(vault)._keyring._path(DAY)
    before = path.read_bytes()
    vault.destroy("R-7", DAY, AT)
    assert path.read_bytes() == bytes(SLOT_BYTES) + before[SLOT_BYTES:]


def test_what_comes_after_the_destruction_is_kept_under_a_new_key(vault: Vault, opened) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    put(vault, "R-7", DAY, 9)
    vault.commit()
    assert opened("R-7", DAY) == [9]


def test_what_was_taken_but_not_committed_is_destroyed_too(vault: Vault, opened) -> None:
    put(vault, "R-7", DAY, 1)
    put(vault, "R-8", DAY, 2)
    vault.destroy("R-7", DAY, AT)
    vault.commit()
    assert (opened("R-7", DAY), opened("R-8", DAY)) == ([], [2])


def test_a_day_without_keys_is_no_longer_held(vault: Vault) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    vault.destroy("R-8", DAY, AT)
    assert vault.days() == [NEXT]


def test_the_receipt_is_signed_and_names_nobody(vault: Vault, folder: Path) -> None:
    (receipt,) = filled(vault).destroy("R-7", DAY, AT)
    assert is_genuine(receipt)
    assert "R-7" not in (folder / "receipts.jsonl").read_text()


def test_a_changed_receipt_is_not_genuine(vault: Vault) -> None:
    (receipt,) = filled(vault).destroy("R-7", DAY, AT)
    assert not is_genuine(receipt | {"day": NEXT.isoformat()})


def test_a_day_is_held_until_the_last_day_of_its_period(vault: Vault, opened) -> None:
    assert filled(vault).sweep(one_year(DAY), AT) == []
    assert opened("R-7", DAY) == [7]


def test_the_day_after_its_period_a_day_is_destroyed_of_every_person(vault: Vault, opened) -> None:
    receipts = filled(vault).sweep(one_year(DAY) + timedelta(days=1), AT)
    assert [(receipt["what"], receipt["day"]) for receipt in receipts] == [("sealed", "2026-05-01")] * 2
    assert (opened("R-7", DAY), opened("R-7", NEXT)) == ([], [7])


def test_a_sweep_when_nothing_is_over_says_nothing(vault: Vault) -> None:
    filled(vault).sweep(one_year(DAY) + timedelta(days=1), AT)
    assert vault.sweep(one_year(DAY) + timedelta(days=1), AT) == []


class Crash(BaseException):
    pass


def test_a_crash_between_the_destruction_and_its_receipt_owes_the_receipt(
    vault: Vault, folder: Path, custodian: Path, opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashes(*_: object) -> None:
        raise Crash

    over = one_year(DAY) + timedelta(days=1)
    monkeypatch.setattr(Receipts, "give", crashes)
    with pytest.raises(Crash):
        filled(vault).sweep(over, AT)
    monkeypatch.undo()
    assert opened("R-7", DAY) == []
    vault.close()
    again = Vault.open(folder, make_custodian(custodian))
    again.sweep(over, AT)
    again.close()
    assert len((folder / "receipts.jsonl").read_text().splitlines()) == 2


def test_segments_of_which_everything_is_over_are_given_back(folder: Path, custodian: Path) -> None:
    vault = Vault(folder, make_custodian(custodian), segment_bytes=64)
    for day in (DAY, DAY, NEXT):
        put(vault, "R-7", day, 1)
        vault.commit()
    vault.sweep(one_year(DAY) + timedelta(days=1), AT)
    vault.close()
    assert [path.name for path in paths(folder / "segments")] == ["00000003.segment"]


def test_the_receipt_says_why(vault: Vault, folder: Path) -> None:
    filled(vault).destroy("R-7", DAY, AT)
    vault.sweep(one_year(NEXT) + timedelta(days=1), AT)
    lines = (folder / "receipts.jsonl").read_text().splitlines()
    assert [json.loads(line)["because"] for line in lines] == ["ordered"] + ["period_over"] * 3


def test_the_keys_are_left_out_of_backups_by_the_tag_that_tools_know(vault: Vault, folder: Path) -> None:
    assert (folder / "keys" / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172")
