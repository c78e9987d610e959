"""What a device said, whatever its language; one folder a dialect turns bytes into this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

Row = Mapping[str, Any]
"""A message in the contract's columns (`vaern.ingest.row.COLUMNS`); `time` is milliseconds since 1970 UTC."""

LONGEST_FRAME = 8192
"""Bytes that a connection may send without a whole frame; the longest known frame has some 1,300."""
HDOP_M = 5.0
"""Metres of error a unit of dilution of precision stands for: our assumption, no device states it."""


class Heard(NamedTuple):
    """A frame's messages; `reply` acknowledges them and is sent when they are on disk, never before.

    `device` is set by a frame that says who speaks; `refused` is a reason, never a value.
    """

    rows: Sequence[Row] = ()
    reply: bytes = b""
    device: str | None = None
    refused: str | None = None


class Conversation(Protocol):
    """One connection of one device: bytes in, in whatever pieces they come."""

    def hear(self, data: bytes) -> list[Heard]:
        """Return what became whole; `Unbounded` when a frame never ends."""


class Unbounded(ValueError):
    """A connection sends and sends, and no frame becomes whole: it is closed."""


@dataclass(slots=True)
class Buffer:
    """Bytes that wait for the rest of their frame, never more than `LONGEST_FRAME`."""

    held: bytes = b""

    def with_more(self, data: bytes) -> bytes:
        """Return all that waits, `data` at its end."""
        self.held += data
        return self.held

    def keep(self, rest: bytes) -> None:
        """Keep what has not become whole."""
        if len(rest) > LONGEST_FRAME:
            raise Unbounded
        self.held = rest


def milliseconds(*parts: int) -> int | None:
    """Return year, month, day, hour, minute, second (UTC) in milliseconds since 1970; None for no time."""
    try:
        return round(datetime(*parts, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def from_hdop(hdop: float | None) -> float | None:
    """Return the accuracy in metres that a dilution of precision stands for."""
    return None if not hdop or hdop <= 0 else hdop * HDOP_M
