"""What is sealed can be opened by the custodian, and by nobody else."""

from __future__ import annotations

import gc
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from sealing import DAY, LAT, NEXT, fix, one_year, put

from vaern.custodian.key import make_custodian, private_key
from vaern.custodian.open import open_day
from vaern.monitoring.fix import EVENTS, SOURCES, Fix, FixBatch
from vaern.vault import Vault
from vaern.vault import vault as room
from vaern.vault.carried import Persons
from vaern.vault.chain import PAGE, Chains, turn
from vaern.vault.life import HEADER, commit_key, nonce, wrapping_key
from vaern.vault.record import RECORD_BYTES, fixes_in

seals = st.tuples(
    st.sampled_from(["R-7", "R-8", "Åse/respondent"]),
    st.integers(0, 4).map(lambda days: DAY + timedelta(days=days)),
    st.integers(0, 2 * PAGE + 1),
    st.sampled_from(["R1", "a second device", "ø" * 100]),
)
commits = st.lists(st.lists(seals, max_size=4), max_size=5)


@settings(max_examples=40, deadline=None)
@given(lives=st.lists(commits, min_size=1, max_size=3))
def test_the_custodian_opens_all_that_was_committed_through_any_number_of_restarts(lives: list) -> None:
    said, number = defaultdict(list), count()
    with TemporaryDirectory() as place:
        folder, custodian = Path(place, "vault"), Path(place, "custodian")
        for life in lives:
            vault = Vault(folder, make_custodian(custodian), segment_bytes=256)
            for commit in life:
                for person, day, many, device in commit:
                    fixes = [fix(next(number), device) for _ in range(many)]
                    vault.seal([person] * many, day, one_year(day), FixBatch.of(fixes))
                    said[person, day] += fixes
                vault.commit()
            vault.close()
        key = private_key(custodian)
        found = {whose: open_day(folder, key, *whose) for whose in said}
    assert found == said


