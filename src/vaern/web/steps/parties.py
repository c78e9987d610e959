"""Who the case is about, who lives with them, how they stand to each other."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    HouseholdMemberRecorded,
    PartyRecorded,
    RelationshipRecorded,
)  # fmt: skip
from vaern.cases.events.event import Event
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.law.facts import RELATIONSHIPS
from vaern.web.steps.fields import AskedField, DayField, OneOfField
from vaern.web.steps.form import StepForm

NAME_LENGTH = 200


class PartyForm(StepForm):
    """One of the two parties."""

    event_class = PartyRecorded
    asked_at = _("When was this told?")
    role: ClassVar[str]

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    birthdate = DayField(label=_("Born"))

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the entries about this party."""
        kept = [line for line in file.standing if isinstance(line.event, PartyRecorded)]
        return [line for line in kept if line.event.model_dump()["role"] == cls.role]

    def known(self) -> dict[str, Any]:
        """Return the party as it was last recorded."""
        found = self.entries(self.file)
        return found[-1].event.model_dump(exclude={"at"}) if found else {}

    def events(self) -> list[Event]:
        """Return the party in its role."""
        return [self.event(role=self.role)]


class ProtectedPersonForm(PartyForm):
    """The one to be protected."""

    role = "protected_person"
    field_order = ("protected_role", "name", "birthdate", "at")
    protected_role = OneOfField(
        "victim", "nearest", "household_member", "institution", "company", "authority",
        label=_("Who is to be protected?"), initial="victim",
    )  # fmt: skip


class RespondentForm(PartyForm):
    """The one an order would be against."""

    role = "respondent"
    field_order = ("name", "birthdate", "at")


class HouseholdMemberForm(StepForm):
    """One more person of the household."""

    event_class = HouseholdMemberRecorded
    asked_at = _("When was this told?")
    field_order = ("name", "kin", "birthdate", "lives_in_home", "at")

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    kin = OneOfField("parent", "sibling", "other", field="kin", label=_("Who is it?"))
    birthdate = DayField(label=_("Born"))
    lives_in_home = AskedField(label=_("Does he or she live in the home?"))


class RelationshipForm(StepForm):
    """How the two stand to each other."""

    event_class = RelationshipRecorded
    asked_at = _("When was this told?")
    field_order = ("kind", "living_together", "cohabitation_voluntary", "expected_to_reunite", "at")

    kind = OneOfField(*RELATIONSHIPS, label=_("What is the respondent to the victim?"), required=False)
    living_together = AskedField(label=_("Do they share a home?"))
    cohabitation_voluntary = AskedField(label=_("If they do: is it of free will?"))
    expected_to_reunite = AskedField(label=_("Are they expected to live together again?"))

    def known(self) -> dict[str, Any]:
        """Return the relationship as it was last recorded."""
        found = self.entries(self.file)
        return found[-1].event.model_dump(exclude={"at"}) if found else {}
