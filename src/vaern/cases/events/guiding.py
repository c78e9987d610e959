"""What the victim is told and answers, who hears her, who helps her."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event


class Guided(Event):
    """The victim was told of one `topic` of the pack (`packs.care`); `answer` is what she said."""

    type = "guided"
    topic: str
    given_by: str = Field(min_length=1)
    answer: str = ""
    wanted: bool | None = None
    in_writing: bool | None = None
    relationship_over: bool | None = None

    def outrun_by(self, later: Event) -> bool:
        """Only the same topic, told by somebody else meanwhile."""
        return isinstance(later, Guided) and later.topic == self.topic


class Interviewed(Event):
    """Somebody was heard. `at` is when it began; `apart`: nobody else in the case could hear it."""

    type = "interviewed"
    whom: Literal["victim", "respondent", "witness"]
    given_by: str = Field(min_length=1)
    apart: bool | None = None
    interpreter: bool | None = None
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One interview takes nothing from another."""
        return False


class InterpreterConsidered(Event):
    """It was asked whether somebody needs an interpreter, and in which language."""

    type = "interpreter_considered"
    whom: Literal["victim", "respondent", "witness"]
    needed: bool
    language: str = ""
    arranged: str = ""

    def outrun_by(self, later: Event) -> bool:
        """Only the need of the same person."""
        return isinstance(later, InterpreterConsidered) and later.whom == self.whom


class ContactPersonNamed(Event):
    """The victim was given one named person with the police."""

    type = "contact_person_named"
    name: str = Field(min_length=1)
    telephone: str = Field(min_length=1)
    of_special_unit: bool | None = None


class CounselBroughtBeforeCourt(Event):
    """The question of counsel for the victim was brought before the court."""

    type = "counsel_brought_before_court"
    on_request: bool | None = None
    summary: str = ""


class CivilClaimRecorded(Event):
    """The victim claims compensation: in the criminal case, or from the state."""

    type = "civil_claim_recorded"
    towards: Literal["criminal_case", "state"]
    summary: str = Field(min_length=1)

    def outrun_by(self, later: Event) -> bool:
        """One claim takes nothing from another."""
        return False
