"""The custodian's key pair; the private half never enters the house."""

from __future__ import annotations

import os
from pathlib import Path

from nacl.public import PrivateKey

PRIVATE_KEY = "custodian.key"


def make_custodian(folder: Path) -> bytes:
    """Return the custodian's public key (32 bytes); the private one is made once and stays in `folder`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / PRIVATE_KEY
    if not path.exists():
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(bytes(PrivateKey.generate()))
    return bytes(private_key(folder).public_key)


def private_key(folder: Path) -> PrivateKey:
    """Return the private key from the custodian's own folder."""
    return PrivateKey((folder / PRIVATE_KEY).read_bytes())
