"""Children and honour."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaern.cases.children import no_children
from vaern.cases.events import (
    ChildNoticeGiven,
    ChildNoticeNotNeeded,
    ChildRecorded,
    ContactPersonNamed,
    Event,
    HonourMarkersRecorded,
    HonourStrategyFollowed,
    NoChildrenFound,
    SchoolAndAccessRecorded,
    TravelPrecautionsTaken,
    read,
)  # fmt: skip
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.documents import printed
from vaern.web.steps.asking import short, text, yes_or_no
from vaern.web.steps.fields import AskedField, DayField
from vaern.web.steps.form import StepForm
from vaern.web.steps.guidance import LAWS
from vaern.web.steps.step import Step
from vaern.web.vocabulary.caring import MARKERS


class ChildForm(StepForm):
    """A child of the home or at the scene, or that there is none."""

    event_class = ChildRecorded
    field_order = ("found", "name", "birthdate", "age", "lives_there", "present", "summary", "at")

    found = yes_or_no(gettext_lazy("Does a child live in the home, or was a child there?"))
    name = short(gettext_lazy("Name of the child"))
    birthdate = DayField(label=gettext_lazy("Born"))
    age = forms.IntegerField(
        label=gettext_lazy("Or how old, in years"), required=False, min_value=0, max_value=120
    )
    lives_there = AskedField(label=gettext_lazy("Does the child live in the home?"))
    present = AskedField(label=gettext_lazy("Was the child there when it happened?"))
    summary = text(gettext_lazy("What did the child see or hear, and how is it?"))

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the children, and the answers that there are none."""
        kinds = ChildRecorded | NoChildrenFound
        return [line for line in file.standing if isinstance(line.event, kinds)]

    def clean(self) -> dict[str, Any]:
        """Ask for the child's name where there is a child."""
        said = self.cleaned_data
        if said.get("found") and not said.get("name"):
            self.add_error("name", _("Write the child's name, or what the child is called in the report."))
        return said

    def events(self) -> list[Event]:
        """Return the child, or that there is none."""
        if self.cleaned_data["found"]:
            return [self.event()]
        return [read(NoChildrenFound.type, {"at": self.cleaned_data["at"]})]


class ChildNoticeForm(StepForm):
    """The municipality is told of the children, or an officer says why that is not needed."""

    event_class = ChildNoticeGiven
    field_order = ("told", "municipality", "told_to", "children", "reasons", "consent", "contact", "at")

    told = forms.ChoiceField(
        label=gettext_lazy("Is there reason to think that a child needs special support?"),
        help_text=gettext_lazy("It is asked of the child's situation. Nobody need have neglected the child."),
        choices=[
            ("yes", gettext_lazy("Yes: the municipality was told")),
            ("no", gettext_lazy("No: I say why")),
        ],
        widget=forms.RadioSelect,
    )
    municipality = short(gettext_lazy("Which municipality was told?"))
    told_to = short(gettext_lazy("Who there took it?"))
    children = text(gettext_lazy("Which children, and how old are they?"))
    reasons = text(gettext_lazy("What gives reason to think so, or why is there none?"), required=True)
    consent = AskedField(
        label=gettext_lazy("Did the parent consent?"),
        help_text=gettext_lazy("The duty does not depend on it."),
    )
    contact = short(gettext_lazy("Whom with the police may the municipality call?"))

    def known(self) -> dict[str, Any]:
        """Return the children and the contact person that the case names already."""
        found = [line.event for line in ChildForm.entries(self.file)]
        named = [event for event in self.file.happened if isinstance(event, ContactPersonNamed)]
        return {
            "children": "\n".join(_called(child) for child in found if isinstance(child, ChildRecorded)),
            "contact": f"{named[-1].name}, {named[-1].telephone}" if named else "",
        }

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the notices, and the answers that none is needed."""
        kinds = ChildNoticeGiven | ChildNoticeNotNeeded
        return [line for line in file.standing if isinstance(line.event, kinds)]

    def clean(self) -> dict[str, Any]:
        """Ask which municipality and which children, where it was told."""
        said = self.cleaned_data
        if said.get("told") == "yes":
            for name in ("municipality", "children"):
                if not said.get(name):
                    self.add_error(name, _("Write it: the notice cannot be made without it."))
        return said

    def events(self) -> list[Event]:
        """Return the notice, or why there is none."""
        if self.cleaned_data["told"] == "yes":
            return [self.event()]
        fields = {name: self.cleaned_data[name] for name in ("at", "reasons")}
        return [read(ChildNoticeNotNeeded.type, fields)]


class SchoolAndAccessForm(StepForm):
    """How the children's days are."""

    event_class = SchoolAndAccessRecorded
    field_order = ("school_told", "custody_shared", "access_agreed", "handover", "summary", "at")

    school_told = AskedField(label=gettext_lazy("Has the school or the day care been told?"))
    custody_shared = AskedField(label=gettext_lazy("Do the parents share custody?"))
    access_agreed = AskedField(label=gettext_lazy("Is access agreed or decided?"))
    handover = text(
        gettext_lazy("How are the children handed over without the parents meeting?"),
        help_text=gettext_lazy("Write no address here."),
    )
    summary = text(gettext_lazy("What else matters for the children?"))


