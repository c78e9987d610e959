"""The walk on the campus in Odense as rows of the monitoring contract, and the zone laid across it."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import resources
from typing import Any, NamedTuple, Protocol, TypedDict

from vaern.errors import InputError

ASSUMED_ACCURACY_M = 5.0
INTERVAL_S = 1.0
_RECEIVER_COLUMNS = 4


class Row(TypedDict):
    """One fix with the columns of the contract: WGS 84 degrees, ISO 8601 time with an offset, metres."""

    device: str
    seq: int
    time: str
    lat: float
    lon: float
    accuracy_m: float
    source: str


class Point(NamedTuple):
    """A recorded position: seconds since the recorder started, WGS 84 degrees."""

    boot_s: float
    lat: float
    lon: float


def rows(device: str, start: datetime) -> list[Row]:
    """Return the walk as fixes of `device`, about one a second, the first at `start` (with an offset).

    The recording states neither accuracy nor time of day: 5 m and `start` are assumptions.
    """
    if start.tzinfo is None:
        raise InputError("the start has no offset", "start", "a time as 2026-05-01T12:00:00+02:00")
    points = list(thinned(receiver_points(_file("position_open_space.txt").splitlines())))
    return [_row(device, seq, point, start, points[0].boot_s) for seq, point in enumerate(points)]


class TakesFixes(Protocol):
    """The live service, as far as a device knows it."""

    def post_fixes(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Take fixes in the contract's columns and say what is on disk."""


def length() -> timedelta:
    """Return how long the walk lasted."""
    points = list(thinned(receiver_points(_file("position_open_space.txt").splitlines())))
    return timedelta(seconds=points[-1].boot_s - points[0].boot_s)


def play(
    service: TakesFixes, played: Sequence[Row], speed: float, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Send `played` one by one, `speed` times as fast as they were recorded; `math.inf` waits for nothing."""
    if not speed > 0:
        raise InputError("the speed is not above zero", "speed", "1, 4, 16 or max")
    before: datetime | None = None
    for row in played:
        at = datetime.fromisoformat(row["time"])
        if before is not None and not math.isinf(speed):
            sleep((at - before).total_seconds() / speed)
        service.post_fixes([row])
        before = at


def zone() -> dict[str, Any]:
    """Return the prohibited zone laid across the walk, a GeoJSON geometry (longitude first)."""
    geometry: dict[str, Any] = json.loads(_file("zone.geojson"))["geometry"]
    return geometry


def receiver_points(lines: Iterable[str]) -> Iterator[Point]:
    """Yield the receiver's own positions: of the two interleaved streams, the one with four columns."""
    for line in lines:
        columns = line.split(",")
        if len(columns) == _RECEIVER_COLUMNS and not line.startswith("#"):
            yield Point(*map(float, columns[:3]))


def thinned(points: Iterable[Point], interval_s: float = INTERVAL_S) -> Iterator[Point]:
    """Yield the first point of each interval, as a tag that reports every `interval_s` would."""
    first_s: float | None = None
    reported = -1
    for point in points:
        first_s = point.boot_s if first_s is None else first_s
        interval = int((point.boot_s - first_s) // interval_s)
        if interval > reported:
            reported = interval
            yield point


def _row(device: str, seq: int, point: Point, start: datetime, first_s: float) -> Row:
    at = start + timedelta(milliseconds=round((point.boot_s - first_s) * 1000))
    return Row(
        device=device,
        seq=seq,
        time=at.isoformat(timespec="milliseconds"),
        lat=point.lat,
        lon=point.lon,
        accuracy_m=ASSUMED_ACCURACY_M,
        source="gnss",
    )


def _file(name: str) -> str:
    return resources.files("vaern.simulate").joinpath("data", "odense", name).read_text(encoding="utf-8")
