"""From a reported incident to a case that knows what the report tells."""

from __future__ import annotations

from datetime import datetime

from vaern.cases.events import (
    CaseTaken,
    Event,
    IncidentRecorded,
    PartyRecorded,
    RelationshipRecorded,
    Reported,
)
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.screening.models import ReportedIncident


def open_from(incident: ReportedIncident, law: str, *, by: str, roles: frozenset[str], now: datetime) -> str:
    """Open a case with the events that `incident` tells, and return its reference."""
    case = open_case(law, f"{incident.district} {incident.report_id}", now)
    taken = CaseTaken(at=now, officer=by, district=incident.district)
    say(case, [taken, *told(incident, now)], by=by, roles=roles, now=now)
    return case.reference


def told(incident: ReportedIncident, now: datetime) -> list[Event]:
    """Return what a report tells as events; what it does not tell stays not asked."""
    events: list[Event] = [Reported(at=now, by="police", summary=incident.summary)]
    if incident.suspect_name:
        events.append(
            PartyRecorded(
                at=now, role="respondent", name=incident.suspect_name, birthdate=incident.suspect_birthdate
            )
        )
    if incident.victim_name:
        events.append(
            PartyRecorded(
                at=now, role="protected_person", name=incident.victim_name,
                birthdate=incident.victim_birthdate, protected_role="victim",
            )
        )  # fmt: skip
    if incident.relationship or incident.same_address is not None:
        events.append(
            RelationshipRecorded(
                at=now, kind=incident.relationship or None, living_together=incident.same_address
            )
        )
    if incident.kind:
        events.append(
            IncidentRecorded(
                at=incident.happened_at, id="A1", kind=incident.kind, against="victim",
                provision=incident.provision or None,
            )
        )  # fmt: skip
    return events
