"""What the police do of their own accord afterwards: visits, talks, offers, contact with her."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event


class OutreachMade(Event):
    """Somebody was sought out: a visit, a talk in which the consequences were driven home, a call."""

    type = "outreach_made"
    whom: Literal["respondent", "protected_person", "household_member"]
    manner: Literal["visit", "talk", "call"]
    consequences: bool | None = None
    outlook: str = ""
    summary: str = Field(min_length=1)

    def outrun_by(self, later: Event) -> bool:
        """One visit takes nothing from another."""
        return False


class TreatmentOffered(Event):
    """The respondent was offered treatment. `consent`: to his name being passed on to those who offer it."""

    type = "treatment_offered"
    offer: str = Field(min_length=1)
    consent: bool | None = None
    accepted: bool | None = None
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One offer takes nothing from another."""
        return False


class FollowedUp(Event):
    """She was contacted again, or it was tried; `next_on` is when the next time is meant to be."""

    type = "followed_up"
    reached: bool
    given_by: str = ""
    summary: str = Field(min_length=1)
    next_on: date | None = None

    def outrun_by(self, later: Event) -> bool:
        """One contact takes nothing from another."""
        return False


class FollowUpPlanned(Event):
    """It was settled when she is contacted next, and by whom."""

    type = "follow_up_planned"
    next_on: date
    given_by: str = ""


class SpecialUnitTold(Event):
    """The district's special unit got what there is on the case, and what it found that the case needs."""

    type = "special_unit_told"
    social_authorities_needed: bool | None = None
    measures_needed: bool | None = None
    summary: str = ""

    def outrun_by(self, later: Event) -> bool:
        """The unit is told as the case goes on: one telling takes nothing from another."""
        return False
