"""One OwnTracks message (its JSON, the same over HTTP and MQTT)."""

from __future__ import annotations

import json
from typing import Any

from vaern.ingest.heard import Heard

_CHARGING = 2


def read_message(payload: bytes, device: str) -> Heard:
    """Return what a message of `device` says; kinds that hold no place are heard and say nothing."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return Heard(refused="broken_call")
    if not isinstance(said, dict) or "_type" not in said:
        return Heard(refused="broken_call")
    if said["_type"] != "location":
        return Heard(device=device)
    time = said.get("tst")
    row: dict[str, Any] = {
        "device": device,
        "time": time * 1000 if isinstance(time, int) and not isinstance(time, bool) else None,
        "lat": said.get("lat"),
        "lon": said.get("lon"),
        "accuracy_m": said.get("acc") or None,
        "battery_pct": said.get("batt"),
        "event": "charging" if said.get("bs") == _CHARGING else "",
    }
    return Heard([row], device=device)
