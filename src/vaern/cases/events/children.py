"""Children in the case, and honour."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from vaern.cases.events.event import Event, Person


class ChildRecorded(Event):
    """A child who lives in the home or was there. `age` is in years, where nobody knows the birthdate."""

    type = "child_recorded"
    name: str = Field(min_length=1)
    birthdate: date | None = None
    age: int | None = Field(default=None, ge=0, le=120)
    lives_there: bool | None = None
    present: bool | None = None
    summary: str = ""

    def named(self) -> tuple[Person, ...]:
        """Return the child."""
        return (Person("child", self.name, self.birthdate),)

    def outrun_by(self, later: Event) -> bool:
        """The same child, written down by somebody else meanwhile."""
        return isinstance(later, ChildRecorded) and later.name == self.name


class NoChildrenFound(Event):
    """Somebody asked, and no child lives in the home or was there."""

    type = "no_children_found"


class ChildNoticeGiven(Event):
    """The municipality was told of children who may need special support: a duty of its own."""

    type = "child_notice_given"
    municipality: str = Field(min_length=1)
    told_to: str = ""
    children: str = Field(min_length=1)
    reasons: str = Field(min_length=1)
    consent: bool | None = None
    contact: str = ""


class ChildNoticeNotNeeded(Event):
    """An officer found no reason to think that the children need special support, and said why."""

    type = "child_notice_not_needed"
    reasons: str = Field(min_length=1)


class SchoolAndAccessRecorded(Event):
    """How the children's days are: school or day care, custody and access. No address has a field here."""

    type = "school_and_access_recorded"
    school_told: bool | None = None
    custody_shared: bool | None = None
    access_agreed: bool | None = None
    handover: str = ""
    summary: str = ""


class HonourMarkersRecorded(Event):
    """It was asked whether the case is about honour, and whether somebody may be taken abroad."""

    type = "honour_markers_recorded"
    honour_related: bool | None = None
    may_be_taken_abroad: bool | None = None
    summary: str = ""


class HonourStrategyFollowed(Event):
    """What was done because the case is about honour."""

    type = "honour_strategy_followed"
    unit_told: bool | None = None
    family_kept_out: bool | None = None
    summary: str = Field(min_length=1)


class TravelPrecautionsTaken(Event):
    """What was done so that nobody is taken abroad against their good."""

    type = "travel_precautions_taken"
    municipality_told: bool | None = None
    school_told: bool | None = None
    passports_asked_about: bool | None = None
    summary: str = Field(min_length=1)
