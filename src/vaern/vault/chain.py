"""The key chains of persons, one per person and day: a page of keystream at a time, used once, then zeros.

A chain's key makes a page of keystream and the next key, by a one-way function, and is overwritten. A record
is covered by its own stretch of the page (exclusive or), which is overwritten by zeros in the same breath. So
the process holds only what it has not used yet: it cannot open what it sealed. Python and NumPy may leave
copies in freed memory until that is used again; swap must be encrypted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vaern.monitoring.fix import FixBatch
from vaern.vault.carried import Carried, Persons, Rows
from vaern.vault.record import RECORD_BYTES, Bytes, fix_records

KEY_BYTES = 32
PAGE = 16
"""Records a page. Measured: to turn one costs as much for 8 records as for 16, a quarter more for 32."""
Item = TypeVar("Item", bound=np.generic)
_ZEROS = bytes(PAGE * RECORD_BYTES)
_NONCE = bytes(12)

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
        self._carried = Carried()
        self._numbers: Numbers = np.empty(0, np.uint32)
        self._keys: Bytes = np.empty((0, KEY_BYTES), np.uint8)
        self._pages: Bytes = np.empty((0, PAGE, RECORD_BYTES), np.uint8)
        self._taken: Places = np.empty(0, np.int64)

    def without_chain(self, persons: Persons, fixes: FixBatch) -> list[str]:
        """Return the persons who have no chain yet, each once."""
        return self._carried.without_row(persons, fixes)

    def begin(self, persons: Sequence[str], numbers: Numbers, roots: Bytes) -> None:
        """Add a chain for each person; `roots` (n x 32) are copied and then overwritten."""
        first, more = len(self._numbers), len(persons)
        self._carried.add(persons)
        self._numbers = np.concatenate([self._numbers, numbers])
        self._keys = _longer(self._keys, more)
        self._keys[first:] = roots
        roots[:] = 0
        self._pages = _longer(self._pages, more)
        self._taken = _longer(self._taken, more)

    def seal(self, persons: Persons, fixes: FixBatch) -> tuple[Numbers, Numbers, Bytes]:
        """Return chain, place in its chain and covered bytes of each record; every person has a chain.

        The name of each device new to its chain comes before all fixes; those of one person keep their order.
        """
        rows, devices, named, owners = self._carried.of(persons, fixes)
        records = fix_records(fixes)
        records["device"] = devices
        if len(named):
            rows, records = np.concatenate([owners, rows]), np.concatenate([named, records])
        held = self._taken[rows]
        places = held + _rank(rows)
        covered = records.view(np.uint8).reshape(len(records), RECORD_BYTES)
        turns = places // PAGE - held // PAGE
        for nth in range(turns.max(initial=-1) + 1):  # a chain has one page at a time
            here = np.flatnonzero(turns == nth)
            self._cover(rows[here], places[here] % PAGE, covered, here)
        self._taken[rows] = places + 1  # of one person's, the last stands
        return self._numbers[rows], places.astype(np.uint32), covered

    def forget(self, person: str) -> None:
        """Overwrite the key of one person's chain; what comes later begins a new one."""
        row = self._carried.forget(person)
        if row is not None:
            self._keys[row] = 0
            self._pages[row] = 0

    def forget_all(self) -> None:
        """Overwrite every key."""
        self._keys[:] = 0
        self._pages[:] = 0
        self._carried = Carried()

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
    if np.bincount(rows).max(initial=0) <= 1:
        return np.zeros(len(rows), np.int64)
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.append(begins, len(rows)))
    rank = np.empty(len(rows), np.int64)
    rank[order] = np.arange(len(rows)) - np.repeat(begins, lengths)
    return rank
