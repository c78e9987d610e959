"""One Queclink device on one connection: messages that end in `$`, each with a count to acknowledge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vaern.ingest.heard import Buffer, Heard, Row, from_hdop, milliseconds

_HEAD = re.compile(
    r"^\+(?:RESP|BUFF|ACK):GT(?P<kind>[A-Z]{3}),(?P<version>[0-9A-Fa-f]{6,10})?,(?P<device>[0-9A-Fa-f]{14,15}),"
)
_PLACE = re.compile(
    r",(?P<hdop>\d{0,2}(?:\.\d+)?),(?P<speed>\d{0,3}\.?\d*),(?P<course>\d{0,3}\.?\d*),(?P<altitude>-?\d{0,5}\.?\d*),"
    r"(?P<lon>-?\d{1,3}\.\d{5,6}),(?P<lat>-?\d{1,2}\.\d{5,6}),(?P<time>\d{14})"
)
_COUNT = re.compile(r",(?P<count>[0-9A-Fa-f]{4})\$$")
_SENT = re.compile(r",(?P<time>\d{14}),[0-9A-Fa-f]{4}\$$")
_EVENTS = {"SOS": "button", "PFA": "power_off", "BTC": "charging", "JDR": "jamming", "JDS": "jamming"}
_END = b"$"


@dataclass
class QueclinkConversation:
    """Reads a stream of messages; every one says whose it is."""

    _buffer: Buffer = field(default_factory=Buffer)

    def hear(self, data: bytes) -> list[Heard]:
        """Return what became whole."""
        *messages, rest = self._buffer.with_more(data).split(_END)
        self._buffer.keep(rest)
        return [_heard(message.decode("ascii", "replace").strip("\x00\r\n ") + "$") for message in messages]


def _heard(message: str) -> Heard:
    head = _HEAD.match(message)
    count = _COUNT.search(message)
    if head is None:
        return Heard(refused="broken_frame")
    rows = list(_rows(message, head["device"], head["kind"], int(count["count"], 16) if count else None))
    return Heard(rows, _reply(message, head, count), head["device"])


def _reply(message: str, head: re.Match[str], count: re.Match[str] | None) -> bytes:
    if count is None:
        return b""
    if message.startswith("+ACK"):
        heartbeat = f"+SACK:GTHBD,{head['version'] or ''},{count['count']}$"
        return heartbeat.encode() if head["kind"] == "HBD" else b""
    return f"+SACK:{count['count']}$".encode()


def _rows(message: str, device: str, kind: str, count: int | None) -> Iterator[Row]:
    """Yield each position of a message; an event without one is told as of the time it was sent."""
    event = _EVENTS.get(kind, "")
    places = list(_PLACE.finditer(message))
    for place in places:
        hdop = float(place["hdop"]) if place["hdop"] else 0.0
        yield {
            "device": device,
            "time": _time(place["time"]),
            "seq": count,
            "lat": float(place["lat"]) if hdop else None,  # zero says that the place is an old one
            "lon": float(place["lon"]) if hdop else None,
            "accuracy_m": from_hdop(hdop),
            "event": event if place is places[-1] else "",
        }
    if event and not places and (sent := _SENT.search(message)):
        yield {"device": device, "time": _time(sent["time"]), "seq": count, "event": event}


def _time(said: str) -> int | None:
    return milliseconds(int(said[:4]), *(int(said[at : at + 2]) for at in range(4, 14, 2)))
