"""Who lives in the home besides the parties and the children."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event, Person


class HouseholdMemberRecorded(Event):
    """A grown-up besides the parties who lives in the home or belongs to the family, without an address."""

    type = "household_member_recorded"
    name: str = Field(min_length=1, max_length=200)
    kin: Literal["parent", "sibling", "other"]
    birthdate: date | None = None
    lives_in_home: bool | None = None

    def named(self) -> tuple[Person, ...]:
        """Return the member of the household."""
        return (Person("household_member", self.name, self.birthdate),)

    def outrun_by(self, later: Event) -> bool:
        """The same person, written down by somebody else meanwhile."""
        return isinstance(later, HouseholdMemberRecorded) and later.name.casefold() == self.name.casefold()
