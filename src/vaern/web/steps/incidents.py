"""What happened: report, incidents, witnesses, weapons, what came before, what is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    HistoryRecorded,
    IncidentRecorded,
    Reported,
    Requested,
    WeaponsRecorded,
    WitnessNamed,
)  # fmt: skip
from vaern.cases.events.event import Event
from vaern.law.facts import ACT_KINDS, AGAINST
from vaern.law.penal import section_of
from vaern.web import words
from vaern.web.steps.fields import AskedField, OneOfField, TextField
from vaern.web.steps.form import StepForm
from vaern.web.steps.parties import NAME_LENGTH

LIFE = "life"


class ReportForm(StepForm):
    """Who told the police, when, and what in short."""

    event_class = Reported
    asked_at = _("When was this told?")
    field_order = ("by", "at", "summary")

    by = OneOfField(
        "victim", "household_member", "nearest", "other", "police", field="by", label=_("Who reports it?")
    )
    summary = TextField(label=_("What is it about, in short?"), rows=4)


class IncidentForm(StepForm):
    """One thing that happened: when, where, what, and which offence it may be."""

    event_class = IncidentRecorded
    field_order = (
        "kind", "at", "place_kind", "place", "summary", "against", "suspicion", "provision",
        "max_penalty_months", "attempt", "after_refusal", "household", "breach_of", "intentional",
    )  # fmt: skip
    at_once = ("kind", "at", "place_kind", "place", "summary", "against")
    """What is asked at the kitchen table; the rest can wait, and stays *not asked*."""

    kind = OneOfField(*ACT_KINDS, label=_("What kind of incident?"))
    place_kind = OneOfField(
        "home",
        "work",
        "school",
        "public",
        "online",
        "other",
        field="place_kind",
        label=_("Where?"),
        required=False,
    )
    place = forms.CharField(
        label=_("Which place?"), required=False, max_length=200,
        help_text=_("Not the address of somebody who lives in hiding."),
    )  # fmt: skip
    summary = TextField(label=_("What happened?"), rows=4)
    against = OneOfField(*AGAINST, field="against", label=_("Against whom?"), required=False)
    suspicion = OneOfField(
        "reasoned",
        "reasonable_ground",
        "weak",
        "convicted",
        label=_("How strong is the suspicion?"),
        required=False,
    )
    provision = forms.CharField(
        label=_("Which offence may it be?"), required=False, max_length=40,
        help_text=_("As the statute book writes it, for example strl § 244."),
    )  # fmt: skip
    max_penalty_months = forms.CharField(
        label=_("Highest penalty that the provision carries"), required=False, max_length=4,
        help_text=_("In months, for example 36; life: write life."),
    )  # fmt: skip
    attempt = AskedField(label=_("Was it an attempt?"))
    after_refusal = AskedField(label=_("Was it after she had said no to contact?"))
    household = AskedField(label=_("Did the two share a household then?"))
    breach_of = forms.ChoiceField(label=_("If it breaks an order: which?"), required=False)
    intentional = AskedField(label=_("If it breaks an order: was it intended?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = [(each, words.named(each)) for each in self.file.pack.measures]
        self.fields["breach_of"].choices = [("", _("None, or not asked yet")), *measures]

    @property
    def first(self) -> list[forms.BoundField]:
        """The questions of the kitchen table."""
        return [self[name] for name in self.at_once]

    @property
    def later(self) -> list[forms.BoundField]:
        """The questions that can wait."""
        return [field for field in self.visible_fields() if field.name not in self.at_once]

    @property
    def later_has_something(self) -> bool:
        """Tell whether one of those was answered, or is wrong, so that it must be seen."""
        return any(field.errors or (self.is_bound and field.value()) for field in self.later)

    def clean_provision(self) -> str:
        """Refuse what names no section, so that the law's lists can be asked."""
        written: str = self.cleaned_data["provision"].strip()
        if written and section_of(written) is None:
            raise forms.ValidationError(gettext("This names no section. Write it as in strl § 244."))
        return written

    def clean_max_penalty_months(self) -> int | str | None:
        """Return a number of months, or life."""
        written = self.cleaned_data["max_penalty_months"].strip().casefold()
        if not written:
            return None
        if written in (LIFE, gettext("life")):
            return LIFE
        if not (written.isascii() and written.isdigit()):
            raise forms.ValidationError(gettext("Write a number of months, or life."))
        return int(written)

    def events(self) -> list[Event]:
        """Return the incident under the next free number of the case."""
        taken = {line.event.id for line in self.file.lines if isinstance(line.event, IncidentRecorded)}
        number = next(n for n in range(1, len(taken) + 2) if f"I{n}" not in taken)
        return [self.event(id=f"I{number}")]


class WitnessForm(StepForm):
    """One witness."""

    event_class = WitnessNamed
    asked_at = _("When was this told?")
    field_order = ("name", "knows", "summary", "heard_by_police", "at")

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    knows = OneOfField(
        "saw", "heard", "was_told", "other", field="knows", label=_("What does the witness know?")
    )
    summary = TextField(label=_("In short"))
    heard_by_police = AskedField(label=_("Have the police heard the witness?"))


class WeaponsForm(StepForm):
    """Weapons."""

    event_class = WeaponsRecorded
    asked_at = _("When was this told?")
    field_order = ("has_access", "used_or_threatened", "has_permit", "taken_away", "summary", "at")

    has_access = AskedField(label=_("Can he get hold of weapons?"))
    used_or_threatened = AskedField(label=_("Has he used one, or threatened with one?"))
    has_permit = AskedField(label=_("Has he a permit?"))
    taken_away = AskedField(label=_("Have the police taken them away?"))
    summary = TextField(label=_("In short"))


class HistoryForm(StepForm):
    """What came before."""

    event_class = HistoryRecorded
    asked_at = _("When was this told?")
    field_order = ("violence_before", "reported_before", "orders_before", "getting_worse", "summary", "at")

    violence_before = AskedField(label=_("Has there been violence or threats before?"))
    reported_before = AskedField(label=_("Has it been reported before?"))
    orders_before = AskedField(label=_("Has there been an order before?"))
    getting_worse = AskedField(label=_("Is it getting worse?"))
    summary = TextField(label=_("In short"))


class RequestForm(StepForm):
    """What is asked for, and by whom."""

    event_class = Requested
    asked_at = _("When was this told?")
    field_order = ("measure", "by", "at")

    measure = forms.ChoiceField(label=_("Which measure is asked for?"), widget=forms.RadioSelect)
    by = OneOfField("victim", "household_member", "nearest", "none", field="by", label=_("Who asks for it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [(each, words.named(each)) for each in self.file.pack.measures]
