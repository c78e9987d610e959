"""The canary: a sealed position in no file, no log line, no answer, in none of the forms it could take."""

from __future__ import annotations

import asyncio
import math
import signal
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from vaern.service.moving import bring_in, export

LAT, LON = 56.1629387, 10.2038512
"""The sealed place: far from the zone, and like no coordinate of the walk, the zone or any released fix."""

GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"


def decimal_texts(degrees: float) -> Iterator[bytes]:
    """Five digits and more, cut and rounded, with a point and with a comma, in minutes and in seconds."""
    for digits in (5, 6, 7):
        for text in (f"{degrees:.{digits}f}", f"{math.floor(degrees * 10**digits) / 10**digits:.{digits}f}"):
            yield text.encode()
            yield text.replace(".", ",").encode()
    minutes = degrees % 1 * 60
    yield f"{int(degrees)}{minutes:07.4f}".encode()
    yield f"{int(degrees)}°{int(minutes)}'{minutes % 1 * 60:.1f}".encode()


def binaries(degrees: float) -> Iterator[bytes]:
    """Doubles and scaled integers, either end first, also in radians."""
    for order in "<>":
        yield struct.pack(f"{order}d", degrees)
        yield struct.pack(f"{order}d", math.radians(degrees))
        for scale in (10**5, 10**6, 10**7):
            yield struct.pack(f"{order}q", round(degrees * scale))
    for scale in (10**5, 10**6, 10**7):
        yield str(round(degrees * scale)).encode()


def pairs(lat: float, lon: float) -> Iterator[bytes]:
    """Four bytes alone may be chance; both coordinates beside each other are not."""
    for first, second in ((lat, lon), (lon, lat)):
        for order in "<>":
            yield struct.pack(f"{order}2f", first, second)
            for scale in (10**5, 10**6, 10**7):
                yield struct.pack(f"{order}2i", round(first * scale), round(second * scale))


def geohash(lat: float, lon: float, length: int = 8) -> bytes:
    south, north, west, east = -90.0, 90.0, -180.0, 180.0
    bits = 0
    for place in range(5 * length):
        if place % 2 == 0:
            middle = (west + east) / 2
            west, east, bit = (middle, east, 1) if lon >= middle else (west, middle, 0)
        else:
            middle = (south + north) / 2
            south, north, bit = (middle, north, 1) if lat >= middle else (south, middle, 0)
        bits = bits * 2 + bit
    return "".join(GEOHASH[bits >> shift & 31] for shift in range(5 * length - 5, -1, -5)).encode()


def tiles(lat: float, lon: float) -> Iterator[bytes]:
    for zoom in (16, 17, 18):
        x = int((lon + 180) / 360 * 2**zoom)
        y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom)
        yield f"{zoom}/{x}/{y}".encode()


def forms(lat: float, lon: float) -> list[bytes]:
    singles = [form for degrees in (lat, lon) for form in (*decimal_texts(degrees), *binaries(degrees))]
    return [*singles, *pairs(lat, lon), geohash(lat, lon), geohash(lat, lon)[:7], *tiles(lat, lon)]


def found(content: bytes) -> list[bytes]:
    return [form for form in forms(LAT, LON) if form in content]


def test_the_geohash_is_the_published_one() -> None:
    assert geohash(57.64911, 10.40744, 11) == b"u4pruydqqvj"


@pytest.mark.parametrize("form", forms(LAT, LON))
def test_the_canary_would_sing(form: bytes) -> None:
    assert found(b"before" + form + b"after")


def canary_rows(count: int = 30) -> list[dict[str, Any]]:
    """R2 stands at the canary's place, far from every zone, beside the walk of R1."""
    times = [f"2026-05-01T10:00:{second:02d}.000Z" for second in range(count)]
    place = {"device": "R2", "lat": LAT, "lon": LON, "accuracy_m": 5.0, "source": "gnss"}
    return [{**place, "seq": seq, "time": time} for seq, time in enumerate(times)]


async def stream_of(running: Any) -> bytes:
    headers = {"Authorization": f"Bearer {running.token}"}
    heard = b""
    async with (
        httpx.AsyncClient(base_url=running.url, headers=headers) as client,
        client.stream("GET", "/v1/stream") as response,
    ):
        async for part in response.aiter_bytes():
            heard += part
            if b"event: counts" in heard:
                return heard
    return heard


def answers(running: Any) -> bytes:
    """Everything the service says to whoever bears its token."""
    headers = {"Authorization": f"Bearer {running.token}"}
    paths = ["/v1/alarms", "/v1/counts", "/v1/health", "/metrics", "/v1/nowhere"]
    paths += [f"/v1/alarm?id={alarm['alarm']}" for alarm in running.client.alarms()]
    said = [httpx.get(running.url + path, headers=headers).content for path in paths]
    return b"".join(said) + asyncio.run(stream_of(running))


def written(path: Path) -> bytes:
    """What stands in a file, without the megabytes of zeros that were allocated ahead."""
    return path.read_bytes().rstrip(b"\0") + bytes(8)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_sealed_position_lies_nowhere_and_is_said_to_nobody(
    start_service: Callable[..., Any], tmp_path: Path, controls: dict[str, Any], rows: list, ending: int
) -> None:
    running = start_service()
    running.client.put_controls(controls)
    canaries = canary_rows()
    running.client.post_fixes([*canaries, {**canaries[0], "lat": str(LAT), "lon": f"x{LON}", "seq": 99}])
    running.client.post_fixes(rows[:120])
    running.client.post_fixes(rows[120:])
    running.client.post_fixes([{**canaries[-1], "seq": 77, "time": rows[-1]["time"]}])
    sealed = running.client.counts()["sealed"]
    said = answers(running)
    running.end(ending)
    export(tmp_path / "home", tmp_path / "export")
    bring_in(tmp_path / "export", tmp_path / "new home")
    files = {str(path): found(written(path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert sealed > len(canaries)
    names = {Path(path).name for path in files}
    assert {"manifest.json", "00000001.segment", "journal.jsonl", "state.bin"} <= names
    assert found(said) == []
    assert {name: forms for name, forms in files.items() if forms} == {}
    assert b"55.36" in said  # the walk in the zone is released, so the answers were not empty


def test_a_crash_of_the_service_leaves_no_dump(start_service: Callable[..., Any]) -> None:
    running = start_service()
    limits = Path(f"/proc/{running.process.pid}/limits").read_text()
    running.end(signal.SIGSEGV)
    assert [line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core")] == [["0", "0"]]
