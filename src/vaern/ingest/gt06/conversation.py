"""One GT06 device on one connection: a login, then frames of two lengths, each with a check sum."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaern.ingest.checksum import crc16_x25
from vaern.ingest.gt06.message import ALARMS, LOGIN, NEEDS_REPLY, POSITIONS, STATUS, alarm, status
from vaern.ingest.gt06.message import position as placed
from vaern.ingest.heard import LONGEST_FRAME, Buffer, Heard, Unbounded

_SHORT, _LONG, _STOP = b"\x78\x78", b"\x79\x79", b"\r\n"


@dataclass
class Gt06Conversation:
    """Reads a stream of frames; what is no frame is passed over to the next that may be one."""

    device: str | None = None
    _buffer: Buffer = field(default_factory=Buffer)

    def hear(self, data: bytes) -> list[Heard]:
        """Return what became whole."""
        waiting, found = self._buffer.with_more(data), []
        while len(waiting) >= 5:
            if waiting[:2] not in (_SHORT, _LONG):
                waiting = _from_the_next(waiting)
                found.append(Heard(refused="broken_frame"))
                continue
            size = waiting[2] + 5 if waiting[:2] == _SHORT else int.from_bytes(waiting[2:4]) + 6
            if size > LONGEST_FRAME:
                raise Unbounded
            if len(waiting) < size:
                break
            frame, waiting = waiting[:size], waiting[size:]
            found.append(self._read(frame))
        self._buffer.keep(waiting)
        return found

    def _read(self, frame: bytes) -> Heard:
        body = frame[2:-4]
        if len(body) < 4 or frame[-2:] != _STOP or crc16_x25(body) != int.from_bytes(frame[-4:-2]):
            return Heard(refused="bad_checksum")
        head = 1 if frame[:2] == _SHORT else 2
        kind, said, serial = body[head], body[head + 1 : -2], body[-2:]
        reply = _reply(frame[:2], kind, serial) if kind in NEEDS_REPLY else b""
        if kind == LOGIN:
            return self._named(said, reply)
        if self.device is None:
            return Heard(refused="no_device")
        if kind in POSITIONS:
            row = placed(said, self.device, int.from_bytes(serial))
            event, battery_pct = alarm(said) if kind in ALARMS else ("", None)
            if row is None:
                return Heard(reply=reply, refused="broken_frame")
            return Heard([{**row, "event": event, "battery_pct": battery_pct}], reply)
        if kind == STATUS:
            return Heard(reply=reply, rows=list(status(said, self.device)))
        return Heard(reply=reply)

    def _named(self, said: bytes, reply: bytes) -> Heard:
        number = said[:8].hex()
        if len(number) != 16 or not number.isdecimal():
            return Heard(refused="no_device")
        self.device = number.lstrip("0") or "0"
        return Heard(reply=reply, device=self.device)


def _from_the_next(waiting: bytes) -> bytes:
    """Return what stands from the next beginning of a frame on; the last byte may be half of one."""
    begins = [at for at in (waiting.find(_SHORT, 1), waiting.find(_LONG, 1)) if at > 0]
    return waiting[min(begins) :] if begins else waiting[-1:]


def _reply(start: bytes, kind: int, serial: bytes) -> bytes:
    length = b"\x05" if start == _SHORT else b"\x00\x05"
    body = length + bytes([kind]) + serial
    return start + body + crc16_x25(body).to_bytes(2) + _STOP
