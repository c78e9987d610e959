"""What recovery needs and nobody may read: the engine's state and the inputs since, under keys that pass.

Each snapshot begins an epoch with a new key; when it stands, the keys before it are destroyed, and with
them every fix that lay on disk only to be judged. In the demonstration the keys lie in the same folder,
readable by the same operating-system user: the separation is missing, and `/v1/health` says so.
"""

from __future__ import annotations

import secrets
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM

from vaern.errors import InputError
from vaern.service.written import from_bytes, to_bytes, to_parts
from vaern.vault.disk import destroy, keep_secret, room_to_write, sync_folder

_HEADER = struct.Struct(">QQ")
_NONCE_BYTES = 12
_AT_ONCE_BYTES = 1 << 21
_DELETE_SOME = "DELETE FROM window WHERE n IN (SELECT n FROM window WHERE n <= ? ORDER BY n LIMIT 2)"
"""What a snapshot has passed goes as new comes: overwriting all of it at once takes a second."""


class Window:
    """The inputs since the last snapshot, numbered without a gap, and that snapshot.

    While a snapshot is being written, inputs are already under the key that comes with it: until it stands,
    what recovery needs lies under two keys, or more where snapshots came to no end.
    """

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        self._folder, self._keys, self._db = folder, folder / "keys", db
        self._keys.mkdir(mode=0o700, exist_ok=True)
        self._state = folder / "state.bin"
        epoch, self._covered = self._header()
        (newest,) = self._db.execute("SELECT coalesce(max(n), 0) FROM window").fetchone()
        self._n: int = max(self._covered, newest)
        if self._state.exists() and not self._key_path(epoch).exists():
            raise InputError("the engine's key is gone", "monitor", "the key file in the folder keys")
        if not self._key_path(epoch).exists():
            keep_secret(self._key_path(epoch), AESGCM.generate_key(256))
        self._forget_before(epoch)
        self._epoch = max(self._epochs())
        self._key = self._read_key(self._epoch)
        self._writing: Future[tuple[int, int]] | None = None

    def __len__(self) -> int:
        return self._n - self._covered

    @property
    def is_being_written(self) -> bool:
        """Whether a snapshot has begun and has not been settled."""
        return self._writing is not None

    def record(self, given: dict[str, Any]) -> None:
        """Keep one input of the engine within the caller's transaction; `recorded` follows its commit."""
        number = self._n + 1
        sealed = _sealed(self._key, [to_bytes(given)], struct.pack(">Q", number))
        self._db.execute("INSERT INTO window VALUES (?, ?)", (number, b"".join(sealed)))
        self._db.execute(_DELETE_SOME, (self._covered,))

    def recorded(self) -> None:
        """Count the input whose transaction has been committed."""
        self._n += 1

    def state(self) -> dict[str, Any] | None:
        """Return the last snapshot, None before the first."""
        if not self._state.exists():
            return None
        content = self._state.read_bytes()
        header, sealed = content[: _HEADER.size], content[_HEADER.size :]
        return _opened([self._read_key(self._header()[0])], sealed, header)

    def inputs(self) -> Iterator[dict[str, Any]]:
        """Yield the inputs after the last snapshot, in order."""
        keys = [self._read_key(epoch) for epoch in self._epochs()]
        rows = self._db.execute("SELECT n, sealed FROM window WHERE n > ? ORDER BY n", (self._covered,))
        for number, sealed in rows.fetchall():
            yield _opened(keys, sealed, struct.pack(">Q", number))

    def snapshot(self, state: dict[str, Any]) -> None:
        """Put `state`, which covers every input so far, on disk under a new key and destroy the old one."""
        self.begin_snapshot(lambda: state)
        self.settle()
        self._db.execute("DELETE FROM window WHERE n <= ?", (self._covered,))

    def begin_snapshot(self, state: Callable[[], dict[str, Any]]) -> None:
        """Begin a snapshot in a thread of its own, of what `state` returns there; `settle` follows."""
        self.settle()
        epoch, key = self._epoch + 1, AESGCM.generate_key(256)
        keep_secret(self._key_path(epoch), key)
        self._epoch, self._key = epoch, key
        pool = ThreadPoolExecutor(1, "snapshot")
        self._writing = pool.submit(self._replace_state, key, epoch, self._n, state)
        pool.shutdown(wait=False)

    def settle(self, *, wait: bool = True) -> None:
        """Let a snapshot that is on disk stand for the inputs before it, and destroy the keys of those.

        What went wrong with it is raised here: then the one before still stands.
        """
        if self._writing is None or not (wait or self._writing.done()):
            return
        writing, self._writing = self._writing, None
        self._covered, epoch = writing.result()
        self._forget_before(epoch)

    def _replace_state(
        self, key: bytes, epoch: int, covered: int, state: Callable[[], dict[str, Any]]
    ) -> tuple[int, int]:
        header = _HEADER.pack(epoch, covered)
        beside = self._state.with_suffix(".new")
        beside.unlink(missing_ok=True)
        keep_secret(beside, chain([header], _sealed(key, to_parts(state()), header)))
        with room_to_write():
            beside.replace(self._state)
            sync_folder(self._folder)
        return covered, epoch

    def _header(self) -> tuple[int, int]:
        if not self._state.exists():
            return 0, 0
        with self._state.open("rb") as file:
            epoch, covered = _HEADER.unpack(file.read(_HEADER.size))
        return epoch, covered

    def _epochs(self) -> list[int]:
        return sorted(int(path.stem.removeprefix("engine-")) for path in self._keys.glob("engine-*.key"))

    def _forget_before(self, epoch: int) -> None:
        for earlier in self._epochs():
            if earlier < epoch:
                destroy(self._key_path(earlier))

    def _key_path(self, epoch: int) -> Path:
        return self._keys / f"engine-{epoch:08d}.key"

    def _read_key(self, epoch: int) -> bytes:
        return self._key_path(epoch).read_bytes()


def _sealed(key: bytes, parts: Iterable[bytes], bound: bytes) -> Iterator[bytes]:
    """Yield a nonce, the parts encrypted one after the other (AES-GCM), and the tag."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = Cipher(AES(key), GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(bound)
    yield nonce
    for part in parts:
        for begin in range(0, len(part), _AT_ONCE_BYTES):
            yield cipher.update(memoryview(part)[begin : begin + _AT_ONCE_BYTES])
    yield cipher.finalize()
    yield cipher.tag


def _opened(keys: Sequence[bytes], sealed: bytes, bound: bytes) -> dict[str, Any]:
    """Return what was sealed under one of the keys."""
    nonce, cipher = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    for key in keys[:-1]:
        with suppress(InvalidTag):
            return from_bytes(AESGCM(key).decrypt(nonce, cipher, bound))
    return from_bytes(AESGCM(keys[-1]).decrypt(nonce, cipher, bound))
