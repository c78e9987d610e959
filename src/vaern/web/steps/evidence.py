"""Injuries, photographs and papers: what is kept for a court."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    ConsentedInWriting,
    FileKept,
    IncidentRecorded,
    InjuryRecorded,
    PhotographedWithoutConsent,
    PhotographsBroughtToCourt,
    PhotographsTaken,
)  # fmt: skip
from vaern.cases.events.event import Event
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.web.steps.fields import AskedField, OneOfField, TextField
from vaern.web.steps.files import FilesForm
from vaern.web.steps.form import StepForm

WITHOUT = "without"


class InjuryForm(StepForm):
    """One injury."""

    event_class = InjuryRecorded
    field_order = ("summary", "incident", "visible", "seen_by_doctor", "doctor", "at")

    summary = TextField(label=_("What injury, and where on the body?"), required=True)
    incident = forms.ChoiceField(label=_("From which incident?"), required=False)
    visible = AskedField(label=_("Can it be seen?"))
    seen_by_doctor = AskedField(label=_("Has a doctor seen it?"))
    doctor = forms.CharField(label=_("Which doctor or hospital?"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = [event.id for event in self.file.events if isinstance(event, IncidentRecorded)]
        self.fields["incident"].choices = [("", _("Not asked yet")), *((each, each) for each in acts)]


class PhotographsForm(FilesForm):
    """Photographs of injuries: with consent in writing or spoken, or without when it could not wait."""

    event_class = PhotographsTaken
    asked_at = _("When were they taken?")
    field_order = ("consent", "reasons", "files", "summary", "at")

    consent = OneOfField("written", "spoken", WITHOUT, field="consent", label=_("Did she consent?"))
    reasons = TextField(
        label=_("Without consent: why could it not wait, and why is it decisive?"),
        help_text=_(
            "Only without undressing. The court must then have it, and the case shows until when, "
            "unless she consents in writing."
        ),
    )
    summary = TextField(label=_("What do they show?"), rows=2)

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return photographs with and without consent."""
        kinds = (PhotographsTaken, PhotographedWithoutConsent)
        return [line for line in file.standing if isinstance(line.event, kinds)]

    def clean(self) -> dict[str, Any]:
        """Ask for the reasons where she did not consent."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("consent") == WITHOUT and not found.get("reasons"):
            self.add_error("reasons", gettext("Write why it could not wait: the court will ask."))
        return found

    def events(self) -> list[Event]:
        """Return the one event or the other."""
        known = self.cleaned_data
        if known["consent"] != WITHOUT:
            return [self.event()]
        return [
            PhotographedWithoutConsent(at=known["at"], reasons=known["reasons"], files=tuple(known["files"]))
        ]


class ConsentAfterwardsForm(FilesForm):
    """Her consent in writing, given after photographs had been taken without it."""

    event_class = ConsentedInWriting
    field_order = ("at", "files")
    papers = True

    def asked(self) -> Any:
        """Return how the paper is asked for."""
        return _("The consent, photographed or as PDF")


class PhotographsToCourtForm(StepForm):
    """Photographs taken without consent, brought before the court."""

    event_class = PhotographsBroughtToCourt
    field_order = ("at", "summary")
    summary = TextField(label=_("In short"))


class FileForm(FilesForm):
    """A paper or picture that came in."""

    event_class = FileKept
    asked_at = _("When was this told?")
    field_order = ("title", "files", "at")
    papers = True
    title = forms.CharField(label=_("What is it?"), max_length=200)

    def asked(self) -> Any:
        """Return how the files are asked for."""
        return _("Files")

    def clean(self) -> dict[str, Any]:
        """Refuse a file step without a file."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "files" in found and not found["files"]:
            self.add_error("files", gettext("Choose at least one file."))
        return found


def nothing_to_bring(file: CaseFile) -> Any:
    """Say why the steps after photographs without consent do not apply."""
    taken = any(isinstance(event, PhotographedWithoutConsent) for event in file.events)
    return "" if taken else _("No photograph was taken without consent.")
