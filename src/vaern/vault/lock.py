"""One writer to a folder: a second is refused, and the lock dies with its process."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from vaern.errors import InputError


class Lock:
    """An exclusive lock on a folder, held until it is released or the process ends, however it ends."""

    def __init__(self, folder: Path, what: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise InputError(
                f"{what} is already open in another process",
                "lock",
                "one process at a time; end the other first",
            ) from None

    def release(self) -> None:
        """Let the next one in; to release twice is to release once."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
