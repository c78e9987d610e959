"""What devices say in their own bytes, and a gateway that a test speaks to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, generate_latest

from vaern.ingest.checksum import crc16_ibm, crc16_x25
from vaern.service.gateway.listening import Gateway
from vaern.service.gateway.registry import Registry
from vaern.service.live import Live

IMEI = "356307042441013"
LOGIN = bytes.fromhex("000f") + IMEI.encode()
HERE = "127.0.0.0/8"


def teltonika(*times_ms: int, lat: float = 55.0, lon: float = 10.0) -> bytes:
    """A frame of codec 8 with a position at each time."""
    records = b"".join(
        at.to_bytes(8) + b"\x00" + round(lon * 1e7).to_bytes(4, signed=True)
        + round(lat * 1e7).to_bytes(4, signed=True) + bytes(4) + b"\x09" + bytes(2) + bytes(6)
        for at in times_ms
    )  # fmt: skip
    body = b"\x08" + bytes([len(times_ms)]) + records + bytes([len(times_ms)])
    return bytes(4) + len(body).to_bytes(4) + body + crc16_ibm(body).to_bytes(4)


def introduction(language: str) -> bytes:
    """What a device says first on a connection, where its language asks for that."""
    if language == "gt06":
        body = b"\x0d\x01" + bytes.fromhex(f"0{IMEI}") + b"\x00\x01"
        return b"\x78\x78" + body + crc16_x25(body).to_bytes(2) + b"\r\n"
    return LOGIN if language == "teltonika" else b""


@dataclass
class Front:
    """A gateway that is open, and what it has counted."""

    gateway: Gateway
    figures: CollectorRegistry
    live: Live

    def counted(self, dialect: str, outcome: str) -> float:
        said = {"dialect": dialect, "outcome": outcome}
        return self.figures.get_sample_value("vaern_devices_heard_total", said) or 0.0

    def told(self) -> str:
        return generate_latest(self.figures).decode()

    @property
    def registry(self) -> Registry:
        return self.gateway.registry

    def port(self, language: str) -> int:
        return self.gateway.ports[language]

    async def connect(self, language: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port(language))

    async def say(self, language: str, *pieces: bytes) -> bytes:
        """Send each piece, reading what comes back before the next; all that was answered."""
        reader, writer = await self.connect(language)
        heard = b""
        for piece in pieces:
            writer.write(piece)
            heard += await _within(reader)
        writer.close()
        return heard


async def _within(reader: asyncio.StreamReader, seconds: float = 1.0) -> bytes:
    try:
        return await asyncio.wait_for(reader.read(4096), seconds)
    except TimeoutError:
        return b""
