"""What is told and recorded when somebody calls."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vaern.cases.events.event import Event


class Reported(Event):
    """Somebody told the police."""

    type = "reported"
    deadline = ()
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
    deadline = ("measure",)
    measure: str
    by: Literal["victim", "household_member", "nearest", "none"]
