"""Keys that end with their day, one file a day: what must be destroyed to end a person's day, and all of it.

Slots of a fixed size, appended and later overwritten where they stand: no journal keeps a second copy.
Measured against SQLite with `secure_delete` on the same disk: 6,500 single durable slots a second to 1,500,
430,000 to 49,000 in hundreds. The folder bears the tag by which tar, borg and restic leave it out of backups.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vaern.vault.disk import keep_secret, room_to_write, sync_folder, write_at

SECRET_BYTES = 48
_SLOT = struct.Struct(f">16s16sQII{SECRET_BYTES}s")
SLOT_BYTES = _SLOT.size
_SECRET_AT = SLOT_BYTES - SECRET_BYTES
_GONE, _NO_SECRET = bytes(SLOT_BYTES), bytes(SECRET_BYTES)
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Keys are destroyed here; a backup would keep them.\n"


class Slot(NamedTuple):
    """Whose key (by pseudonym), in which life, commit and chain, kept until when, and the key."""

    pseudonym: bytes
    life: bytes
    commit: int
    number: int
    kept_until: date
    secret: bytes

    @property
    def chain(self) -> str:
        """The chain's name in a receipt."""
        return f"{self.life.hex()}/{self.number}"


class Keyring:
    """The keys of every day that is still held."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / "CACHEDIR.TAG").exists():
            keep_secret(folder / "CACHEDIR.TAG", _TAG)
        self._folder = folder

    def add(self, day: date, slots: Sequence[Slot]) -> None:
        """Append `slots` to the day's file; on disk when this returns."""
        path = self._path(day)
        is_new = not path.exists()
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            size = os.fstat(file).st_size
            whole = size - size % SLOT_BYTES  # a slot torn by a power cut has no record that needs it
            with room_to_write():
                write_at(file, b"".join(_written(slot) for slot in slots), whole)
                os.fsync(file)
        finally:
            os.close(file)
        if is_new:
            sync_folder(self._folder)

    def days(self) -> list[date]:
        """Return the days that have a key, oldest first."""
        return sorted(date.fromisoformat(path.stem) for path in self._folder.glob("*.keys"))

    def slots(self, day: date) -> Iterator[Slot]:
        """Yield the day's slots that still hold their key."""
        for _, slot in self._read(day):
            if slot.secret != _NO_SECRET:
                yield slot

    def destroy(self, day: date, wanted: Callable[[Slot], bool]) -> list[Slot]:
        """Overwrite the keys of the day's `wanted` slots; return these, with those that await a receipt.

        Whose they were stands there until `cleared`: a crash between the two owes a receipt, and gives it.
        """
        ended = [(number, slot) for number, slot in self._read(day) if wanted(slot)]
        fresh = [number for number, slot in ended if slot.secret != _NO_SECRET]
        self._overwrite(day, [number * SLOT_BYTES + _SECRET_AT for number in fresh], _NO_SECRET)
        return [slot for _, slot in ended]

    def clear(self, day: date) -> None:
        """Overwrite what is left of the slots whose key is destroyed; with the last one goes the file."""
        read = list(self._read(day))
        emptied = [number for number, slot in read if slot.secret == _NO_SECRET]
        self._overwrite(day, [number * SLOT_BYTES for number in emptied], _GONE)
        if len(emptied) == len(read) and self._path(day).exists():
            self._path(day).unlink()
            sync_folder(self._folder)

    def _overwrite(self, day: date, offsets: Sequence[int], content: bytes) -> None:
        if not offsets:
            return
        file = os.open(self._path(day), os.O_RDWR | os.O_CLOEXEC)
        try:
            for offset in offsets:
                write_at(file, content, offset)
            os.fsync(file)
        finally:
            os.close(file)

    def _read(self, day: date) -> Iterator[tuple[int, Slot]]:
        path = self._path(day)
        content = path.read_bytes() if path.exists() else b""
        for number in range(len(content) // SLOT_BYTES):
            pseudonym, life, commit, chain, until, secret = _SLOT.unpack_from(content, number * SLOT_BYTES)
            if until:
                yield number, Slot(pseudonym, life, commit, chain, date.fromordinal(until), secret)

    def _path(self, day: date) -> Path:
        return self._folder / f"{day.isoformat()}.keys"


def _written(slot: Slot) -> bytes:
    until = slot.kept_until.toordinal()
    return _SLOT.pack(slot.pseudonym, slot.life, slot.commit, slot.number, until, slot.secret)
