"""The vault: what is put in comes out only by the custodian's key, and a day ends with its keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from nacl.public import PublicKey, SealedBox

from vaern.vault.chain import Chain, new_name, new_root
from vaern.vault.keyring import Keyring, Slot
from vaern.vault.lock import Lock
from vaern.vault.pseudonym import Pseudonyms
from vaern.vault.receipt import Receipts
from vaern.vault.segment import SEGMENT_BYTES, Segments

_DAYS_HELD_OPEN = timedelta(days=2)

PersonDay = tuple[str, date]


class Vault:
    """The one writer of a vault folder; a day is a date on the clock of the law's jurisdiction."""

    def __init__(self, folder: Path, custodian_public_key: bytes, segment_bytes: int = SEGMENT_BYTES) -> None:
        self._box = SealedBox(PublicKey(custodian_public_key))
        self._lock = Lock(folder, "the vault")
        try:
            self._pseudonyms = Pseudonyms(folder)
            self._receipts = Receipts(folder)
            self._keyring = Keyring(folder / "keys")
            self._segments = Segments(folder / "segments", segment_bytes)
        except BaseException:
            self._lock.release()
            raise
        self._chains: dict[PersonDay, Chain] = {}
        self._buffered: dict[PersonDay, list[bytes]] = defaultdict(list)
        self._sealed = b""
        self._is_open = True

    @classmethod
    def open(cls, folder: Path, custodian_public_key: bytes) -> Vault:
        """Open or make the vault in `folder`; a second opener is refused with `InputError`."""
        return cls(folder, custodian_public_key)

    def seal(self, person: str, day: date, payloads: Sequence[bytes]) -> None:
        """Take `payloads` of `person` on `day`; nothing is on disk before `commit` has returned."""
        if payloads:
            self._buffered[person, day].extend(payloads)

    def commit(self) -> None:
        """Put everything taken since the last commit on disk; acknowledge it only after this returns.

        On `DiskFull` everything stays taken, and the next commit writes it. After any other failure of the
        disk nobody knows what is written, and the vault takes no more until it is opened again.
        """
        if not self._is_open:
            raise OSError("the vault is closed, or its disk failed; open the vault again")
        try:
            self._begin_chains()
            self._seal_buffered()
            if self._sealed:
                self._segments.append(self._sealed)
                self._sealed = b""
        except OSError:
            self._is_open = False
            raise

    def days(self) -> list[date]:
        """Return the days of which the vault holds anything that can still be opened, oldest first."""
        return self._keyring.days()

    def expired(self, today: date, kept_until: Callable[[date], date]) -> list[date]:
        """Return the days whose last day, by the law's own period (`kept_until`), has passed."""
        return [day for day in self.days() if kept_until(day) < today]

    def destroy(self, person: str, day: date, at: datetime) -> dict[str, Any]:
        """Make what `person` left on `day` unreadable to everybody, for ever; return the signed receipt."""
        self._buffered.pop((person, day), None)
        self._chains.pop((person, day), None)
        pseudonym = self._pseudonyms.of(person, day)
        ended = self._keyring.destroy(day, lambda slot: slot.pseudonym == pseudonym)
        return self._receipts.give(pseudonym, day, ended, at)

    def close(self) -> None:
        """Write what was taken, forget every key and let the next opener in."""
        try:
            if self._is_open:
                self.commit()
        finally:
            self._is_open = False
            self._chains.clear()
            self._segments.close()
            self._lock.release()

    def _begin_chains(self) -> None:
        missing: dict[date, list[str]] = defaultdict(list)
        for person, day in self._buffered:
            if (person, day) not in self._chains:
                missing[day].append(person)
        for day, persons in missing.items():
            begun = {person: (new_name(), new_root()) for person in persons}
            self._keyring.add(day, [self._slot(person, day, *made) for person, made in begun.items()])
            self._chains.update({(person, day): Chain(*made) for person, made in begun.items()})

    def _slot(self, person: str, day: date, name: bytes, root: bytes) -> Slot:
        return Slot(self._pseudonyms.of(person, day), name, bytes(self._box.encrypt(root)))

    def _seal_buffered(self) -> None:
        self._sealed += b"".join(
            self._chains[whose].seal(payloads) for whose, payloads in self._buffered.items()
        )
        self._buffered.clear()
        self._forget_old_chains()

    def _forget_old_chains(self) -> None:
        """Keep memory bounded over a long life: what comes later still begins a new chain for its day."""
        newest = max((day for _, day in self._chains), default=None)
        if newest is not None:
            held_from = newest - _DAYS_HELD_OPEN
            self._chains = {whose: chain for whose, chain in self._chains.items() if whose[1] >= held_from}
