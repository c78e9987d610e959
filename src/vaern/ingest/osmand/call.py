"""One HTTP call of OsmAnd's form: fields of a query or a form, or the JSON of a background locator."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vaern.ingest.heard import Heard, from_hdop

_SECONDS_BELOW = 100_000_000_000
"""A time below this many is in seconds (until the year 5138), else in milliseconds."""
_ALARMS = {"sos": "button"}


def read_call(fields: Mapping[str, str], body: bytes = b"", *, is_json: bool = False) -> Heard:
    """Return what a call says; it needs the device's name, and no answer but the status of the call."""
    return _of_json(body) if is_json else _of_fields(fields)


def _of_fields(fields: Mapping[str, str]) -> Heard:
    device = fields.get("id") or fields.get("deviceid")
    if not device:
        return Heard(refused="no_device")
    lat, lon = fields.get("lat"), fields.get("lon")
    if "location" in fields:
        lat, _, lon = fields["location"].partition(",")
    row: dict[str, Any] = {"device": device, "lat": lat, "lon": lon}
    if "timestamp" in fields:
        row["time"] = _time(fields["timestamp"])
    accuracy = fields.get("accuracy") or fields.get("hacc")
    row["accuracy_m"] = accuracy if _number(accuracy) else from_hdop(_number(fields.get("hdop")))
    row["battery_pct"] = fields.get("batt")
    row["event"] = _ALARMS.get(fields.get("alarm", ""), "")
    return Heard([row], device=device)


def _of_json(body: bytes) -> Heard:
    try:
        said = json.loads(body)
        device, location = said["device_id"], said["location"]
        coords = location["coords"]
        row = {
            "device": device,
            "time": location["timestamp"],
            "lat": coords["latitude"],
            "lon": coords["longitude"],
            "accuracy_m": coords.get("accuracy"),
        }
    except (ValueError, KeyError, TypeError, RecursionError):
        return Heard(refused="broken_call")
    if location.get("mock"):  # the telephone says that another program made this place up
        row = {**row, "lat": None, "lon": None, "accuracy_m": None}
    level = _level(location)
    return Heard([{**row, "battery_pct": level}], device=str(device))


def _level(location: Mapping[str, Any]) -> float | None:
    battery = location.get("battery")
    level = battery.get("level") if isinstance(battery, dict) else None
    return level * 100 if isinstance(level, int | float) and 0 <= level <= 1 else None


def _time(said: str) -> str | int:
    if not said.isdecimal():
        return said
    return int(said) * 1000 if int(said) < _SECONDS_BELOW else int(said)


def _number(said: str | None) -> float | None:
    try:
        return float(said) if said else None
    except ValueError:
        return None
