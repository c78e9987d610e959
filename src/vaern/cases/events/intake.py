"""What is told and recorded when somebody calls."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vaern.cases.events.event import Event, Person


class CaseTaken(Event):
    """An officer of a district took the case on; before that somebody else may have had it."""

    type = "case_taken"
    officer: str
    district: str = ""


class Reported(Event):
    """Somebody told the police."""

    type = "reported"
    deadline = ()
    by: Literal["victim", "household_member", "nearest", "other", "police"]
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One report takes nothing from another."""
        return False


class PartyRecorded(Event):
    """Who the case is about. The protected person's address has no field here."""

    type = "party_recorded"
    role: Literal["respondent", "protected_person"]
    name: str
    birthdate: date | None = None
    sex: Literal["female", "male"] | None = None
    protected_role: (
        Literal["victim", "nearest", "household_member", "institution", "company", "authority"] | None
    ) = None

    def named(self) -> tuple[Person, ...]:
        """Return the party."""
        return (Person(self.role, self.name, self.birthdate),)

    def outrun_by(self, later: Event) -> bool:
        """The same party, written down by somebody else meanwhile."""
        return isinstance(later, PartyRecorded) and later.role == self.role


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
    place_kind: Literal["home", "work", "school", "public", "online", "other"] | None = None
    place: str = ""
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """Another incident stands beside it, unless it bears the same number."""
        return isinstance(later, IncidentRecorded) and later.id == self.id


class Requested(Event):
    """The one to be protected, or somebody for her, asked for a measure."""

    type = "requested"
    deadline = ("measure",)
    measure: str
    by: Literal["victim", "household_member", "nearest", "none"]

    def outrun_by(self, later: Event) -> bool:
        """The same measure, asked for meanwhile."""
        return isinstance(later, Requested) and later.measure == self.measure
