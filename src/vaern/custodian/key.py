"""The custodian's key pair; the private half is in two shares, and neither alone says anything of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from nacl.public import PrivateKey

from vaern.custodian.share import locked, unlocked
from vaern.errors import InputError
from vaern.vault.disk import keep_secret

SHARES = ("share-1.key", "share-2.key")
_KEY_BYTES = 32


def make_shares(first: Path, second: Path, passphrases: tuple[str, str] | None = None) -> bytes:
    """Make a key pair, write a share of the private half to each path; return the public half (32 bytes).

    Each share belongs on a medium of its own, with a person of its own, locked with that person's passphrase.
    """
    if first.exists() or second.exists():
        raise InputError("a share is there already", "shares", "two paths where no file is")
    key, one = PrivateKey.generate(), secrets.token_bytes(_KEY_BYTES)
    shares = one, _combined(bytes(key), one)
    if passphrases:
        shares = locked(shares[0], passphrases[0]), locked(shares[1], passphrases[1])
    keep_secret(first, shares[0])
    keep_secret(second, shares[1])
    return bytes(key.public_key)


def from_shares(first: Path, second: Path, ask: Callable[[Path], str] | None = None) -> PrivateKey:
    """Return the private key of two shares, whichever comes first; `ask` gives a locked one's passphrase."""
    ask = ask or _nobody_to_ask
    try:
        one, other = (unlocked(path.read_bytes(), partial(ask, path)) for path in (first, second))
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
    first, second = (folder / name for name in SHARES)
    return from_shares(first, second)


def _nobody_to_ask(_: Path) -> str:
    raise InputError("this share is locked", "shares", "its passphrase")


def _combined(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
