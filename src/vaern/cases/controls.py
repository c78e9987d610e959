"""From the log to the control the engine watches (`controls.json` of the monitoring contract)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from vaern.cases import events as said
from vaern.cases.events import Event
from vaern.cases.models import Case


def controls(case: Case, log: Iterable[Event], ends: dict[str, datetime]) -> list[dict[str, Any]]:
    """Return the controls ordered in `log`; `ends` gives the last moment of each by its order's name.

    A control begins when it is served; one that is not served, or has no end there, is not watched.
    Parties go by pseudonyms made of the case's reference: the engine needs no name.
    """
    events = list(log)
    drawn = {event.zone: event for event in events if isinstance(event, said.ZoneDrawn)}
    served = {event.order: event.at for event in events if isinstance(event, said.Served)}
    return [
        _control(case, event, drawn[event.zone], served[event.control], ends[event.control])
        for event in events
        if isinstance(event, said.ControlOrdered) and event.control in served and event.control in ends
    ]


def _control(
    case: Case, ordered: said.ControlOrdered, zone: said.ZoneDrawn, served_at: datetime, ends: datetime
) -> dict[str, Any]:
    begins = served_at.isoformat()
    version = case.zones.get(name=zone.zone, sha256=zone.sha256)
    margin = {"from": begins, "m": zone.margin_m, "by": "police", "reason": "set with the order"}
    return {
        "id": ordered.control,
        "law": case.law,
        "order": "opholdsforbud",
        "mode": "hybrid",
        "valid": {"from": begins, "to": ends.isoformat()},
        "respondent": f"{case.reference}/respondent",
        "respondent_devices": list(ordered.respondent_devices),
        "protected": f"{case.reference}/protected",
        "protected_devices": [],
        "zones": [
            {
                "id": zone.zone,
                "kind": "prohibited",
                "geometry": version.geometry,
                "margin_m": [margin],
                "corridors": [_corridor(case, each) for each in zone.corridors],
            }
        ],
        "report_interval_s": ordered.report_interval_s,
        "signal_lost_after_s": ordered.signal_lost_after_s,
    }


def _corridor(case: Case, corridor: said.Corridor) -> dict[str, Any]:
    geometry = case.zones.get(name=corridor.id, sha256=corridor.sha256).geometry
    return {"id": corridor.id, "geometry": geometry, "max_transit_s": corridor.max_transit_s}
