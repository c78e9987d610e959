"""Breach and charge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaern.cases.events import (
    BreachesJoined,
    BreachRecorded,
    CriminalRegisterAsked,
    Event,
    ReportedToCriminalRegister,
)
from vaern.cases.events.breach import How
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.documents.printed import moment
from vaern.web.steps import prosecution
from vaern.web.steps.about_order import LawfulForm, OrderForm, long_text, one_of
from vaern.web.steps.ending import acts_of
from vaern.web.steps.fields import AskedField
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step
from vaern.web.words import word

SUSPICIONS = ("reasoned", "reasonable_ground", "weak")


class BreachForm(OrderForm):
    """An order was broken: which, how, when, and what shows it."""

    event_class = BreachRecorded
    law_kinds = ("penalty", "prosecution", "excepted")
    field_order = (
        "order", "how", "at", "by", "summary", "suspicion", "intentional", "wants_prosecution", "alarm",
    )  # fmt: skip

    how = one_of(gettext_lazy("What did he do?"), How.__args__, required=False)
    by = one_of(
        gettext_lazy("Who tells it?"), ("victim", "household_member", "nearest", "other", "police"),
        required=False,
    )  # fmt: skip
    summary = long_text(gettext_lazy("What happened, in short?"), required=False)
    suspicion = one_of(gettext_lazy("How strong is the suspicion?"), SUSPICIONS, required=False)
    intentional = AskedField(label=gettext_lazy("Did he mean to?"))
    wants_prosecution = AskedField(
        label=gettext_lazy("Does she ask for prosecution?"),
        help_text=gettext_lazy("A report from her counts as asking for it, unless she says otherwise."),
    )
    alarm = forms.ChoiceField(
        label=gettext_lazy("From an alarm of the control room?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        alarms = [
            (line.event.alarm, f"{line.event.alarm} · {moment(line.event.at)}") for line in file.breaches
        ]
        self.fields["alarm"].choices = [("", _("No")), *alarms]
        if not alarms:
            del self.fields["alarm"]

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that have been served; whether one bound at that moment is checked."""
        return [order for order in file.orders if order.served_at]

    def events(self) -> list[Event]:
        """Return the breach under the next free number."""
        return [self.event(id=next_number(self.file))]


class ConductForm(LawfulForm):
    """Several breaches are one course of conduct."""

    event_class = BreachesJoined
    law_kinds = ("aggravating", "penalty_guidance")
    field_order = ("breaches", "systematic", "reasons", "at")

    breaches = forms.MultipleChoiceField(
        label=gettext_lazy("Which breaches belong together?"), widget=forms.CheckboxSelectMultiple
    )
    systematic = AskedField(
        label=gettext_lazy("Are they part of a systematic and persistent pursuit or harassment?"),
        help_text=gettext_lazy("You find it, with reasons; the court decides whether it aggravates."),
    )
    reasons = long_text(gettext_lazy("What joins them?"))

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        acts = acts_of(file)
        self.fields["breaches"].choices = acts
        self.fields["breaches"].initial = [act["id"] for act in breaches_of(file)]

    def events(self) -> list[Event]:
        """Return the joining."""
        return [self.event(breaches=tuple(self.cleaned_data["breaches"]))]


class RegisterAskedForm(StepForm):
    """The criminal register is asked for his past."""

    event_class = CriminalRegisterAsked
    field_order = ("at", "answer", "summary")

    answer = one_of(
        gettext_lazy("What did it answer?"), ("nothing", "violence_or_threats", "other"), required=False
    )
    summary = long_text(gettext_lazy("In short"), required=False)


class RegisterToldForm(OrderForm):
    """The criminal register is told of an order."""

    event_class = ReportedToCriminalRegister
    law_kinds = ("register",)
    field_order = ("order", "at")

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that the law wants told to the register and that are not told yet."""
        named = {
            duty["order"]
            for duty in file.obligations
            if duty["kind"] == "report_to_criminal_register" and duty["status"] in ("open", "late")
        }
        return [order for order in file.orders if order.name in named]


def breaches_of(file: CaseFile) -> list[dict[str, Any]]:
    """Return the breaches among the acts of the case that bear a number."""
    return [act for act in file.facts["acts"] if act["kind"] == "breach" and "id" in act]


def next_number(file: CaseFile) -> str:
    """Return the first free number for a breach."""
    taken = {act.get("id") for act in file.facts["acts"]}
    return next(name for name in (f"B{count}" for count in range(1, 10_000)) if name not in taken)


def never_served(file: CaseFile) -> Any:
    """Say that nothing can have been broken, or nothing."""
    return "" if any(order.served_at for order in file.orders) else _("No order has been served.")


def fewer_than_two(file: CaseFile) -> Any:
    """Say that there is nothing to join, or nothing."""
    return "" if len(breaches_of(file)) > 1 else _("There are not two breaches.")


def nothing_to_tell(file: CaseFile) -> Any:
    """Say that the register is told of no order, or nothing."""
    owed = any(duty["kind"] == "report_to_criminal_register" for duty in file.obligations)
    return "" if owed else _("The law asks no order of this case to be told to the register.")


T = gettext_lazy
LAWFUL = "desk/lawful_step.html"
STEPS: tuple[Step, ...] = (
    Step("criminal-register", "breach", T("The criminal register asked"), RegisterAskedForm,
         ("cirk. 1990 (Det centrale Kriminalregister)",), many=True),
    Step("criminal-register-told", "breach", T("The criminal register told"), RegisterToldForm,
         ("cirk. 1990 (Det centrale Kriminalregister)", "§ 25"), template=LAWFUL, many=True,
         why_not=nothing_to_tell),
    Step("breach", "breach", T("An order was broken"), BreachForm,
         ("RM 3/2008 § 7.2.3", "RM 3/2008 § 7.3 (Straf)", "cirk. 1990 (Overtrædelser)", "§ 21(1)", "§ 21(3)"),
         template=LAWFUL, many=True, optional=True, why_not=never_served),
    Step("course-of-conduct", "breach", T("Several breaches as one course of conduct"), ConductForm,
         ("bet. kap. 2 afsnit 2.3", "§ 21(2)"), template="desk/conduct.html", many=True, optional=True,
         why_not=fewer_than_two),
    *prosecution.STEPS,
)  # fmt: skip
