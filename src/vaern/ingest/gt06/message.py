"""The messages of GT06 (the maker's protocol, and the relatives that keep its layout)."""

from __future__ import annotations

from collections.abc import Iterator

from vaern.ingest.heard import Row, milliseconds

LOGIN, STATUS = 0x01, 0x13
ALARMS = frozenset({0x16, 0x26, 0x27})
POSITIONS = frozenset({0x10, 0x11, 0x12, 0x22, 0x31, 0x32, 0xA0}) | ALARMS
NEEDS_REPLY = frozenset({LOGIN, STATUS, 0x12, 0x22}) | ALARMS
GPS_BYTES = 18
_DEGREE = 1_800_000
_POSITIONED, _WEST, _NORTH = 0x1000, 0x0800, 0x0400
_EVENTS = {0x01: "button", 0x11: "power_off", 0x13: "case_opened"}
_SOS = 0b100
_FULL = 6


def position(said: bytes, device: str, serial: int) -> Row | None:
    """Return the row of a position; without a fix of its own the message has no place. None: too short."""
    if len(said) < GPS_BYTES:
        return None
    year, month, day, hour, minute, second = said[:6]
    time = milliseconds(2000 + year, month, day, hour, minute, second)
    if time is None:
        return None
    lat, lon = int.from_bytes(said[7:11]) / _DEGREE, int.from_bytes(said[11:15]) / _DEGREE
    flags = int.from_bytes(said[16:18])
    has_place = bool(flags & _POSITIONED)
    return {
        "device": device,
        "time": time,
        "seq": serial,
        "lat": (lat if flags & _NORTH else -lat) if has_place else None,
        "lon": (-lon if flags & _WEST else lon) if has_place else None,
    }


def alarm(said: bytes) -> tuple[str, float | None]:
    """Return the event and the charge in percent that an alarm message states behind its position."""
    at = GPS_BYTES + (said[GPS_BYTES] if len(said) > GPS_BYTES else 0)
    if len(said) < at + 4:
        return "", None
    return _EVENTS.get(said[at + 3], ""), _charge(said[at + 1])


def status(said: bytes, device: str) -> Iterator[Row]:
    """Yield the row of a status message that presses the button; its time is its arrival."""
    if len(said) >= 2 and (said[0] >> 3) & 0b111 == _SOS:
        yield {"device": device, "event": "button", "battery_pct": _charge(said[1])}


def _charge(level: int) -> float | None:
    return level / _FULL * 100 if level <= _FULL else None
