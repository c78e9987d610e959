"""What was done to her body, and how it was kept for a court."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vaern.cases.events.event import Event

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
"""The SHA-256 of a file kept in the case."""


class InjuryRecorded(Event):
    """An injury was seen or told of."""

    type = "injury_recorded"
    summary: str = Field(min_length=1)
    incident: str = ""
    visible: bool | None = None
    seen_by_doctor: bool | None = None
    doctor: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One injury takes nothing from another."""
        return False


class PhotographsTaken(Event):
    """Injuries were photographed with her consent."""

    type = "photographs_taken"
    consent: Literal["written", "spoken"]
    files: tuple[Digest, ...] = ()
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One photograph takes nothing from another."""
        return False


class PhotographedWithoutConsent(Event):
    """The police photographed injuries that could not wait, without consent: a court must see it."""

    type = "photographed_without_consent"
    deadline = ()
    reasons: str = Field(min_length=1)
    files: tuple[Digest, ...] = ()

    def outrun_by(self, later: Event) -> bool:
        """One photograph takes nothing from another."""
        return False


class ConsentedInWriting(Event):
    """She consented in writing after photographs had been taken without it."""

    type = "consented_in_writing"
    deadline = ()
    files: tuple[Digest, ...] = ()


class PhotographsBroughtToCourt(Event):
    """Photographs taken without consent were brought before the court."""

    type = "photographs_brought_to_court"
    deadline_type = "submitted_to_court"
    deadline = ("answers_to",)
    answers_to: tuple[Literal["submit_intervention_to_court"], ...] = ("submit_intervention_to_court",)
    summary: str = ""
