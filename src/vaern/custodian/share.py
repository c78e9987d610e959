"""A share of the private key as a file: open, or locked with a passphrase (Argon2id, XSalsa20-Poly1305).

A locked share is a mark, Argon2id's two costs (8 bytes each, big-endian), a salt and the box.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Callable

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from vaern.errors import InputError

MARK = b"vaern share, locked\n"
_HEAD = struct.Struct(f">QQ{argon2id.SALTBYTES}s")
COSTS = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
"""Some seconds and 256 MB for each guess."""
Ask = Callable[[], str]


def locked(share: bytes, passphrase: str) -> bytes:
    """Return the share as nobody reads it without the passphrase."""
    operations, memory = COSTS
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    box = SecretBox(_key(passphrase, salt, operations, memory))
    return MARK + _HEAD.pack(operations, memory, salt) + bytes(box.encrypt(share))


def unlocked(content: bytes, ask: Ask) -> bytes:
    """Return the share of a file's content; `ask` gives the passphrase where it is locked."""
    if not content.startswith(MARK):
        return content
    operations, memory, salt = _HEAD.unpack_from(content, len(MARK))
    box = SecretBox(_key(ask(), salt, operations, memory))
    try:
        return bytes(box.decrypt(content[len(MARK) + _HEAD.size :]))
    except CryptoError:
        raise InputError("the passphrase does not open this share", "shares", "its own passphrase") from None


def _key(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    return bytes(argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, operations, memory))
