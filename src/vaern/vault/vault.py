"""The vault: what is put in comes out only by the custodian's key, and a day ends with its keys."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from nacl.public import PublicKey

from vaern.monitoring.fix import FixBatch
from vaern.vault.carried import Persons
from vaern.vault.chain import KEY_BYTES, Chains
from vaern.vault.keyring import Keyring, Slot
from vaern.vault.life import Life, kept_until_of
from vaern.vault.lives import keep_life
from vaern.vault.lock import Lock
from vaern.vault.pseudonym import Pseudonyms
from vaern.vault.receipt import Destroyed, Receipts
from vaern.vault.segment import SEGMENT_BYTES, Segments

KEYS, SEGMENTS, LIVES = "keys", "segments", "lives"
_DAYS_HELD_OPEN = timedelta(days=2)
_COMMITS_OF_A_LIFE = 100_000
"""The custodian turns a life's chain key by key: this bounds the walk to a tenth of a second."""


class Taken(NamedTuple):
    """Fixes that wait for the commit: of one day, all kept until one day."""

    day: date
    kept_until: date
    persons: Persons
    fixes: FixBatch


class Vault:
    """The one writer of a vault folder; a day is a date on the clock of the law's jurisdiction."""

    def __init__(self, folder: Path, custodian_public_key: bytes, segment_bytes: int = SEGMENT_BYTES) -> None:
        self._custodian = PublicKey(custodian_public_key)
        self._folder = folder
        self._lock = Lock(folder, "the vault")
        try:
            self._keyring = Keyring(folder / KEYS)
            self._pseudonyms = Pseudonyms(folder / KEYS)
            self.receipts = Receipts(folder)
            self._segments = Segments(folder / SEGMENTS, segment_bytes)
        except BaseException:
            self._lock.release()
            raise
        self._life: Life | None = None
        self._begun = 0
        self._chains: dict[tuple[date, date], Chains] = {}
        self._taken: list[Taken] = []
        self._unwritten: list[bytes] = []
        self._is_open = True

    @classmethod
    def open(cls, folder: Path, custodian_public_key: bytes) -> Vault:
        """Open or make the vault in `folder`; a second opener is refused with `InputError`."""
        return cls(folder, custodian_public_key)

    def seal_for(self, custodian_public_key: bytes) -> None:
        """Seal for this key from the next commit on: a new life begins, what was sealed stays as it is."""
        key = PublicKey(custodian_public_key)
        if key != self._custodian:
            self._custodian = key
            if self._life:
                self._life.forget()
            self._life = None

    def seal(self, persons: Sequence[str] | Persons, day: date, kept_until: date, fixes: FixBatch) -> None:
        """Take `fixes` of `day`, row i of `persons[i]`; nothing is on disk before `commit` has returned.

        `kept_until` is the last day that the law lets them be kept; a sweep after it destroys their keys.
        """
        if len(fixes):
            self._taken.append(Taken(day, kept_until, np.asarray(persons, np.object_), fixes))

    def commit(self) -> None:
        """Put everything taken since the last commit on disk; acknowledge it only after this returns.

        On `DiskFull` everything stays taken, and the next commit writes it. After any other failure of the
        disk nobody knows what is written, and the vault takes no more until it is opened again.
        """
        if not self._is_open:
            raise OSError("the vault is closed, or its disk failed; open the vault again")
        try:
            if self._taken:
                self._seal_taken()
            if self._unwritten:
                self._segments.append(*self._unwritten)
                self._unwritten.clear()
        except OSError:
            self._is_open = False
            raise

    def days(self) -> list[date]:
        """Return the days of which the vault holds anything that can still be opened, oldest first."""
        return self._keyring.days()

    def destroy(self, person: str, day: date, at: datetime) -> list[dict[str, Any]]:
        """Make what `person` left on `day` unreadable to everybody, for ever; return the signed receipts."""
        self._taken = [_without(taken, person) if taken.day == day else taken for taken in self._taken]
        for (held, _), chains in self._chains.items():
            if held == day:
                chains.forget(person)
        pseudonym = self._pseudonyms.of(person, day)
        return self._destroy([day], lambda slot: slot.pseudonym == pseudonym, at, "ordered")

    def sweep(self, today: date, at: datetime) -> list[dict[str, Any]]:
        """Destroy every key whose last day has passed; return a signed receipt for each person and day."""
        for held in [held for held in self._chains if held[1] < today]:
            self._chains.pop(held).forget_all()
        receipts = self._destroy(self.days(), lambda slot: slot.kept_until < today, at, "period_over")
        self._segments.drop(lambda body: kept_until_of(body) < today)
        return receipts

    def close(self) -> None:
        """Write what was taken, forget every key and let the next opener in."""
        try:
            if self._is_open:
                self.commit()
        finally:
            self._is_open = False
            for chains in self._chains.values():
                chains.forget_all()
            if self._life:
                self._life.forget()
            self._segments.close()
            self._lock.release()

    def _seal_taken(self) -> None:
        if self._life is None or self._life.number >= _COMMITS_OF_A_LIFE:
            self._begin_life()
        assert self._life is not None
        for taken in self._taken:
            self._begin_chains(self._life, taken)
        parts = [self._covered(taken) for taken in self._taken]
        content = b"".join(np.concatenate(column).tobytes() for column in zip(*parts, strict=True))
        kept_until = max(taken.kept_until for taken in self._taken)
        self._taken.clear()
        self._unwritten.append(self._life.sealed(content, kept_until))
        self._forget_old_chains()

    def _begin_life(self) -> None:
        life = Life(self._custodian)
        keep_life(self._folder / KEYS / LIVES, life)
        for chains in self._chains.values():
            chains.forget_all()
        self._chains.clear()
        self._life, self._begun = life, 0

    def _begin_chains(self, life: Life, taken: Taken) -> None:
        chains = self._chains.setdefault((taken.day, taken.kept_until), Chains())
        missing = chains.without_chain(taken.persons, taken.fixes)
        if not missing:
            return
        numbers = np.arange(self._begun, self._begun + len(missing), dtype=np.uint32)
        self._begun += len(missing)
        roots = np.frombuffer(bytearray(secrets.token_bytes(KEY_BYTES * len(missing))), np.uint8)
        roots = roots.reshape(len(missing), KEY_BYTES)
        wrapped = life.wrapped([(int(n), root.tobytes()) for n, root in zip(numbers, roots, strict=True)])
        pseudonyms = [self._pseudonyms.of(person, taken.day) for person in missing]
        slots = [
            Slot(pseudonym, life.name, life.number, int(number), taken.kept_until, secret)
            for pseudonym, number, secret in zip(pseudonyms, numbers, wrapped, strict=True)
        ]
        self._keyring.add(taken.day, slots)
        chains.begin(missing, numbers, roots)

    def _covered(self, taken: Taken) -> tuple[Any, ...]:
        return self._chains[taken.day, taken.kept_until].seal(taken.persons, taken.fixes)

    def _destroy(
        self, days: Iterable[date], wanted: Callable[[Slot], bool], at: datetime, because: str
    ) -> list[dict[str, Any]]:
        given = []
        for day in days:
            ended: dict[bytes, list[str]] = {}
            for slot in self._keyring.destroy(day, wanted):
                ended.setdefault(slot.pseudonym, []).append(slot.chain)
            said = [Destroyed("sealed", whose, day, chains, because) for whose, chains in ended.items()]
            given += self.receipts.give(said, at)
            self._keyring.clear(day)
        return given

    def _forget_old_chains(self) -> None:
        """Keep memory bounded over a long life: what comes later still begins a new chain for its day."""
        held_from = max(day for day, _ in self._chains) - _DAYS_HELD_OPEN
        for held in [held for held in self._chains if held[0] < held_from]:
            self._chains.pop(held).forget_all()


def _without(taken: Taken, person: str) -> Taken:
    kept = np.flatnonzero(taken.persons != person)
    return taken._replace(persons=taken.persons[kept], fixes=taken.fixes.take(kept))
