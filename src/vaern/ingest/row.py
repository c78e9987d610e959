"""One row of the contract's columns becomes one Fix, or a refusal that never repeats a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from vaern.monitoring.arrival import LATEST_MS
from vaern.monitoring.fix import EVENTS, SOURCES, Fix

COLUMNS = (
    "device", "seq", "time", "received", "lat", "lon", "accuracy_m", "source", "battery_pct", "next_s",
    "event",
)  # fmt: skip
NEEDED = ("device", "time")
LONGEST_NAME = 200
_INT64 = 1 << 63


class RowRefused(ValueError):
    """A row that cannot be used: the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def fix_of(row: Mapping[str, Any], arrived_ms: int | None = None, timeless_ms: int = 0) -> Fix:
    """Return the fix that a row says; without `received` it arrived at `arrived_ms`, else at its own time.

    RowRefused on anything unusable; only a press of the button is taken whatever else its row says, and as of
    `timeless_ms` where it says no time that can be used.
    """
    if row.get("event") == "button":
        return _press(row, arrived_ms, timeless_ms)
    device = row.get("device")
    if not isinstance(device, str) or not 0 < len(device) <= LONGEST_NAME:
        raise RowRefused("device", "no_device")
    source, event = row.get("source") or "gnss", row.get("event") or ""
    if source not in SOURCES:
        raise RowRefused("source", "unknown_source")
    if event not in EVENTS:
        raise RowRefused("event", "unknown_event")
    time = row.get("time")
    fixed_at = _milliseconds(time, "time")
    received = row.get("received")
    arrived = fixed_at if arrived_ms is None else arrived_ms
    lat, lon = _degrees(row.get("lat"), "lat", 90), _degrees(row.get("lon"), "lon", 180)
    if (lat is None) != (lon is None):
        raise RowRefused("lat" if lat is None else "lon", "half_a_position")
    return Fix(
        device,
        fixed_at,
        arrived if received is None or received == "" else _milliseconds(received, "received"),
        lat,
        lon,
        _positive(row.get("accuracy_m"), "accuracy_m"),
        source,
        _counter(row.get("seq")),
        _positive(row.get("battery_pct"), "battery_pct"),
        _positive(row.get("next_s"), "next_s"),
        event,
    )


def _press(row: Mapping[str, Any], arrived_ms: int | None, timeless_ms: int) -> Fix:
    """Return a press of the button with whatever of its row can be used."""
    said = {name: _usable(row, name) for name in ("time", "received", "lat", "lon", "accuracy_m", "seq")}
    received = said["received"] if arrived_ms is None else arrived_ms
    time = said["time"] if said["time"] is not None else received
    time = time if time is not None else timeless_ms
    placed = said["lat"] is not None and said["lon"] is not None
    device = row.get("device")
    source = row.get("source")
    return Fix(
        device=device[:LONGEST_NAME] if isinstance(device, str) and device else "?",
        fixed_at=time,
        received_at=time if received is None else received,
        lat=said["lat"] if placed else None,
        lon=said["lon"] if placed else None,
        accuracy_m=said["accuracy_m"] if placed else None,
        source=source if isinstance(source, str) and source in SOURCES else "gnss",
        seq=said["seq"],
        event="button",
    )


def _usable(row: Mapping[str, Any], name: str) -> Any:
    value = row.get(name)
    try:
        if name in ("time", "received"):
            at = _milliseconds(value, name)
            return at if 0 <= at <= LATEST_MS else None
        if name == "seq":
            return _counter(value)
        return (
            _positive(value, name)
            if name == "accuracy_m"
            else _degrees(value, name, 90 if name == "lat" else 180)
        )
    except RowRefused:
        return None


def _milliseconds(value: Any, field: str) -> int:
    """Return a time in milliseconds since 1970 from ISO 8601 with an offset or from such milliseconds."""
    if isinstance(value, str):
        try:
            return _epoch(int(value), field) if value.lstrip("-").isdigit() else _of(_parsed(value), field)
        except ValueError as error:
            raise error if isinstance(error, RowRefused) else RowRefused(field, "not_a_time") from None
    if isinstance(value, datetime):
        return _of(value, field)
    value = _whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _epoch(value, field)
    raise RowRefused(field, "no_time" if value is None else "not_a_time")


def _parsed(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _of(time: datetime, field: str) -> int:
    if time.utcoffset() is None:
        raise RowRefused(field, "no_offset")
    return round(time.timestamp() * 1000)


def _epoch(value: int, field: str) -> int:
    if not -_INT64 <= value < _INT64:
        raise RowRefused(field, "not_a_time")
    return value


def _number(value: Any, field: str) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise RowRefused(field, "not_a_number")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise RowRefused(field, "not_a_number") from None
    if not isfinite(number):
        raise RowRefused(field, "not_a_number")
    return number


def _degrees(value: Any, field: str, limit: float) -> float | None:
    number = _number(value, field)
    if number is not None and abs(number) > limit:
        raise RowRefused(field, "impossible_coordinates")
    return number


def _positive(value: Any, field: str) -> float | None:
    number = _number(value, field)
    if number is not None and number < 0:
        raise RowRefused(field, "negative")
    return number


def _whole(value: Any) -> Any:
    """Return a whole number that was written as a fraction (columns with gaps often are) as what it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _counter(value: Any) -> int | None:
    if value is None or value == "":
        return None
    value = _whole(value)
    try:
        number = int(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    except ValueError:
        number = None
    if number is None or not -_INT64 < number < _INT64:
        raise RowRefused("seq", "not_a_counter")
    return number
