"""One forwarded position of Traccar (`forward.type` json), with what its attributes tell of the device."""

from __future__ import annotations

import json
from typing import Any

from vaern.ingest.heard import Heard

_ALARMS = {
    "sos": "button",
    "tampering": "case_opened",
    "removing": "strap_cut",
    "jamming": "jamming",
    "powerOff": "power_off",
}


def read_forwarded(body: bytes) -> Heard:
    """Return what a forwarded position says; an outdated one or one that is not valid has no place."""
    try:
        said = json.loads(body)
        device, position = str(said["device"]["uniqueId"]), said["position"]
        attributes = position.get("attributes") or {}
        fresh = position.get("valid", True) and not position.get("outdated", False)
        row: dict[str, Any] = {
            "device": device,
            "time": position["fixTime"] if fresh else position.get("deviceTime") or position["fixTime"],
            "lat": position["latitude"] if fresh else None,
            "lon": position["longitude"] if fresh else None,
            "accuracy_m": (position.get("accuracy") or None) if fresh else None,
            "battery_pct": attributes.get("batteryLevel"),
            "event": _ALARMS.get(attributes.get("alarm") or "", ""),
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Heard(refused="broken_call")
    return Heard([row], device=device)
