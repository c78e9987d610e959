"""The custodian's key pair; the private half is in two shares, and neither alone says anything of it."""

from __future__ import annotations

import secrets
from pathlib import Path

from nacl.public import PrivateKey

from vaern.errors import InputError
from vaern.vault.disk import keep_secret

SHARES = ("share-1.key", "share-2.key")
_KEY_BYTES = 32


def make_shares(first: Path, second: Path) -> bytes:
    """Make a key pair, write a share of the private half to each path; return the public half (32 bytes).

    Each share belongs on a medium of its own, with a person of its own.
    """
    if first.exists() or second.exists():
        raise InputError("a share is there already", "shares", "two paths where no file is")
    key, one = PrivateKey.generate(), secrets.token_bytes(_KEY_BYTES)
    keep_secret(first, one)
    keep_secret(second, _combined(bytes(key), one))
    return bytes(key.public_key)


def from_shares(first: Path, second: Path) -> PrivateKey:
    """Return the private key of two shares, whichever comes first."""
    try:
        one, other = first.read_bytes(), second.read_bytes()
    except OSError:
        raise InputError(
            "a share cannot be read", "shares", "the two files that were made together"
        ) from None
    if len(one) != _KEY_BYTES or len(other) != _KEY_BYTES or one == other:
        raise InputError("these are not two shares", "shares", "the two files that were made together")
    return PrivateKey(_combined(one, other))


def make_custodian(folder: Path) -> bytes:
    """Return the public key of a custodian for demonstration, both of whose shares lie in `folder`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    first, second = (folder / name for name in SHARES)
    return bytes(private_key(folder).public_key) if second.exists() else make_shares(first, second)


def private_key(folder: Path) -> PrivateKey:
    """Return the private key of a custodian for demonstration."""
    return from_shares(*(folder / name for name in SHARES))


def _combined(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
