"""Opens one person's one day of a vault, where the custodian's private key is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from vaern.monitoring.fix import Fix
from vaern.vault.chain import PAGE, turn
from vaern.vault.keyring import Keyring, Slot
from vaern.vault.life import HEADER, commit_key, next_key, nonce, wrapping_key
from vaern.vault.lives import boxed_lives
from vaern.vault.pseudonym import Pseudonyms
from vaern.vault.record import RECORD_BYTES, fixes_in
from vaern.vault.segment import paths, records
from vaern.vault.vault import KEYS, LIVES, SEGMENTS

_ENTRY_BYTES = 8 + RECORD_BYTES

Found = dict[int, dict[int, bytes]]
"""Covered records by chain number and place in the chain."""


def open_day(vault: Path, key: PrivateKey, person: str, day: date) -> list[Fix]:
    """Return the fixes of `person` on `day` as they were sealed, each once; none of a destroyed day.

    What was sealed for another key is left out; CryptoError where that is all there is.
    """
    slots = _slots(vault, person, day)
    firsts = _first_keys(vault, key, slots)
    if firsts and None in firsts.values() and not any(firsts.values()):
        raise CryptoError
    found: dict[Fix, None] = {}
    for name, first in firsts.items():
        if first is not None:
            mine = [slot for slot in slots if slot.life == name]
            roots, covered = _of_life(vault / SEGMENTS, name, first, mine)
            for number, root in roots.items():
                found.update(dict.fromkeys(fixes_in(_uncovered(root, covered[number]))))
    return list(found)


def sealed_for_another(vault: Path, key: PrivateKey, person: str, day: date) -> int:
    """Return how many parts of the day `key` does not open: the custodian's key changed meanwhile."""
    return list(_first_keys(vault, key, _slots(vault, person, day)).values()).count(None)


def _slots(vault: Path, person: str, day: date) -> list[Slot]:
    pseudonym = Pseudonyms(vault / KEYS).of(person, day)
    return [slot for slot in Keyring(vault / KEYS).slots(day) if slot.pseudonym == pseudonym]


def _first_keys(vault: Path, key: PrivateKey, slots: list[Slot]) -> dict[bytes, bytes | None]:
    """Return the first key of each life that the slots are of, None where it is boxed for another key."""
    boxed = boxed_lives(vault / KEYS / LIVES)
    return {name: _unboxed(key, boxed[name]) for name in dict.fromkeys(slot.life for slot in slots)}


def _unboxed(key: PrivateKey, boxed: bytes) -> bytes | None:
    try:
        return bytes(SealedBox(key).decrypt(boxed))
    except CryptoError:
        return None


def _of_life(segments: Path, name: bytes, key: bytes, slots: list[Slot]) -> tuple[dict[int, bytes], Found]:
    """Return the roots of the chains of `slots`, and what was sealed in each, by walking the life's keys."""
    commits = dict(_commits(segments, name))
    last = max([*commits, *(slot.commit for slot in slots)])
    roots: dict[int, bytes] = {}
    found: Found = defaultdict(dict)
    for number in range(last + 1):
        for slot in slots:
            if slot.commit == number:
                cipher = AESGCM(wrapping_key(key))
                roots[slot.number] = cipher.decrypt(nonce(slot.number), slot.secret, name)
        if number in commits:  # a commit that a power cut took leaves a gap, not an end
            body = commits[number]
            header, sealed = body[: HEADER.size], body[HEADER.size :]
            _sort(AESGCM(commit_key(key)).decrypt(nonce(number), sealed, header), set(roots), found)
        key = next_key(key)
    return roots, found


def _sort(content: bytes, wanted: set[int], found: Found) -> None:
    """Add the wanted chains' records of one commit to `found`."""
    count = len(content) // _ENTRY_BYTES
    numbers = np.frombuffer(content, np.uint32, count)
    places = np.frombuffer(content, np.uint32, count, offset=4 * count)
    for index in np.flatnonzero(np.isin(numbers, list(wanted))).tolist():
        at = 8 * count + index * RECORD_BYTES
        found[int(numbers[index])][int(places[index])] = content[at : at + RECORD_BYTES]


def _uncovered(root: bytes, covered: dict[int, bytes]) -> Iterator[bytes]:
    key = root
    for page in range(max(covered, default=-1) // PAGE + 1):
        key, stream = turn(key)
        for place in range(page * PAGE, (page + 1) * PAGE):
            if place in covered:
                at = place % PAGE * RECORD_BYTES
                pairs = zip(covered[place], stream[at : at + RECORD_BYTES], strict=True)
                yield bytes(one ^ other for one, other in pairs)


def _commits(segments: Path, life: bytes) -> Iterator[tuple[int, bytes]]:
    for path in paths(segments):
        for body in records(path.read_bytes()):
            name, number, _ = HEADER.unpack_from(body)
            if name == life:
                yield number, body
