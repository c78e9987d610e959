"""Append-only segment files of checked records, one record a commit.

A record is: magic, length and CRC-32 of the body (big-endian, 4 bytes each), body. Files are allocated
ahead, so that a commit need not change the file's size: measured here, 4 kB and fdatasync take 0.15 ms
instead of 0.24 ms. The CRC finds torn writes; a block changed on purpose fails its cipher's tag.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from vaern.errors import InputError
from vaern.vault.disk import room_to_write, sync_folder, write_at

SEGMENT_BYTES = 16 * 2**20
MAGIC = b"VRN1"
_HEADER = struct.Struct(">4sII")


class Segments:
    """The writer of a folder of segments; what a crash tore off the end is cut away when it opens."""

    def __init__(self, folder: Path, segment_bytes: int = SEGMENT_BYTES) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self._folder = folder
        self._segment_bytes = segment_bytes
        self._number = max((int(path.stem) for path in paths(folder)), default=0)
        self._file = -1
        self._end = self._allocated = 0
        if self._number:  # the last one alone can be torn
            self._reopen(paths(folder)[-1])

    def append(self, *bodies: bytes) -> None:
        """Write records; they are on disk when this returns, and none of them counts when this raises."""
        record = b"".join(
            part for body in bodies for part in (_HEADER.pack(MAGIC, len(body), zlib.crc32(body)), body)
        )
        with room_to_write():
            self._make_room(len(record))
            write_at(self._file, record, self._end)
            os.fdatasync(self._file)
        self._end += len(record)

    def drop(self, is_over: Callable[[bytes], bool]) -> None:
        """Give back the oldest segments, but never the last, in which every record is over."""
        for path in paths(self._folder)[:-1]:
            if not all(is_over(body) for body in records(path.read_bytes())):
                break
            path.unlink()
            sync_folder(self._folder)

    def close(self) -> None:
        """Give back what was allocated ahead and close the file."""
        if self._file >= 0:
            os.ftruncate(self._file, self._end)
            os.fsync(self._file)
            os.close(self._file)
            self._file = -1

    def _reopen(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        self._end = self._allocated = intact_bytes(path.read_bytes())
        os.ftruncate(self._file, self._end)
        os.fsync(self._file)

    def _make_room(self, length: int) -> None:
        if self._file < 0 or (self._end and self._end + length > self._segment_bytes):
            self.close()
            self._begin()
        if self._end + length > self._allocated:
            wanted = max(self._segment_bytes, self._end + length)
            os.posix_fallocate(self._file, self._end, wanted - self._end)
            os.fsync(self._file)
            self._allocated = wanted

    def _begin(self) -> None:
        path = self._folder / f"{self._number + 1:08d}.segment"
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._number += 1
        self._end = self._allocated = 0
        sync_folder(self._folder)


def paths(folder: Path) -> list[Path]:
    """Return the segments of `folder` in the order in which they were written."""
    return sorted(folder.glob("*.segment"))


def records(content: bytes) -> Iterator[bytes]:
    """Yield the bodies of the intact records from the start of a segment's `content`."""
    at = 0
    while (body := _body(content, at)) is not None:
        yield body
        at += _HEADER.size + len(body)


def intact_bytes(content: bytes) -> int:
    """Return where the intact records end; damage that is not a torn end raises `InputError`."""
    end = sum(_HEADER.size + len(body) for body in records(content))
    later = content.find(MAGIC, end + 1)
    while later >= 0:
        if _body(content, later) is not None:
            raise InputError(
                f"a sealed segment is damaged at byte {end} of {len(content)}",
                "vault/segments",
                "an undamaged copy; intact records follow the damage",
            )
        later = content.find(MAGIC, later + 1)
    return end


def _body(content: bytes, at: int) -> bytes | None:
    if at + _HEADER.size > len(content):
        return None
    magic, length, checksum = _HEADER.unpack_from(content, at)
    body = content[at + _HEADER.size : at + _HEADER.size + length]
    whole = magic == MAGIC and len(body) == length and zlib.crc32(body) == checksum
    return body if whole else None
