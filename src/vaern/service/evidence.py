"""Everything a third party needs to judge one alarm again, and nothing the law keeps sealed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from vaern import __version__
from vaern.cases.canonical import sha256
from vaern.monitoring.alarm import CERTAIN, POSSIBLE, PROBABLE, SHOWN, iso
from vaern.service.controls import Version
from vaern.service.journal import Entry
from vaern.service.live import Live
from vaern.zones.measure import SIGMAS_OF_ACCURACY

METHOD = {
    "sigma_divisor": SIGMAS_OF_ACCURACY,
    "grades": {"possible": POSSIBLE, "probable": PROBABLE, "certain": CERTAIN},
    "shown_from": SHOWN,
    "canonical_json": "UTF-8, keys sorted, no spaces",
    "content_sha256": "of {salt, content}",
    "sha256": "of {seq, at, kind, content_sha256, previous}",
}


def evidence(live: Live, alarm: str) -> dict[str, Any] | None:
    """Return the evidence of `alarm`, or None when the journal knows none of that name.

    What was said provisionally, and what was opened early, stands there only until the same is final.
    """
    entries = live.journal.of_alarm(alarm)
    events = _events(entries)
    if not events:
        return None
    return {
        "alarm": alarm,
        "events": events,
        "released": _released(entries),
        **_in_force(live, events[0]),
        "journal": [entry._asdict() for entry in entries],
        "method": METHOD,
        "engine": f"vaern {__version__}",
    }


def _events(entries: list[Entry]) -> list[dict[str, Any]]:
    said = [entry.content for entry in entries if entry.kind == "alarm" and entry.content]
    said.sort(key=lambda event: (not event.get("provisional", False), event["at"]))
    latest = {(event["event"], event["at"], event["grade"]): event for event in said}
    return sorted(latest.values(), key=lambda event: str(event["at"]))


def _released(entries: list[Entry]) -> list[dict[str, Any]]:
    early = [entry.content for entry in entries if entry.kind == "released_early" and entry.content]
    final = [entry.content for entry in entries if entry.kind == "released" and entry.content]
    latest = {(fix["device"], fix["time"], fix["seq"]): fix for fix in early + final}
    return sorted(latest.values(), key=lambda fix: str(fix["time"]))


def _in_force(live: Live, event: dict[str, Any]) -> dict[str, Any]:
    at_ms = round(datetime.fromisoformat(event["at"]).timestamp() * 1000)
    version = live.book.in_force(event["control"], at_ms) if event["control"] else None
    if version is None:
        return {"control": None, "zone": None, "law": None}
    return {
        "control": {
            "sha256": version.sha256,
            "in_force_from": iso(version.since_ms),
            "control": version.control,
        },
        "zone": _zone(live, version, event["zone"]),
        "law": asdict(live.rules[version.control["law"]]),
    }


def _zone(live: Live, version: Version, name: str | None) -> dict[str, Any] | None:
    found = next((zone for zone in version.control["zones"] if zone["id"] == name), None)
    if found is None:
        return None
    since_ms = live.book.zone_since_ms(version, found["id"])
    return {**found, "sha256": sha256(found["geometry"]), "in_force_from": iso(since_ms)}
