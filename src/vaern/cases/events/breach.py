"""What happens when an order is broken."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import CONTROL_ROOM, Event

How = Literal[
    "contact_in_person", "contact_spoken", "contact_written", "contact_through_others", "following",
    "entered_home", "entered_area", "other",
]  # fmt: skip


class BreachReported(Event):
    """The control room passed an alarm on to the case; the positions stay where they are."""

    type = "breach_reported"
    said_by = frozenset({CONTROL_ROOM})
    alarm: str
    evidence_sha256: str


class BreachRecorded(Event):
    """An order was broken, as somebody saw it or as an alarm showed; `files` are evidence, by SHA-256."""

    type = "breach_recorded"
    id: str
    order: str
    measure: str
    by: Literal["victim", "household_member", "nearest", "other", "police"] | None = None
    how: How | None = None
    suspicion: Literal["convicted", "reasoned", "reasonable_ground", "weak", "acquitted"] | None = None
    intentional: bool | None = None
    wants_prosecution: bool | None = None
    alarm: str | None = None
    summary: str = ""
    files: tuple[str, ...] = ()


class BreachesJoined(Event):
    """A person found that several breaches are one course of conduct, and said whether it is stalking."""

    type = "breaches_joined"
    breaches: tuple[str, ...] = Field(min_length=2)
    systematic: bool | None = None
    reasons: str = Field(min_length=1)
