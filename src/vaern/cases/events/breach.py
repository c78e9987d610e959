"""What happens when an order is broken."""

from __future__ import annotations

from vaern.cases.events.event import CONTROL_ROOM, Event


class BreachReported(Event):
    """The control room passed an alarm on to the case; the positions stay where they are."""

    type = "breach_reported"
    said_by = frozenset({CONTROL_ROOM})
    alarm: str
    evidence_sha256: str
