"""The first key of each life, boxed for the custodian: without it nothing of that life can be opened."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from vaern.vault.disk import room_to_write, sync_folder, write_at
from vaern.vault.life import NAME_BYTES, Life

_BOXED_BYTES = 80
_ENTRY_BYTES = NAME_BYTES + _BOXED_BYTES


def keep_life(path: Path, life: Life) -> None:
    """Append the life to the file; on disk when this returns."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        size = os.fstat(file).st_size
        with room_to_write():
            write_at(file, life.name + life.boxed, size - size % _ENTRY_BYTES)
            os.fsync(file)
    finally:
        os.close(file)
    sync_folder(path.parent)


def boxed_lives(path: Path) -> Mapping[bytes, bytes]:
    """Return the boxed first key of every life, by its name."""
    content = path.read_bytes() if path.exists() else b""
    entries = [content[at : at + _ENTRY_BYTES] for at in range(0, len(content), _ENTRY_BYTES)]
    return {entry[:NAME_BYTES]: entry[NAME_BYTES:] for entry in entries if len(entry) == _ENTRY_BYTES}
