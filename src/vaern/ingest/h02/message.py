"""The messages of H02: text between `*` and `#`, or figures packed two in a byte after `$`."""

from __future__ import annotations

import re
from typing import NamedTuple

from vaern.ingest.heard import Row, milliseconds

LENGTHS = (32, 42, 45)
"""How long a packed message is; the one of 42 bytes has a longer number of the device."""
_LONG_NUMBER = 42
_TEXT = re.compile(
    r"^\*..,(?P<device>\d+),(?P<kind>[A-Z]+\d*),(?:(?P<time>\d{6}),)?(?P<fix>[ABV01]),"
    r"(?P<lat>\d{3,4}\.\d+),(?P<north>[NS]),(?P<lon>\d{4,5}\.\d+),(?P<east>[EW]),"
    r"[\d.]*,[\d.-]*,(?:\d+,)?(?P<date>\d{6})(?:,(?P<flags>[0-9A-Fa-f]{8}))?"
)
_HAS_PLACE = frozenset("A0")
_PLACED, _NORTH, _EAST = 0x2, 0x4, 0x8
_SOS_BIT = 18
_BATTERY = re.compile(r"^\*..,(?P<device>\d+),HTBT,(?P<battery>\d{1,3})")
_DEVICE = re.compile(r"^\*..,(?P<device>\d+),")


class Said(NamedTuple):
    """A message's device and row; no row where it tells nothing we use."""

    device: str
    row: Row | None


def text(message: str) -> Said | None:
    """Return what a text message says; None where it names no device."""
    named = _DEVICE.match(message)
    if named is None:
        return None
    device = named["device"]
    found = _TEXT.match(message)
    if found is None or found["time"] is None:
        return Said(device, None)
    time = _time(found["time"], found["date"])
    if time is None:
        return Said(device, None)
    placed = found["fix"] in _HAS_PLACE
    lat, lon = _degrees(found["lat"]), _degrees(found["lon"])
    pressed = found["flags"] is not None and not (int(found["flags"], 16) >> _SOS_BIT) & 1
    return Said(
        device,
        {
            "device": device,
            "time": time,
            "lat": (lat if found["north"] == "N" else -lat) if placed else None,
            "lon": (lon if found["east"] == "E" else -lon) if placed else None,
            "event": "button" if pressed else "",
        },
    )


def packed(message: bytes) -> Said | None:
    """Return what a packed message says; None where its figures are none."""
    figures = message.hex()
    number = 15 if len(message) == _LONG_NUMBER else 10
    begin = 2 + (16 if number == 15 else 10)
    device, rest = figures[2 : 2 + number], figures[begin:]
    time, date, lat, lon, flag = rest[:6], rest[6:12], rest[12:20], rest[22:31], rest[31:32]
    if not (device + time + date + lat + lon).isdecimal():
        return None
    at = _time(time, date)
    if at is None:
        return Said(device, None)
    flags = int(flag, 16)
    placed = bool(flags & _PLACED)
    north, east = 1 if flags & _NORTH else -1, 1 if flags & _EAST else -1
    return Said(
        device,
        {
            "device": device,
            "time": at,
            "lat": north * (int(lat[:2]) + int(lat[2:]) / 10_000 / 60) if placed else None,
            "lon": east * (int(lon[:3]) + int(lon[3:]) / 10_000 / 60) if placed else None,
        },
    )


def _time(time: str, date: str) -> int | None:
    hour, minute, second = (int(time[at : at + 2]) for at in (0, 2, 4))
    day, month, year = (int(date[at : at + 2]) for at in (0, 2, 4))
    return milliseconds(2000 + year, month, day, hour, minute, second)


def _degrees(said: str) -> float:
    """Return degrees of a figure `dddmm.mmmm`."""
    whole, _, fraction = said.partition(".")
    return int(whole[:-2] or 0) + float(f"{whole[-2:]}.{fraction}") / 60
