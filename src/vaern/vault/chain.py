"""The key chains of persons, one per person and day: a page of keystream at a time, used once, then zeros.

A chain's key makes a page of keystream and the next key, by a one-way function, and is overwritten. A record
is covered by its own stretch of the page (exclusive or), which is overwritten by zeros in the same breath. So
the process holds only what it has not used yet: it cannot open what it sealed. Python and NumPy may leave
copies in freed memory until that is used again; swap must be encrypted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import filterfalse
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vaern.vault.record import RECORD_BYTES, Bytes, Records, name_records

KEY_BYTES = 32
PAGE = 16
"""Records a page. Measured: to turn one costs as much for 8 records as for 16, a quarter more for 32."""
Item = TypeVar("Item", bound=np.generic)
_ZEROS = bytes(PAGE * RECORD_BYTES)
_NONCE = bytes(12)

_DEVICE_BITS, _DEVICE_MASK = 32, 2**32 - 1

Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint32]


def turn(key: bytes) -> tuple[bytes, bytes]:
    """Return the next key of a chain and the keystream of this page; there is no way back from either.

    The keystream is that of AES-256-GCM under a key that serves this once (so the nonce may be nought).
    """
    made = hashlib.blake2b(key=key, person=b"vaern page", digest_size=2 * KEY_BYTES).digest()
    stream = AESGCM(made[KEY_BYTES:]).encrypt(_NONCE, _ZEROS, None)
    return made[:KEY_BYTES], stream[: len(_ZEROS)]


class Chains:
    """The chains of one day that this process may still write to; a row is a person."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._numbers: Numbers = np.empty(0, np.uint32)
        self._keys: Bytes = np.empty((0, KEY_BYTES), np.uint8)
        self._pages: Bytes = np.empty((0, PAGE, RECORD_BYTES), np.uint8)
        self._taken: Places = np.empty(0, np.int64)
        self._carried: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def without_chain(self, persons: Sequence[str], devices: Sequence[str]) -> list[str]:
        """Return the persons who have no chain yet, each once."""
        if all(map(self._carried.__contains__, zip(persons, devices, strict=True))):
            return []
        return [person for person in dict.fromkeys(persons) if person not in self._rows]

    def begin(self, persons: Sequence[str], numbers: Numbers, roots: Bytes) -> None:
        """Add a chain for each person; `roots` (n x 32) are copied and then overwritten."""
        first, more = len(self._numbers), len(persons)
        self._rows.update({person: first + place for place, person in enumerate(persons)})
        self._numbers = np.concatenate([self._numbers, numbers])
        self._keys = _longer(self._keys, more)
        self._keys[first:] = roots
        roots[:] = 0
        self._pages = _longer(self._pages, more)
        self._taken = _longer(self._taken, more)

    def seal(
        self, persons: Sequence[str], devices: Sequence[str], records: Records
    ) -> tuple[Numbers, Numbers, Bytes]:
        """Return chain, place in its chain and covered bytes of each record; every person has a chain.

        Records of one person keep their order. `records` are overwritten by what covers them.
        """
        rows, records = self._with_names(persons, devices, records)
        places = self._taken[rows] + _rank(rows)
        covered = records.view(np.uint8).reshape(len(records), RECORD_BYTES)
        pages = places // PAGE
        for page in np.unique(pages):  # a chain has one page at a time: the oldest first
            here = np.flatnonzero(pages == page)
            self._cover(rows[here], places[here] % PAGE, covered, here)
        self._taken[rows] = places + 1  # of one person's, the last stands
        return self._numbers[rows], places.astype(np.uint32), covered

    def forget(self, person: str) -> None:
        """Overwrite the key of one person's chain; what comes later begins a new one."""
        row = self._rows.pop(person, None)
        if row is not None:
            self._keys[row] = 0
            self._pages[row] = 0
            self._carried = {pair: each for pair, each in self._carried.items() if pair[0] != person}

    def forget_all(self) -> None:
        """Overwrite every key."""
        self._keys[:] = 0
        self._pages[:] = 0
        self._rows.clear()
        self._carried.clear()

    def _cover(self, rows: Rows, at: Places, covered: Bytes, here: Rows) -> None:
        turned = rows[at == 0]
        if len(turned):
            keys = self._keys[turned].tobytes()
            made = [turn(keys[begin : begin + KEY_BYTES]) for begin in range(0, len(keys), KEY_BYTES)]
            self._keys[turned] = _bytes([key for key, _ in made], KEY_BYTES)
            streams = _bytes([stream for _, stream in made], PAGE * RECORD_BYTES)
            self._pages[turned] = streams.reshape(-1, PAGE, RECORD_BYTES)
        covered[here] ^= self._pages[rows, at]
        self._pages[rows, at] = 0

    def _with_names(
        self, persons: Sequence[str], devices: Sequence[str], records: Records
    ) -> tuple[Rows, Records]:
        """Return rows and records, with the name of each device new to its chain before all of them."""
        pairs = list(zip(persons, devices, strict=True))
        named, owners = self._named(list(dict.fromkeys(filterfalse(self._carried.__contains__, pairs))))
        known = np.array(list(map(self._carried.__getitem__, pairs)), np.int64)
        rows, records["device"] = known >> _DEVICE_BITS, known & _DEVICE_MASK
        if not len(named):
            return rows, records
        return np.concatenate([owners, rows]), np.concatenate([named, records])

    def _named(self, fresh: Sequence[tuple[str, str]]) -> tuple[Records, Rows]:
        """Return the records that name the devices of `fresh` (person, device), and the row of each."""
        for person, device in fresh:
            self._carried[person, device] = self._rows[person] << _DEVICE_BITS | len(self._carried)
        carried = np.array([self._carried[pair] for pair in fresh], np.int64)
        named, places = name_records([device for _, device in fresh], (carried & _DEVICE_MASK).tolist())
        return named, carried[places] >> _DEVICE_BITS


def _bytes(parts: Sequence[bytes], length: int) -> Bytes:
    return np.frombuffer(b"".join(parts), np.uint8).reshape(len(parts), length)


def _longer(array: npt.NDArray[Item], more: int) -> npt.NDArray[Item]:
    """Return `array` with room for `more` rows of zeros; the old one is overwritten."""
    longer = np.zeros((len(array) + more, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    array[:] = 0
    return longer


def _rank(rows: Rows) -> Places:
    """Return how many earlier entries have the same row."""
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(rows) else rows
    lengths = np.diff(np.append(begins, len(rows)))
    rank = np.empty(len(rows), np.int64)
    rank[order] = np.arange(len(rows)) - np.repeat(begins, lengths)
    return rank
