"""Risk, and the assault alarm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaern.cases.alarms import alarm_out
from vaern.cases.events import (
    AssaultAlarmConsidered,
    AssaultAlarmHandedOut,
    AssaultAlarmReturned,
    AssaultAlarmReviewed,
    Assessed,
    DangerAssessed,
    Event,
    RiskAssessed,
    read,
)  # fmt: skip
from vaern.cases.file import CaseFile
from vaern.packs.care import Asked, care_rules
from vaern.web.steps.asking import short, text, yes_or_no
from vaern.web.steps.fields import AskedField, DayField
from vaern.web.steps.form import StepForm
from vaern.web.steps.guidance import LAWS
from vaern.web.steps.step import Step
from vaern.web.vocabulary.caring import FACTORS

SPECIAL_RISK = "special_risk_of_assault"


class DangerForm(StepForm):
    """Whether danger is imminent, said by a person."""

    event_class = DangerAssessed
    field_order = ("imminent", "reasons", "plan", "at")

    imminent = yes_or_no(gettext_lazy("Is danger imminent?"))
    reasons = text(gettext_lazy("What makes it so, or why no longer?"), required=True)
    plan = text(gettext_lazy("What is done now, and by whom?"))


@dataclass(frozen=True)
class Factor:
    """The questions about one factor, with where it stands in the sources."""

    asked: Asked
    answer: BoundField
    words: BoundField


class RiskForm(StepForm):
    """Each factor of the sources answered; a conclusion and a plan in the officer's own words. No total."""

    event_class = RiskAssessed

    conclusion = text(gettext_lazy("Your own conclusion"), required=True)
    imminent = yes_or_no(gettext_lazy("Is danger imminent?"))
    plan = text(gettext_lazy("The plan: what is done, by whom, when?"), required=True)
    review_on = DayField(label=gettext_lazy("When is the risk looked at again?"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factors = care_rules(self.file.case.law).risk
        choices = (("yes", _("Yes")), ("no", _("No")), ("not_known", _("Not known")))
        for factor in self.factors:
            self.fields[f"answer_{factor.id}"] = forms.ChoiceField(
                label=FACTORS.get(factor.id, factor.id), choices=choices, widget=forms.RadioSelect
            )
            self.fields[f"words_{factor.id}"] = short(_("In words"))

    def asked(self) -> Iterator[Factor]:
        """Yield the questions of each factor."""
        for factor in self.factors:
            yield Factor(factor, self[f"answer_{factor.id}"], self[f"words_{factor.id}"])

    @property
    def own(self) -> list[BoundField]:
        """Return the questions that the officer answers in her own words."""
        return [self[name] for name in ("conclusion", "imminent", "plan", "review_on", "at")]

    def clean(self) -> dict[str, Any]:
        """Ask for words where a factor is there."""
        for factor in self.factors:
            there = self.cleaned_data.get(f"answer_{factor.id}") == "yes"
            if there and not self.cleaned_data.get(f"words_{factor.id}"):
                self.add_error(f"words_{factor.id}", _("You answered yes: write what is known of it."))
        return self.cleaned_data

    def events(self) -> list[Event]:
        """Return the assessment."""
        said = [
            {
                "factor": factor.id,
                "answer": self.cleaned_data[f"answer_{factor.id}"],
                "words": self.cleaned_data[f"words_{factor.id}"],
            }
            for factor in self.factors
        ]
        return [self.event(factors=said)]


class AlarmConsideredForm(StepForm):
    """The circular's test, answered by an officer, and what came of it."""

    event_class = AssaultAlarmConsidered
    field_order = ("special_risk", "risk_reasons", "offered", "wanted", "reasons", "precautions", "at")

    special_risk = yes_or_no(gettext_lazy("Is there a special risk of assault?"))
    risk_reasons = text(gettext_lazy("What makes you say so?"), required=True)
    offered = yes_or_no(gettext_lazy("Is she offered an assault alarm?"))
    wanted = AskedField(label=gettext_lazy("Does she want it?"))
    reasons = text(gettext_lazy("Why is it offered, or why not?"), required=True)
    precautions = text(gettext_lazy("What else can she do, such as calling 112 on her own telephone?"))

    @property
    def test(self) -> Asked:
        """Return the circular's test, in its own words."""
        return care_rules(self.file.case.law).alarm_test

    def events(self) -> list[Event]:
        """Return the assessment that the law asks for, and what came of it."""
        said = self.cleaned_data
        answer = {"judgement": SPECIAL_RISK, "value": said["special_risk"], "reasons": said["risk_reasons"]}
        return [read(Assessed.type, {"at": said["at"], **answer}), self.event()]


class AlarmHandedOutForm(StepForm):
    """She gets the alarm, and it is gone through with her."""

    event_class = AssaultAlarmHandedOut
    field_order = ("device", "given_by", "explained", "receipt_signed", "at")

    device = short(gettext_lazy("Number of the alarm"), required=True)
    given_by = short(gettext_lazy("Which officer handed it out?"), required=True)
    explained = yes_or_no(
        gettext_lazy("Was its use gone through with her, and what the alarm centre and the police do?")
    )
    receipt_signed = AskedField(label=gettext_lazy("Did she sign the receipt?"))

    @property
    def explained_by(self) -> Asked:
        """Return what the circular says of going through the alarm with her."""
        return care_rules(self.file.case.law).alarm_explained


class AlarmReviewForm(StepForm):
    """Whether the ground for the alarm is still there."""

    event_class = AssaultAlarmReviewed
    field_order = ("ground_remains", "reasons", "at")

    ground_remains = yes_or_no(gettext_lazy("Is the ground for the alarm still there?"))
    reasons = text(gettext_lazy("What makes you say so?"), required=True)


class AlarmReturnForm(StepForm):
    """She gives the alarm back."""

    event_class = AssaultAlarmReturned
    field_order = ("reasons", "at")

    reasons = text(gettext_lazy("Why is it given back?"))


def not_offered(file: CaseFile) -> Any:
    """Say why no alarm is handed out."""
    offers = [event.offered for event in file.happened if isinstance(event, AssaultAlarmConsidered)]
    if not offers:
        return _("It has not been considered yet.")
    return "" if offers[-1] else _("She was not offered an alarm.")


def none_out(file: CaseFile) -> Any:
    """Say why nothing is looked at again or given back: she has no alarm."""
    return "" if alarm_out(file) else _("She has no alarm.")


STEPS: tuple[Step, ...] = (
    Step(
        "danger", "risk", gettext_lazy("Imminent danger"), DangerForm,
        ("strategi 2007 § 2.2", "RM 3/2008 § 5.3"), LAWS, many=True, optional=True,
    ),
    Step(
        "risk", "risk", gettext_lazy("The risk"), RiskForm,
        ("strategi 2007 § 3", "RM 3/2008 § 2"), LAWS, template="desk/risk.html", many=True,
    ),
    Step(
        "alarm", "risk", gettext_lazy("An assault alarm: considered"), AlarmConsideredForm,
        ("cirk. 2003 no. 3", "RM 3/2008 § 4.4"), LAWS, template="desk/alarm.html", many=True,
    ),
    Step(
        "alarm-out", "risk", gettext_lazy("The assault alarm: handed out"), AlarmHandedOutForm,
        ("cirk. 2003 no. 4",), LAWS, template="desk/alarm_out.html", many=True, why_not=not_offered,
    ),
    Step(
        "alarm-review", "risk", gettext_lazy("The assault alarm: looked at again"), AlarmReviewForm,
        ("cirk. 2003 no. 4",), LAWS, many=True, why_not=none_out,
    ),
    Step(
        "alarm-return", "risk", gettext_lazy("The assault alarm: given back"), AlarmReturnForm,
        ("cirk. 2003 no. 4",), LAWS, optional=True, many=True, why_not=none_out,
    ),
)  # fmt: skip
