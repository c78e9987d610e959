"""One connection of a tracker: read, judged, on disk, acknowledged; then the next piece is read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from vaern.ingest.gt06 import Gt06Conversation
from vaern.ingest.h02 import H02Conversation
from vaern.ingest.heard import Conversation, Heard, Row, Unbounded
from vaern.ingest.queclink import QueclinkConversation
from vaern.ingest.teltonika import TeltonikaConversation
from vaern.service.gateway.door import Door
from vaern.service.gateway.registry import Device, Registry
from vaern.vault.disk import DiskFull

LANGUAGES: dict[str, Callable[[], Conversation]] = {
    "teltonika": TeltonikaConversation,
    "gt06": Gt06Conversation,
    "h02": H02Conversation,
    "queclink": QueclinkConversation,
}
AT_ONCE = 4096
"""Bytes read before what they say is dealt with."""
FIRST_WORD_S, SILENT_S = 30.0, 15 * 60.0
"""A connection that has not named a device by then, and one that says nothing for so long, is closed."""
MOST_OPEN = 5_000
REFUSED_AT_MOST = 20
"""Frames that make no sense before a connection is closed."""


class _Closed(Exception):
    """The connection ends here; the reason has been counted."""


@dataclass
class Switchboard:
    """All connections of one listener."""

    dialect: str
    registry: Registry
    door: Door
    first_word_s: float = FIRST_WORD_S
    silent_s: float = SILENT_S
    most_open: int = MOST_OPEN
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it ends, or is ended; nothing it says can end another."""
        if len(self._open) >= self.most_open:
            self.door.count(self.dialect, "too_many_open")
            writer.close()
            return
        self._open.add(writer)
        try:
            await self._talk(reader, writer)
        except (_Closed, ConnectionError, TimeoutError):
            pass
        except DiskFull:
            self.door.count(self.dialect, "disk_full")
        finally:
            self._open.discard(writer)
            writer.close()

    def hang_up(self) -> None:
        """Close every connection."""
        for writer in list(self._open):
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = writer.get_extra_info("peername")[0]
        conversation, known, senseless = LANGUAGES[self.dialect](), False, 0
        began = self.door.now()
        while True:
            left = self.silent_s if known else self.first_word_s - (self.door.now() - began)
            try:
                data = await asyncio.wait_for(reader.read(AT_ONCE), max(left, 0.001))
            except TimeoutError:
                self._close("silent" if known else "never_named")
            if not data:
                return
            try:
                heard = conversation.hear(data)
            except Unbounded:
                self._close("unbounded")
            for each in heard:
                known = await self._answer(each, address, writer) or known
                senseless += each.refused is not None
            if senseless > REFUSED_AT_MOST:
                self._close("senseless")

    async def _answer(self, heard: Heard, address: str, writer: asyncio.StreamWriter) -> bool:
        """Deal with what became whole; return whether it came from a device that may speak."""
        if heard.refused:
            self.door.count(self.dialect, heard.refused)
        known = self._device(heard.device, address) if heard.device else None
        for device, rows in self._of_devices(heard.rows, address):
            known = device
            while wait_s := self.door.wait_s(device, rows):
                self.door.count(self.dialect, "slowed")
                await asyncio.sleep(wait_s)
            await self.door.let_in(device, rows)
        if heard.reply:
            writer.write(heard.reply)
            await writer.drain()
        return known is not None

    def _of_devices(self, rows: Sequence[Row], address: str) -> list[tuple[Device, list[Row]]]:
        by_number: dict[str, list[Row]] = {}
        for row in rows:
            by_number.setdefault(str(row["device"]), []).append(row)
        return [(self._device(number, address), its) for number, its in by_number.items()]

    def _device(self, number: str, address: str) -> Device:
        device = self.registry.numbered(self.dialect, number)
        if device is None or not device.may_speak_from(address):
            self._close("unknown_device" if device is None else "from_elsewhere")
        return device

    def _close(self, why: str) -> NoReturn:
        self.door.count(self.dialect, why)
        raise _Closed
