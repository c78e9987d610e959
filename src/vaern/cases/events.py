"""The events of a case. Each is something that happened, in the past tense; none is ever edited."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from vaern.errors import InputError

CASE_OFFICER = "case_officer"
CONTROL_ROOM = "control_room"


class Event(BaseModel):
    """What every event has: when it happened (aware), and which roles may say it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: ClassVar[str]
    said_by: ClassVar[frozenset[str]] = frozenset({CASE_OFFICER})

    at: AwareDatetime


class Reported(Event):
    """Somebody told the police."""

    type = "reported"
    by: Literal["victim", "household_member", "nearest", "other", "police"]
    summary: str = ""


class PartyRecorded(Event):
    """Who the case is about. The protected person's address has no field here."""

    type = "party_recorded"
    role: Literal["respondent", "protected_person"]
    name: str
    birthdate: date | None = None
    protected_role: (
        Literal["victim", "nearest", "household_member", "institution", "company", "authority"] | None
    ) = None


class RelationshipRecorded(Event):
    """How the respondent stands to the one acted against; what nobody asked stays absent."""

    type = "relationship_recorded"
    kind: str | None = None
    living_together: bool | None = None
    cohabitation_voluntary: bool | None = None
    expected_to_reunite: bool | None = None


class IncidentRecorded(Event):
    """One act of the respondent, in the fields the law asks for (`acts[]` of the law contract)."""

    type = "incident_recorded"
    id: str
    kind: Literal["contact", "following", "offence", "threat_of_violence", "breach", "obstruction"]
    against: Literal["victim", "household_member", "nearest", "other"] | None = None
    household: bool | None = None
    suspicion: Literal["convicted", "reasoned", "reasonable_ground", "weak", "acquitted"] | None = None
    provision: str | None = None
    max_penalty_months: int | Literal["life"] | None = None
    attempt: bool | None = None
    intentional: bool | None = None
    after_refusal: bool | None = None
    breach_of: str | None = None
    summary: str = ""


class Requested(Event):
    """The one to be protected, or somebody for her, asked for a measure."""

    type = "requested"
    measure: str
    by: Literal["victim", "household_member", "nearest", "none"]


class Assessed(Event):
    """A person answered a question that the law leaves to a person, and said why."""

    type = "assessed"
    judgement: str
    value: bool
    reasons: str = Field(min_length=1)


class ZoneDrawn(Event):
    """A version of a zone was laid down. The event names it by hash and holds no coordinate."""

    type = "zone_drawn"
    zone: str
    sha256: str
    margin_m: float = Field(ge=0)


class Decided(Event):
    """An order was made. `terms` are what it forbids, as `documents.prohibitions` says them."""

    type = "decided"
    order: str
    measure: str
    duration: str | None = None
    expires_on: date | None = None
    extends: bool = False
    zone: str | None = None
    terms: tuple[str, ...] = ()
    wording: str = ""
    exceptions: str = ""


class Served(Event):
    """An order was served on the respondent: from here it has effect."""

    type = "served"
    order: str
    measure: str
    first_time: bool = True
    manner: str = ""


class ControlOrdered(Event):
    """Electronic control of an opholdsforbud was ordered; `control` is the name the engine knows."""

    type = "control_ordered"
    order: str
    control: str
    duration: str
    zone: str
    respondent_devices: tuple[str, ...]
    report_interval_s: int
    signal_lost_after_s: int
    terms: tuple[str, ...] = ("wear_device", "maintain_device")


class CourtReviewRequested(Event):
    """The respondent demanded that the court try the order."""

    type = "court_review_requested"
    order: str
    measure: str
    at_service: bool = False


class SubmittedToCourt(Event):
    """The case was brought before the court."""

    type = "submitted_to_court"
    measure: str


class Withdrawn(Event):
    """The protected person withdrew the request, and the police let the order fall."""

    type = "withdrawn"
    measure: str


class BreachReported(Event):
    """The control room passed an alarm on to the case; the positions stay where they are."""

    type = "breach_reported"
    said_by = frozenset({CONTROL_ROOM})
    alarm: str
    evidence_sha256: str


class Corrected(Event):
    """An earlier entry was wrong: struck out, or replaced by `replacement` (the entry's own fields)."""

    type = "corrected"
    corrects: int = Field(ge=1)
    reason: str = Field(min_length=1)
    replacement: dict[str, Any] | None = None


TYPES: dict[str, type[Event]] = {cls.type: cls for cls in Event.__subclasses__()}


def read(type_name: str, data: dict[str, Any]) -> Event:
    """Return the typed event that `data` holds; `InputError` names the field, never its value."""
    try:
        return TYPES[type_name].model_validate(data)
    except KeyError:
        raise InputError("unknown event type", "/type", ", ".join(sorted(TYPES))) from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = "/" + "/".join(str(part) for part in first["loc"])
        raise InputError(f"event {type_name} cannot be used: {first['type']}", where, first["msg"]) from None


def write(event: Event) -> dict[str, Any]:
    """Return the event's fields as JSON values."""
    return event.model_dump(mode="json")
