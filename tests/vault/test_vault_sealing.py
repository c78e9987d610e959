"""What is sealed can be opened by the custodian, and by nobody else."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.vault import Vault
from vaern.vault.chain import HEADER, Chain, block_key, new_name, new_root, nonce_and_bound

DAY = date(2026, 5, 1)

seals = st.tuples(
    st.sampled_from(["R-7", "R-8", "Åse/respondent"]),
    st.integers(0, 4).map(lambda days: DAY + timedelta(days=days)),
    st.lists(st.binary(max_size=80), max_size=5),
)
commits = st.lists(st.lists(seals, max_size=4), max_size=5)


@settings(max_examples=40, deadline=None)
@given(lives=st.lists(commits, min_size=1, max_size=3))
def test_the_custodian_opens_all_that_was_committed_through_any_number_of_restarts(lives: list) -> None:
    said = defaultdict(list)
    with TemporaryDirectory() as place:
        folder, custodian = Path(place, "vault"), Path(place, "custodian")
        for life in lives:
            vault = Vault(folder, make_custodian(custodian), segment_bytes=256)
            for commit in life:
                for person, day, payloads in commit:
                    vault.seal(person, day, payloads)
                    said[person, day] += payloads
                vault.commit()
            vault.close()
        key = private_key(custodian)
        found = {whose: open_day(folder, key, *whose) for whose in said}
    assert {whose: sorted(opened) for whose, opened in found.items()} == {
        w: sorted(p) for w, p in said.items()
    }


def test_payloads_come_back_in_the_order_in_which_they_were_sealed(vault: Vault, opened) -> None:
    for number in range(30):
        vault.seal("R-7", DAY, [b"%d" % number])
        vault.commit()
    assert opened("R-7", DAY) == [b"%d" % number for number in range(30)]


def test_another_key_opens_nothing(vault: Vault, folder: Path) -> None:
    vault.seal("R-7", DAY, [b"here"])
    vault.commit()
    with pytest.raises(CryptoError):
        open_day(folder, PrivateKey.generate(), "R-7", DAY)


def test_nothing_on_disk_holds_the_payload_or_the_person(vault: Vault, folder: Path) -> None:
    vault.seal("R-7-of-Odense", DAY, [b"55.3679867,10.4312770"])
    vault.commit()
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    names = " ".join(path.name for path in folder.rglob("*"))
    assert b"55.3679867" not in content
    assert b"R-7-of-Odense" not in content
    assert "R-7-of-Odense" not in names


def test_one_persons_two_days_bear_two_names(vault: Vault, folder: Path) -> None:
    vault.seal("R-7", DAY, [b"a"])
    vault.seal("R-7", DAY + timedelta(days=1), [b"b"])
    vault.commit()
    names = {path.read_bytes()[:16] for path in (folder / "keys").iterdir()}
    assert len(names) == 2


def test_only_the_owner_may_read_the_vaults_files(vault: Vault, folder: Path) -> None:
    vault.seal("R-7", DAY, [b"a"])
    vault.commit()
    open_to_others = [
        path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077
    ]
    assert open_to_others == []


@settings(deadline=None)
@given(payloads=st.lists(st.binary(max_size=20), min_size=1, max_size=10))
def test_the_key_in_memory_opens_none_of_the_blocks_before_it(payloads: list[bytes]) -> None:
    chain = Chain(new_name(), new_root())
    blocks = [chain.seal([payload]) for payload in payloads]
    for block in blocks:
        name, index, _ = HEADER.unpack_from(block)
        nonce, bound = nonce_and_bound(name, index)
        for key in (chain._key, block_key(chain._key)):
            with pytest.raises(InvalidTag):
                AESGCM(key).decrypt(nonce, block[HEADER.size :], bound)


def test_the_vault_room_has_no_word_for_opening() -> None:
    room = Path(__import__("vaern.vault").vault.__file__).parent
    assert [path.name for path in room.glob("*.py") if ".decrypt" in path.read_text()] == []


def test_a_seal_without_payloads_makes_no_key(vault: Vault) -> None:
    vault.seal("R-7", DAY, [])
    vault.commit()
    assert vault.days() == []


def test_a_life_of_many_days_holds_few_chains(vault: Vault, opened) -> None:
    for days in range(20):
        vault.seal("R-7", DAY + timedelta(days=days), [b"x"])
        vault.commit()
    vault.seal("R-7", DAY, [b"late"])
    vault.commit()
    assert len(vault._chains) <= 3
    assert opened("R-7", DAY) == [b"x", b"late"]
