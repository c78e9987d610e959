"""A process that dies at its n-th step towards the disk, in the middle of what it was writing.

In the test's own process, so that hundreds of deaths take seconds: the write that is under way is torn at a
byte that the number chooses, and nothing after it happens. What `kill -9` does to a real process is tested
beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock


class Killed(BaseException):
    """The process is gone."""


class Steps:
    """Counts writes, syncs and renames; the `last` is the death, zero for none."""

    def __init__(self, last: int) -> None:
        self.taken, self.last = 0, last

    def is_last(self) -> bool:
        if self.last and self.taken >= self.last:
            raise Killed  # a dead process takes no further step, whatever its clean-up would like
        self.taken += 1
        return self.taken == self.last


@contextmanager
def dying_at(last: int) -> Iterator[Steps]:
    steps, pwrite, replace = Steps(last), os.pwrite, os.replace

    def write(file: int, data: Any, offset: int) -> int:
        if steps.is_last():
            pwrite(file, bytes(data)[: (last * 7919) % (len(data) + 1)], offset)
            raise Killed
        return pwrite(file, data, offset)

    def sync(file: int) -> None:
        if steps.is_last():
            raise Killed

    def rename(*paths: Any, **more: Any) -> None:
        if steps.is_last():
            raise Killed
        replace(*paths, **more)

    with (
        mock.patch("os.pwrite", write),
        mock.patch("os.fsync", sync),
        mock.patch("os.fdatasync", sync),
        mock.patch("os.replace", rename),
    ):
        yield steps
