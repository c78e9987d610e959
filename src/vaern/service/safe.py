"""What the house may read while the law lets it be kept, and nobody after: one key per person and day.

The keys lie in slots that are overwritten in place, in a folder that backups leave out; what they open lies
elsewhere. Zones and controls are under a key of their own that does not end with a day.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vaern.service.keeping import Whose
from vaern.vault.disk import keep_secret
from vaern.vault.keyring import SECRET_BYTES, Keyring, Slot
from vaern.vault.pseudonym import Pseudonyms
from vaern.vault.receipt import Destroyed

_KEY_BYTES, _NONCE_BYTES = 32, 12
_PADDING = bytes(SECRET_BYTES - _KEY_BYTES)
_NO_LIFE = bytes(16)


class KeyName(NamedTuple):
    """A key by its pseudonym and the day that it belongs to."""

    pseudonym: bytes
    day: date


STANDING = KeyName(b"standing", date.min)


class Safe:
    """Encrypts and decrypts under keys that end."""

    def __init__(self, folder: Path) -> None:
        self._keyring = Keyring(folder)
        self._pseudonyms = Pseudonyms(folder)
        self._known: dict[KeyName, AESGCM] = {}
        self._names: dict[Whose, KeyName] = {}
        self._read: set[date] = set()
        standing = folder / "standing.key"
        if not standing.exists():
            keep_secret(standing, AESGCM.generate_key(256))
        self._standing = AESGCM(standing.read_bytes())

    def name(self, whose: Whose) -> KeyName:
        """Return the name of the key of a person's day."""
        name = self._names.get(whose)
        if name is None:
            name = self._names[whose] = KeyName(self._pseudonyms.of(whose.person, whose.day), whose.day)
        return name

    def has(self, whose: Whose) -> bool:
        """Say whether a key lies here for a person's day."""
        return self._key(self.name(whose)) is not None

    def prepare(self, all_whose: Iterable[Whose | None]) -> None:
        """Have a key for each on disk, with one sync a day of them."""
        missing: dict[date, list[Slot]] = {}
        for whose in dict.fromkeys(all_whose):
            if whose is not None and self._key(name := self.name(whose)) is None:
                key = secrets.token_bytes(_KEY_BYTES)
                slot = Slot(name.pseudonym, _NO_LIFE, 0, 0, whose.kept_until, key + _PADDING)
                missing.setdefault(whose.day, []).append(slot)
        for day, slots in missing.items():
            self._keyring.add(day, slots)
            self._learn(day, slots)

    def encrypt(self, name: KeyName, content: bytes, bound: bytes) -> bytes:
        """Return `content` encrypted under a key that has been prepared."""
        key = self._key(name)
        if key is None:
            raise KeyError("this person's day has no key; prepare it first")
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + key.encrypt(nonce, content, bound)

    def decrypt(self, name: KeyName, sealed: bytes, bound: bytes) -> bytes | None:
        """Return what was encrypted, None once its key has been destroyed."""
        key = self._key(name)
        return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound) if key else None

    def destroy_over(self, today: date) -> dict[date, list[Destroyed]]:
        """Overwrite every key whose last day has passed; return what its receipt says. Then `cleared`."""
        ended = {
            day: self._keyring.destroy(day, lambda slot: slot.kept_until < today)
            for day in self._keyring.days()
        }
        self._forget()
        return {
            day: [Destroyed("released", slot.pseudonym, day, ["released"], "period_over") for slot in slots]
            for day, slots in ended.items()
            if slots
        }

    def destroy(self, name: KeyName) -> None:
        """Overwrite one key; its receipt is the caller's."""
        self._keyring.destroy(name.day, lambda slot: slot.pseudonym == name.pseudonym)
        self._keyring.clear(name.day)
        self._forget()

    def cleared(self, day: date) -> None:
        """Let go of the names of the day's destroyed keys, once their receipts are on disk."""
        self._keyring.clear(day)

    def _key(self, name: KeyName) -> AESGCM | None:
        if name == STANDING:
            return self._standing
        if name.day not in self._read:
            self._learn(name.day, self._keyring.slots(name.day))
        return self._known.get(name)

    def _forget(self) -> None:
        self._known.clear()
        self._names.clear()
        self._read.clear()

    def _learn(self, day: date, slots: Iterable[Slot]) -> None:
        self._read.add(day)
        self._known.update({KeyName(slot.pseudonym, day): AESGCM(slot.secret[:_KEY_BYTES]) for slot in slots})
