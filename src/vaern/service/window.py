"""What recovery needs and nobody may read: the engine's state and the inputs since, under keys that pass.

Each snapshot begins an epoch with a new key; when it stands, the key of the epoch before is destroyed, and
with it every fix that lay on disk only to be judged. In the demonstration the keys lie in the same folder,
readable by the same operating-system user: the separation is missing, and `/v1/health` says so.
"""

from __future__ import annotations

import secrets
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vaern.errors import InputError
from vaern.service.written import from_bytes, to_bytes
from vaern.vault.disk import destroy, keep_secret, room_to_write, sync_folder

_HEADER = struct.Struct(">QQ")
_NONCE_BYTES = 12


class Window:
    """The inputs since the last snapshot, numbered without a gap, and that snapshot."""

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        self._folder, self._keys, self._db = folder, folder / "keys", db
        self._keys.mkdir(mode=0o700, exist_ok=True)
        self._state = folder / "state.bin"
        self._epoch, self._covered = self._header()
        (newest,) = self._db.execute("SELECT coalesce(max(n), 0) FROM window").fetchone()
        self._n: int = max(self._covered, newest)
        if self._state.exists() and not self._key_path(self._epoch).exists():
            raise InputError("the engine's key is gone", "monitor", "the key file in the folder keys")
        if not self._key_path(self._epoch).exists():
            keep_secret(self._key_path(self._epoch), AESGCM.generate_key(256))
        self._key = AESGCM(self._key_path(self._epoch).read_bytes())
        self._forget_other_epochs()

    def __len__(self) -> int:
        return self._n - self._covered

    def record(self, given: dict[str, Any]) -> None:
        """Keep one input of the engine within the caller's transaction; `recorded` follows its commit."""
        number = self._n + 1
        self._db.execute(
            "INSERT INTO window VALUES (?, ?)", (number, self._encrypt(given, struct.pack(">Q", number)))
        )

    def recorded(self) -> None:
        """Count the input whose transaction has been committed."""
        self._n += 1

    def state(self) -> dict[str, Any] | None:
        """Return the last snapshot, None before the first."""
        if not self._state.exists():
            return None
        content = self._state.read_bytes()
        header, sealed = content[: _HEADER.size], content[_HEADER.size :]
        return self._decrypt(sealed, header)

    def inputs(self) -> Iterator[dict[str, Any]]:
        """Yield the inputs after the last snapshot, in order."""
        rows = self._db.execute("SELECT n, sealed FROM window WHERE n > ? ORDER BY n", (self._covered,))
        for number, sealed in rows.fetchall():
            yield self._decrypt(sealed, struct.pack(">Q", number))

    def snapshot(self, state: dict[str, Any]) -> None:
        """Put `state`, which covers every input so far, on disk under a new key and destroy the old one."""
        epoch = self._epoch + 1
        key = AESGCM.generate_key(256)
        if self._key_path(epoch).exists():  # left by a snapshot that did not come to its end
            destroy(self._key_path(epoch))
        keep_secret(self._key_path(epoch), key)
        self._key, self._epoch, self._covered = self._replace_state(AESGCM(key), epoch, state), epoch, self._n
        self._db.execute("DELETE FROM window WHERE n <= ?", (self._covered,))
        self._forget_other_epochs()

    def _replace_state(self, key: AESGCM, epoch: int, state: dict[str, Any]) -> AESGCM:
        header = _HEADER.pack(epoch, self._n)
        beside = self._state.with_suffix(".new")
        beside.unlink(missing_ok=True)
        keep_secret(beside, header + _sealed(key, state, header))
        with room_to_write():
            beside.replace(self._state)
            sync_folder(self._folder)
        return key

    def _header(self) -> tuple[int, int]:
        if not self._state.exists():
            return 0, 0
        epoch, covered = _HEADER.unpack_from(self._state.read_bytes())
        return epoch, covered

    def _forget_other_epochs(self) -> None:
        for path in self._keys.glob("engine-*.key"):
            if path != self._key_path(self._epoch):
                destroy(path)

    def _key_path(self, epoch: int) -> Path:
        return self._keys / f"engine-{epoch:08d}.key"

    def _encrypt(self, said: dict[str, Any], bound: bytes) -> bytes:
        return _sealed(self._key, said, bound)

    def _decrypt(self, sealed: bytes, bound: bytes) -> dict[str, Any]:
        nonce, cipher = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return from_bytes(self._key.decrypt(nonce, cipher, bound))


def _sealed(key: AESGCM, said: dict[str, Any], bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + key.encrypt(nonce, to_bytes(said), bound)
