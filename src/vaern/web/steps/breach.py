"""Breach and charge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import (
    BreachesJoined,
    BreachRecorded,
    BreachReported,
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
from vaern.web.steps.files import FilesForm
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step

SUSPICIONS = ("reasoned", "reasonable_ground", "weak")


class BreachForm(OrderForm, FilesForm):
    """An order was broken: which, how, when, and what shows it."""

    event_class = BreachRecorded
    law_kinds = ("penalty", "prosecution", "excepted")
    field_order = (
        "order", "how", "at", "by", "summary", "suspicion", "intentional", "wants_prosecution", "files",
        "alarm",
    )  # fmt: skip

    papers = True
    how = one_of(_("What did he do?"), get_args(How), required=False)
    by = one_of(
        _("Who tells it?"), ("victim", "household_member", "nearest", "other", "police"),
        required=False,
    )  # fmt: skip
    summary = long_text(_("What happened, in short?"), required=False)
    suspicion = one_of(_("How strong is the suspicion?"), SUSPICIONS, required=False)
    intentional = AskedField(label=_("Did he mean to?"))
    wants_prosecution = AskedField(
        label=_("Does she ask for prosecution?"),
        help_text=_("A report from her counts as asking for it, unless she says otherwise."),
    )
    alarm = forms.ChoiceField(
        label=_("From an alarm of the control room?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        alarms = [
            (event.alarm, f"{event.alarm} · {moment(event.at)}")
            for event in file.happened
            if isinstance(event, BreachReported)
        ]
        self.fields["alarm"].choices = [("", gettext("No")), *alarms]
        if not alarms:
            del self.fields["alarm"]

    def asked(self) -> Any:
        """Return how the files are asked for."""
        return _("Evidence: pictures, screenshots, papers")

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
        label=_("Which breaches belong together?"), widget=forms.CheckboxSelectMultiple
    )
    systematic = AskedField(
        label=_("Are they part of a systematic and persistent pursuit or harassment?"),
        help_text=_("You find it, with reasons; the court decides whether it aggravates."),
    )
    reasons = long_text(_("What joins them?"))

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

    answer = one_of(_("What did it answer?"), ("nothing", "violence_or_threats", "other"), required=False)
    summary = long_text(_("In short"), required=False)


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
    return "" if any(order.served_at for order in file.orders) else gettext("No order has been served.")


def fewer_than_two(file: CaseFile) -> Any:
    """Say that there is nothing to join, or nothing."""
    return "" if len(breaches_of(file)) > 1 else gettext("There are not two breaches.")


def nothing_to_tell(file: CaseFile) -> Any:
    """Say that the register is told of no order, or nothing."""
    owed = any(duty["kind"] == "report_to_criminal_register" for duty in file.obligations)
    return "" if owed else gettext("The law asks no order of this case to be told to the register.")


LAWFUL = "desk/lawful_step.html"
STEPS: tuple[Step, ...] = (
    Step("criminal-register", "breach", _("The criminal register asked"), RegisterAskedForm,
         ("cirk. 1990 (Det centrale Kriminalregister)",), many=True),
    Step("criminal-register-told", "breach", _("The criminal register told"), RegisterToldForm,
         ("cirk. 1990 (Det centrale Kriminalregister)", "§ 25"), template=LAWFUL, many=True,
         why_not=nothing_to_tell),
    Step("breach", "breach", _("An order was broken"), BreachForm,
         ("RM 3/2008 § 7.2.3", "RM 3/2008 § 7.3 (Straf)", "cirk. 1990 (Overtrædelser)", "§ 21(1)", "§ 21(3)"),
         template="desk/breach_step.html", many=True, optional=True, why_not=never_served),
    Step("course-of-conduct", "breach", _("Several breaches as one course of conduct"), ConductForm,
         ("bet. kap. 2 afsnit 2.3", "§ 21(2)"), template="desk/conduct.html", many=True, optional=True,
         why_not=fewer_than_two),
    *prosecution.STEPS,
)  # fmt: skip
