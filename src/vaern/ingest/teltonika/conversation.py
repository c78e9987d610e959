"""One Teltonika device on one connection: its number first, then frames, each with a check sum."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaern.ingest.checksum import crc16_ibm
from vaern.ingest.heard import LONGEST_FRAME, Buffer, Heard, Row, Unbounded
from vaern.ingest.teltonika.record import CODECS, Cut, rows

_PREAMBLE = bytes(4)
_PING = 0xFF
_TEXTS = (0x0C, 0x0D, 0x0E)
"""Codecs of commands and their answers: they hold no position."""


@dataclass
class TeltonikaConversation:
    """Reads a stream of frames; a frame before the device said its number is refused."""

    device: str | None = None
    _buffer: Buffer = field(default_factory=Buffer)

    def hear(self, data: bytes) -> list[Heard]:
        """Return what became whole."""
        waiting, found = self._buffer.with_more(data), []
        while waiting:
            size = self._size(waiting)
            if size is None or len(waiting) < size:
                break
            frame, waiting = waiting[:size], waiting[size:]
            if heard := self._read(frame):
                found.append(heard)
        self._buffer.keep(waiting)
        return found

    def _size(self, waiting: bytes) -> int | None:
        """Return how long the first frame is, None while that cannot be told."""
        if waiting[0] == _PING:
            return 1
        if len(waiting) < 2:
            return None
        if waiting[:2] != _PREAMBLE[:2]:
            return 2 + int.from_bytes(waiting[:2])
        if len(waiting) < 8:
            return None
        size = 12 + int.from_bytes(waiting[4:8])
        if size > LONGEST_FRAME:
            raise Unbounded
        return size

    def _read(self, frame: bytes) -> Heard | None:
        if frame[0] == _PING and len(frame) == 1:
            return None
        if frame[:4] != _PREAMBLE:
            return self._named(frame[2:])
        return self._data(frame[8:-4], int.from_bytes(frame[-4:]))

    def _named(self, said: bytes) -> Heard:
        if not said.isdigit():
            return Heard(reply=b"\x00", refused="no_device")
        self.device = said.decode("ascii")
        return Heard(reply=b"\x01", device=self.device)

    def _data(self, data: bytes, crc: int) -> Heard:
        none_taken = bytes(4)
        if crc16_ibm(data) != crc or len(data) < 3:
            return Heard(reply=none_taken, refused="bad_checksum")
        if data[0] in _TEXTS:
            return Heard()
        codec, count = CODECS.get(data[0]), data[1]
        if codec is None:
            return Heard(reply=none_taken, refused="unknown_codec")
        if self.device is None:
            return Heard(reply=none_taken, refused="no_device")
        found: list[Row] = []
        refused = None
        try:
            found.extend(rows(codec, count, data[2:-1], self.device))
        except Cut:  # its check sum holds, so sending it again would not mend it
            refused = "broken_frame"
        return Heard(found, count.to_bytes(4), refused=refused)
