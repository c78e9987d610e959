"""One life of a writer: from its opening on, a chain of keys around whole commits.

The first key is made at random and boxed once for the custodian's public key: the only public-key operation.
Each commit is sealed under a key of its own and the chain moves on; the same key, turned another way, wraps
the roots of the persons' chains that the commit begins. Whoever stops the process finds only the next key.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from datetime import date

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.public import PublicKey, SealedBox

KEY_BYTES = 32
NAME_BYTES = 16
HEADER = struct.Struct(">16sQI")
"""Of a commit: the life's name, the commit's number, the last day (ordinal) that anything in it is kept."""


class Life:
    """The chain of a writer from now on, with the first key as only the custodian can read it."""

    def __init__(self, custodian: PublicKey) -> None:
        self.name = secrets.token_bytes(NAME_BYTES)
        self.number = 0
        self._key = secrets.token_bytes(KEY_BYTES)
        self.boxed = bytes(SealedBox(custodian).encrypt(self._key))

    def wrapped(self, roots: list[tuple[int, bytes]]) -> list[bytes]:
        """Return each (chain number, root) wrapped under this commit's key."""
        cipher = AESGCM(wrapping_key(self._key))
        return [cipher.encrypt(nonce(number), root, self.name) for number, root in roots]

    def sealed(self, content: bytes, kept_until: date) -> bytes:
        """Return one commit and move the chain on."""
        header = HEADER.pack(self.name, self.number, kept_until.toordinal())
        body = header + AESGCM(commit_key(self._key)).encrypt(nonce(self.number), content, header)
        self._key = next_key(self._key)
        self.number += 1
        return body

    def forget(self) -> None:
        """Let go of the key."""
        self._key = bytes(KEY_BYTES)


def kept_until_of(body: bytes) -> date:
    """Return the last day to which anything in a commit is kept."""
    return date.fromordinal(HEADER.unpack_from(body)[2])


def commit_key(key: bytes) -> bytes:
    """Return the key of the commit at this place in the chain."""
    return hashlib.blake2b(key=key, person=b"vaern commit", digest_size=KEY_BYTES).digest()


def wrapping_key(key: bytes) -> bytes:
    """Return the key that wraps the roots begun with the commit at this place."""
    return hashlib.blake2b(key=key, person=b"vaern wrap", digest_size=KEY_BYTES).digest()


def next_key(key: bytes) -> bytes:
    """Return the following key of the chain; there is no way back."""
    return hashlib.blake2b(key=key, person=b"vaern next", digest_size=KEY_BYTES).digest()


def nonce(number: int) -> bytes:
    """Return the nonce of a commit or a chain by its number."""
    return number.to_bytes(12, "big")
