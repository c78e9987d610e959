"""The key chain of one person and day: each key seals one block and is gone.

Key n+1 is a one-way function of key n, so a process that holds only the newest cannot open what it sealed.
Python may leave copies of a key in freed memory until that is used again; swap must be encrypted.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NAME_BYTES = 16
HEADER = struct.Struct(">16sII")
_LENGTH = struct.Struct(">I")


class Chain:
    """A chain from its newest key on; `seal` moves it forward and never back."""

    def __init__(self, name: bytes, root: bytes) -> None:
        self.name = name
        self._key = root
        self._index = 0

    def seal(self, payloads: Sequence[bytes]) -> bytes:
        """Return one block: name, index and length in the clear, all `payloads` under the block's own key."""
        plain = b"".join(_LENGTH.pack(len(payload)) + payload for payload in payloads)
        nonce, bound = nonce_and_bound(self.name, self._index)
        sealed = AESGCM(block_key(self._key)).encrypt(nonce, plain, bound)
        block = HEADER.pack(self.name, self._index, len(sealed)) + sealed
        self._key = next_key(self._key)
        self._index += 1
        return block


def new_name() -> bytes:
    """Return a random name for a chain; it says nothing about whose it is."""
    return secrets.token_bytes(NAME_BYTES)


def new_root() -> bytes:
    """Return the random first key of a chain."""
    return secrets.token_bytes(KEY_BYTES)


def block_key(key: bytes) -> bytes:
    """Return the AES-256 key of the block at this place in the chain."""
    return hashlib.blake2b(key=key, person=b"vaern block", digest_size=KEY_BYTES).digest()


def next_key(key: bytes) -> bytes:
    """Return the following key of the chain; there is no way back."""
    return hashlib.blake2b(key=key, person=b"vaern next", digest_size=KEY_BYTES).digest()


def nonce_and_bound(name: bytes, index: int) -> tuple[bytes, bytes]:
    """Return the nonce of block `index` and the data that binds the block to its place in its chain."""
    return index.to_bytes(12, "big"), name + _LENGTH.pack(index)


def payloads_in(plain: bytes) -> list[bytes]:
    """Split the content of an opened block into the payloads that were sealed in it."""
    payloads, at = [], 0
    while at < len(plain):
        (length,) = _LENGTH.unpack_from(plain, at)
        at += _LENGTH.size + length
        payloads.append(plain[at - length : at])
    return payloads