numbers = st.floats(allow_nan=False, allow_infinity=False)
whole = st.integers(-(2**62), 2**62)
any_fix = st.builds(
    Fix, device=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    fixed_at=whole, received_at=whole, lat=st.none() | numbers, lon=st.none() | numbers,
    accuracy_m=st.none() | numbers, source=st.sampled_from(SOURCES), seq=st.none() | whole,
    battery_pct=st.none() | numbers, next_s=st.none() | numbers, event=st.sampled_from(EVENTS),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(fixes=st.lists(any_fix, min_size=1, max_size=40))
def test_every_field_of_a_fix_comes_back_as_it_was(fixes: list[Fix]) -> None:
    chains, root = Chains(), bytes(range(32))
    chains.begin(["R-7"], np.array([0], np.uint32), np.frombuffer(bytearray(root), np.uint8).reshape(1, 32))
    _, places, covered = chains.seal(named("R-7", len(fixes)), FixBatch.of(fixes))
    plain, key = [], root
    for place, record in zip(places.tolist(), covered, strict=True):
        if place % PAGE == 0:
            key, stream = turn(key)
        at = place % PAGE * RECORD_BYTES
        plain.append((record ^ np.frombuffer(stream[at : at + RECORD_BYTES], np.uint8)).tobytes())
    assert list(fixes_in(plain)) == fixes


def test_the_codes_in_a_record_are_those_of_the_first_release() -> None:
    assert SOURCES[:4] == ("gnss", "wifi", "cell", "radio")
    assert (EVENTS[0], EVENTS[1], EVENTS[14], EVENTS[16]) == ("", "strap_cut", "button", "radio_lost")


def test_fixes_come_back_in_the_order_in_which_they_were_sealed(vault: Vault, opened) -> None:
    for number in range(3 * PAGE):
        put(vault, "R-7", DAY, number)
        vault.commit()
    assert opened("R-7", DAY) == list(range(3 * PAGE))


def test_a_fix_that_was_sent_again_after_a_crash_is_opened_once(vault: Vault, opened) -> None:
    for _ in range(2):
        put(vault, "R-7", DAY, 1)
        vault.commit()
    assert opened("R-7", DAY) == [1]


def test_the_custodian_opens_nothing_of_another_person_in_the_same_commit(vault: Vault, opened) -> None:
    fixes = FixBatch.of([fix(1, "R1"), fix(2, "R2"), fix(3, "R1")])
    vault.seal(["R-7", "R-8", "R-7"], DAY, one_year(DAY), fixes)
    vault.commit()
    assert (opened("R-7", DAY), opened("R-8", DAY)) == ([1, 3], [2])


@given(worn=st.lists(st.lists(st.sampled_from(["R-7", "R-8"]), min_size=4, max_size=4), max_size=6))
@settings(max_examples=40, deadline=None)
def test_devices_that_change_hands_between_and_within_commits_follow_their_persons(worn: list) -> None:
    each = FixBatch.of([fix(0, "one"), fix(1, "other"), fix(2, "one"), fix(3, "other")])
    said = defaultdict(list)
    with TemporaryDirectory() as place:
        folder, custodian = Path(place, "vault"), Path(place, "custodian")
        vault = Vault.open(folder, make_custodian(custodian))
        for number, persons in enumerate(worn):
            fixes = replace(each, seq=each.seq + 4 * number)  # one table of devices
            vault.seal(persons, DAY, one_year(DAY), fixes)
            for row, person in enumerate(persons):
                said[person].append((fixes.fix(row).device, fixes.fix(row).seq))
            vault.commit()
        vault.close()
        read = {person: open_day(folder, private_key(custodian), person, DAY) for person in said}
    assert {person: [(f.device, f.seq) for f in fixes] for person, fixes in read.items()} == said


def test_a_destroyed_neighbour_leaves_the_devices_of_the_others_their_names(
    vault: Vault, folder: Path, custodian: Path
) -> None:
    for person, device, seq in (("R-8", "theirs", 0), ("R-7", "first", 1), ("R-7", "second", 2)):
        put(vault, person, DAY, seq, device=device)
    vault.commit()
    vault.destroy("R-8", DAY, datetime(2026, 5, 1, 12, tzinfo=UTC))
    put(vault, "R-7", DAY, 3, device="third")
    vault.commit()
    fixes = open_day(folder, private_key(custodian), "R-7", DAY)
    assert [each.device for each in fixes] == ["first", "second", "third"]


def test_another_key_opens_nothing(vault: Vault, folder: Path) -> None:
    put(vault, "R-7", DAY, 1)
    vault.commit()
    with pytest.raises(CryptoError):
        open_day(folder, PrivateKey.generate(), "R-7", DAY)


def test_nothing_on_disk_holds_the_fix_or_the_person(vault: Vault, folder: Path) -> None:
    put(vault, "R-7-of-Odense", DAY, 1, device="device-of-Odense")
    vault.commit()
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    names = " ".join(path.name for path in folder.rglob("*"))
    assert np.float64(LAT).tobytes() not in content
    assert b"of-Odense" not in content
    assert "R-7-of-Odense" not in names


def test_one_persons_two_days_bear_two_names(vault: Vault) -> None:
    put(vault, "R-7", DAY, 1)
    put(vault, "R-7", NEXT, 2)
    vault.commit()
    names = {slot.pseudonym for day in (DAY, NEXT) for slot in vault._keyring.slots(day)}
    assert len(names) == 2


def test_only_the_owner_may_read_the_vaults_files(vault: Vault, folder: Path) -> None:
    put(vault, "R-7", DAY, 1)
    vault.commit()
    open_to_others = [
        path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077
    ]
    assert open_to_others == []


def named(person: str, times: int) -> Persons:
    return np.array([person] * times, np.object_)


def begun(persons: int, root: bytes = b"r" * 32) -> Chains:
    chains = Chains()
    names = [f"R-{number}" for number in range(persons)]
    roots = np.frombuffer(bytearray(root * persons), np.uint8).reshape(persons, 32)
    chains.begin(names, np.arange(persons, dtype=np.uint32), roots)
    return chains


def test_what_the_engine_keeps_of_a_chain_covers_nothing_that_it_sealed() -> None:
    chains = begun(1)
    chains.seal(named("R-0", 5), FixBatch.of([fix(n) for n in range(5)]))
    _, stream = turn(b"r" * 32)
    kept = chains._pages[0].tobytes()
    sealed_until = 6 * RECORD_BYTES  # a name and five fixes
    assert kept[:sealed_until] == bytes(sealed_until)
    assert kept[sealed_until:] == stream[sealed_until:]


def test_the_key_that_the_engine_keeps_is_not_that_of_the_page_before_it() -> None:
    chains = begun(1)
    chains.seal(named("R-0", 1), FixBatch.of([fix()]))
    following, stream = turn(b"r" * 32)
    assert chains._keys[0].tobytes() == following
    assert turn(following)[1] != stream


def test_the_life_key_in_memory_opens_no_commit_before_it(vault: Vault) -> None:
    put(vault, "R-7", DAY, 1)
    vault._seal_taken()
    life = vault._life
    assert life is not None
    header, sealed = vault._unwritten[0][: HEADER.size], vault._unwritten[0][HEADER.size :]
    for key in (life._key, commit_key(life._key), wrapping_key(life._key)):
        with pytest.raises(InvalidTag):
            AESGCM(key).decrypt(nonce(0), sealed, header)


def test_the_vault_room_has_no_word_for_opening() -> None:
    folder = Path(__import__("vaern.vault").vault.__file__).parent
    assert [path.name for path in folder.glob("*.py") if ".decrypt" in path.read_text()] == []


def test_a_seal_without_fixes_makes_no_key(vault: Vault) -> None:
    put(vault, "R-7", DAY)
    vault.commit()
    assert vault.days() == []


def test_a_life_of_many_days_holds_few_chains(vault: Vault, opened) -> None:
    for days in range(20):
        put(vault, "R-7", DAY + timedelta(days=days), days)
        vault.commit()
    put(vault, "R-7", DAY, 99)
    vault.commit()
    assert len(vault._chains) <= 3
    assert opened("R-7", DAY) == [0, 99]


def test_a_closed_vault_leaves_no_key_in_its_tables(vault: Vault) -> None:
    put(vault, "R-7", DAY, 1)
    vault.commit()
    (chains,) = vault._chains.values()
    vault.close()
    gc.collect()
    assert not chains._keys.any()
    assert not chains._pages.any()


def test_a_long_life_is_followed_by_another_that_the_custodian_opens_too(
    vault: Vault, opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_COMMITS_OF_A_LIFE", 2)
    for number in range(5):
        put(vault, "R-7", DAY, number)
        vault.commit()
    assert opened("R-7", DAY) == [0, 1, 2, 3, 4]
