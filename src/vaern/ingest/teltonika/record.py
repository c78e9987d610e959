"""The records of a Teltonika data frame (the maker's description of codec 8, 8E and 16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from vaern.ingest.heard import Row, from_hdop


class Codec(NamedTuple):
    """How broad identifiers and counts are, in bytes; `generation`: a byte stands after the event's."""

    id_bytes: int
    count_bytes: int
    generation: bool
    variable: bool


CODECS: Mapping[int, Codec] = {
    0x08: Codec(1, 1, generation=False, variable=False),
    0x8E: Codec(2, 2, generation=False, variable=True),
    0x10: Codec(2, 1, generation=True, variable=False),
}
BATTERY_PCT, HDOP_TENTHS, ALARM_BUTTON, JAMMING = 113, 182, 236, 249
_WIDTHS = (1, 2, 4, 8)
_DEGREE = 1e7


class Cut(ValueError):
    """A record ends before it should."""


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    def number(self, width: int, *, signed: bool = False) -> int:
        end = self.at + width
        if end > len(self.data):
            raise Cut
        value = int.from_bytes(self.data[self.at : end], signed=signed)
        self.at = end
        return value


def rows(codec: Codec, count: int, data: bytes, device: str) -> Iterator[Row]:
    """Yield `count` records as rows; raises Cut where the data ends early."""
    reader = _Reader(data)
    for _ in range(count):
        yield _row(codec, reader, device)


def _row(codec: Codec, reader: _Reader, device: str) -> Row:
    time, _priority = reader.number(8), reader.number(1)
    lon, lat = reader.number(4, signed=True), reader.number(4, signed=True)
    _altitude, _angle = reader.number(2), reader.number(2)
    satellites, _speed = reader.number(1), reader.number(2)
    event, said = _elements(codec, reader)
    placed = satellites > 0 and (lat, lon) != (0, 0)  # without satellites the last known place is repeated
    return {
        "device": device,
        "time": time,
        "lat": lat / _DEGREE if placed else None,
        "lon": lon / _DEGREE if placed else None,
        "accuracy_m": from_hdop(said.get(HDOP_TENTHS, 0) / 10) if placed else None,
        "battery_pct": said.get(BATTERY_PCT),
        "event": _event(event, said),
    }


def _elements(codec: Codec, reader: _Reader) -> tuple[int, dict[int, int]]:
    event = reader.number(codec.id_bytes)
    if codec.generation:
        reader.number(1)
    reader.number(codec.count_bytes)
    found: dict[int, int] = {}
    for width in _WIDTHS:
        for _ in range(reader.number(codec.count_bytes)):
            name = reader.number(codec.id_bytes)
            found[name] = reader.number(width)
    if codec.variable:
        for _ in range(reader.number(codec.count_bytes)):
            reader.number(codec.id_bytes)
            length = reader.number(2)
            reader.at += length
    return event, found


def _event(event: int, said: Mapping[int, int]) -> str:
    if event == ALARM_BUTTON and said.get(ALARM_BUTTON):
        return "button"
    return "jamming" if event == JAMMING and said.get(JAMMING) else ""