class HonourForm(StepForm):
    """Two questions that change which steps the case has."""

    event_class = HonourMarkersRecorded
    field_order = ("honour_related", "may_be_taken_abroad", "summary", "at")

    honour_related = AskedField(label=MARKERS["honour_related"])
    may_be_taken_abroad = AskedField(label=MARKERS["may_be_taken_abroad"])
    summary = text(gettext_lazy("What is known of it?"))


class HonourStrategyForm(StepForm):
    """What is done where the case is about honour."""

    event_class = HonourStrategyFollowed
    field_order = ("unit_told", "family_kept_out", "summary", "at")

    unit_told = AskedField(label=gettext_lazy("Has the special unit been told?"))
    family_kept_out = AskedField(
        label=gettext_lazy("Is it made sure that nobody of the family interprets or is told where she is?")
    )
    summary = text(gettext_lazy("What else was done?"), required=True)


class TravelForm(StepForm):
    """What is done so that nobody is taken abroad against their good."""

    event_class = TravelPrecautionsTaken
    field_order = ("municipality_told", "school_told", "passports_asked_about", "summary", "at")

    municipality_told = AskedField(label=gettext_lazy("Has the municipality been told?"))
    school_told = AskedField(label=gettext_lazy("Has the school or the day care been told?"))
    passports_asked_about = AskedField(label=gettext_lazy("Have the passports been asked about?"))
    summary = text(gettext_lazy("What else was done?"), required=True)


def _called(child: ChildRecorded) -> str:
    age = _("born {day}").format(day=printed.day(child.birthdate)) if child.birthdate else ""
    if not age and child.age is not None:
        age = ngettext("{years} year", "{years} years", child.age).format(years=child.age)
    return ", ".join(part for part in (child.name, age) if part)


def without_children(file: CaseFile) -> Any:
    """Say why a step about children does not apply."""
    return _("No child lives in the home or was there.") if no_children(file.pack, file.happened) else ""


def _marker(file: CaseFile, name: str) -> bool | None:
    said = [getattr(event, name) for event in file.happened if isinstance(event, HonourMarkersRecorded)]
    return next((value for value in reversed(said) if value is not None), None)


def not_about_honour(file: CaseFile) -> Any:
    """Say why the strategy on honour is not followed: nobody has said that the case is about honour."""
    match _marker(file, "honour_related"):
        case True:
            return ""
        case False:
            return _("The case is not about honour.")
    return _("Nobody has asked yet whether the case is about honour.")


def no_journey_feared(file: CaseFile) -> Any:
    """Say why nothing is done against a journey abroad."""
    match _marker(file, "may_be_taken_abroad"):
        case True:
            return ""
        case False:
            return _("Nobody is feared to be taken abroad.")
    return _("Nobody has asked yet whether somebody may be taken abroad.")


STEPS: tuple[Step, ...] = (
    Step(
        "children", "children", gettext_lazy("Children in the home or at the scene"), ChildForm,
        ("RM 3/2008 § 5.4",), LAWS, many=True,
    ),
    Step(
        "child-notice", "children", gettext_lazy("Notice of children to the municipality"), ChildNoticeForm,
        ("RM 3/2008 § 5.4",), LAWS, template="desk/child_notice.html", many=True, why_not=without_children,
    ),
    Step(
        "school-and-access", "children", gettext_lazy("School and access"), SchoolAndAccessForm,
        ("RM 3/2008 § 5.4",), LAWS, optional=True, why_not=without_children,
    ),
    Step(
        "honour", "children", gettext_lazy("Honour, and journeys abroad"), HonourForm,
        ("RM 3/2008 § 1",), LAWS,
    ),
    Step(
        "honour-strategy", "children", gettext_lazy("What is done because of honour"), HonourStrategyForm,
        ("RM 3/2008 § 1",), LAWS, why_not=not_about_honour,
    ),
    Step(
        "travel-precautions", "children", gettext_lazy("What is done against a journey abroad"), TravelForm,
        (), LAWS, why_not=no_journey_feared,
    ),
)  # fmt: skip
