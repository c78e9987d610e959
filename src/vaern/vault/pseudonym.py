"""The name a person has in the vault on one day: it can be made from the person, not turned back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from pathlib import Path

from vaern.vault.disk import keep_secret

PSEUDONYM_BYTES = 16
_FILE = "pseudonym.key"


class Pseudonyms:
    """Keyed names, another one each day: two days in the vault do not tell that they are one person's."""

    def __init__(self, folder: Path) -> None:
        path = folder / _FILE
        if not path.exists():
            keep_secret(path, secrets.token_bytes(32))
        self._key = path.read_bytes()

    def of(self, person: str, day: date) -> bytes:
        """Return the 16 bytes that stand for `person` on `day`."""
        said = f"{day.isoformat()}/{person}".encode()
        return hashlib.blake2b(said, key=self._key, digest_size=PSEUDONYM_BYTES).digest()
