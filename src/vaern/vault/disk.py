"""The few promises about a disk that the vault rests on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from vaern.errors import InputError

MUCH_BYTES = 1 << 20
_OUT_OF_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(InputError):
    """There is no room to write; nothing was acknowledged, and the same call works once there is room."""

    def __init__(self) -> None:
        super().__init__("the disk is full", "vault", "free space; nothing acknowledged is lost")


@contextmanager
def room_to_write() -> Iterator[None]:
    """Turn the system's three words for a full disk into `DiskFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in _OUT_OF_SPACE:
            raise DiskFull from error
        raise


def write_at(file: int, data: bytes, offset: int) -> None:
    """Write all of `data` at `offset`; the system may take it in several parts."""
    view = memoryview(data)
    while view:
        written = os.pwrite(file, view, offset)
        view, offset = view[written:], offset + written


def sync_folder(folder: Path) -> None:
    """Make new and removed names in `folder` survive a power cut."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def keep_secret(path: Path, secret: bytes | Iterable[bytes]) -> None:
    """Write `secret`, whole or in parts, to a new file that its owner alone can read.

    It is whole and on disk, or not there at all.
    """
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(f"{path.name}.part")
    with room_to_write():
        part.unlink(missing_ok=True)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            offset = 0
            for piece in [secret] if isinstance(secret, bytes) else secret:
                write_at(opened, piece, offset)
                offset += len(piece)
                if len(piece) >= MUCH_BYTES:  # little by little: whoever syncs meanwhile waits for all of it
                    os.fdatasync(opened)
            os.fsync(opened)
        finally:
            os.close(opened)
        os.replace(part, path)
        sync_folder(path.parent)


def destroy(path: Path) -> None:
    """Overwrite the file in place before its name goes.

    A disk that writes elsewhere (flash, copy-on-write) may keep the old bytes: encrypt the disk as well.
    """
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)
