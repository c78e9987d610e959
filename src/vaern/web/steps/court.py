"""Complaint and court review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases import court
from vaern.cases.events import (
    CompensationClaimed,
    ComplaintAnswered,
    ComplaintMade,
    ComplaintSent,
    CounselAppointed,
    CourtReviewRequested,
    Event,
    HearingHeld,
    HearingSet,
    Lifted,
    ReceiverAnswered,
    RulingAppealed,
)
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.orders import Order
from vaern.documents.printed import moment
from vaern.web.steps.about_order import LawfulForm, OrderForm, long_text, no_order, one_of
from vaern.web.steps.fields import AskedField, MomentField
from vaern.web.steps.form import StepForm
from vaern.web.steps.ruling import RulingForm
from vaern.web.steps.step import Step
from vaern.web.steps.waiting import SubmissionForm, WaitingForm
from vaern.web.words import word


class ComplaintForm(OrderForm):
    """Somebody complains of an order to the state prosecutor."""

    event_class = ComplaintMade
    law_kinds = ("complaint",)
    field_order = ("order", "by", "at", "grounds")

    by = one_of(_("Who complains?"), ("respondent", "protected_person"))
    grounds = long_text(_("What is said against the decision?"), required=False)

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return every order: one that has ended may still be complained of."""
        return file.orders


class ComplainedOfForm(OrderForm):
    """A step about an order that was complained of."""

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that were complained of."""
        named = {event.order for event in file.happened if isinstance(event, ComplaintMade)}
        return [order for order in file.orders if order.name in named]


class ComplaintSentForm(ComplainedOfForm):
    """The police send a complaint on, with what they say of it."""

    event_class = ComplaintSent
    field_order = ("order", "at", "statement")

    statement = long_text(_("What do the police say of it?"))


class ComplaintAnswerForm(ComplainedOfForm):
    """The state prosecutor decides; a repealed order falls with it."""

    event_class = ComplaintAnswered
    field_order = ("order", "result", "at", "reasons")

    result = one_of(_("What did the state prosecutor decide?"), ("upheld", "changed", "repealed", "rejected"))
    reasons = long_text(_("The reasons given"))

    def known(self) -> dict[str, Any]:
        """Fill in what was answered by letter; it stands once an officer has read and sent it."""
        answered = [
            event
            for event in self.file.events
            if isinstance(event, ReceiverAnswered) and event.receiver == "state_prosecutor" and event.answers
        ]
        said = answered[-1] if answered else None
        by_letter = (
            {"order": said.answers[0].order, "result": said.answers[0].result, "reasons": said.reasons}
            if said
            else {}
        )
        return super().known() | by_letter

    def events(self) -> list[Event]:
        """Return the answer, and that the order fell where it was repealed."""
        answer, order = self.event(), self.chosen()
        if self.cleaned_data["result"] != "repealed" or order.ended_at:
            return [answer]
        reasons = self.cleaned_data["reasons"]
        fell = Lifted(
            at=answer.at, order=order.name, measure=order.measure, because="complaint", reasons=reasons
        )
        return [answer, fell]


class ReviewForm(OrderForm):
    """The respondent demands that the court try the order."""

    event_class = CourtReviewRequested
    law_kinds = ("court_review", "suspension")
    field_order = ("order", "at", "at_service", "summons_to", "telephone")

    at_service = forms.BooleanField(label=_("He demanded it when the order was served"), required=False)
    summons_to = forms.CharField(
        label=_("Where can he be summoned?"), max_length=300,
        help_text=_("He must give the police an address. It is not the protected person's."),
    )  # fmt: skip
    telephone = forms.CharField(label=_("Telephone"), required=False, max_length=40)

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that the court may be asked to try."""
        return court.may_be_demanded(file)

    def described(self, order: Order) -> str:
        """Say until when it may be demanded, to the minute."""
        last = self.file.due("demand_court_review", order.name)
        until = gettext("until {moment}").format(moment=moment(last)) if last else ""
        return " · ".join(part for part in (super().described(order), until) if part)


class CounselForm(StepForm):
    """The court appoints counsel for him who demanded its review; hers is a step of the guidance."""

    event_class = CounselAppointed
    field_order = ("name", "at")

    name = forms.CharField(label=_("Name of counsel"), required=False, max_length=120)

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the appointments for the respondent."""
        return [
            line for line in super().entries(file) if getattr(line.event, "represents", "") == "respondent"
        ]

    def events(self) -> list[Event]:
        """Return the appointment."""
        return [self.event(represents="respondent")]


class HearingSetForm(WaitingForm):
    """The court sets a time."""

    event_class = HearingSet
    duty = "hold_hearing"
    field_order = ("order", "hearing_at", "respondent_told", "at")

    hearing_at = MomentField(label=_("When is the hearing?"))
    respondent_told = one_of(
        _("How was he told?"),
        ("at_the_station", "at_the_address_given", "by_telephone", "served"), required=False,
    )  # fmt: skip


class HearingForm(WaitingForm):
    """The court hears the case."""

    event_class = HearingHeld
    duty = "hold_hearing"
    field_order = ("order", "at", "respondent_present", "counsel_present", "statement")

    respondent_present = AskedField(label=_("Was the respondent there?"))
    counsel_present = AskedField(label=_("Was his counsel there?"))
    statement = long_text(_("What was said, in short"), required=False)


class AppealForm(OrderForm):
    """A ruling is appealed."""

    event_class = RulingAppealed
    field_order = ("order", "by", "at", "reasons")

    by = one_of(_("Who appeals?"), ("respondent", "prosecutor"))
    reasons = long_text(_("Why?"), required=False)

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders on which the court has ruled."""
        return [order for order in file.orders if order.ruling]


class CompensationForm(LawfulForm):
    """The respondent claims compensation."""

    event_class = CompensationClaimed
    law_kinds = ("compensation",)
    field_order = ("order", "at", "reasons")

    order = forms.ChoiceField(label=_("For what?"), widget=forms.RadioSelect)
    reasons = long_text(_("What is claimed?"), required=False)

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        orders = [(each.name, f"{word(each.measure)} · {each.name}") for each in file.orders]
        self.fields["order"].choices = [*orders, ("detention", gettext("the detention"))]

    def events(self) -> list[Event]:
        """Return the claim, over an order or over the detention, which has no order."""
        order = self.file.order(self.cleaned_data["order"])
        return [self.event(order=order and order.name, measure=order and order.measure)]


def nobody_complained(file: CaseFile) -> Any:
    """Say that there is no complaint, or nothing."""
    said = any(isinstance(event, ComplaintMade) and event.order for event in file.happened)
    return "" if said else gettext("Nobody has complained.")


def not_served(file: CaseFile) -> Any:
    """Say that no order may be brought before the court yet, or nothing."""
    return "" if court.may_be_demanded(file) else gettext("No served order may be brought before the court.")


def not_demanded(file: CaseFile) -> Any:
    """Say that nobody has demanded court review, or nothing."""
    asked = any(isinstance(event, CourtReviewRequested) for event in file.happened)
    return "" if asked else gettext("Nobody has demanded that the court try it.")


def not_ruled(file: CaseFile) -> Any:
    """Say that the court has not ruled, or nothing."""
    return "" if any(order.ruling for order in file.orders) else gettext("The court has not ruled.")


LAWFUL = "desk/lawful_step.html"
STEPS: tuple[Step, ...] = (
    Step("complaint", "court", _("Complaint to the state prosecutor"), ComplaintForm,
         ("bvl § 12(2)", "RM 3/2008 § 7.2.2 (Klageadgang)", "RM 3/2008 § 7.3 (Klageadgang)", "§ 15(3)"),
         template=LAWFUL, many=True, optional=True, why_not=no_order),
    Step("complaint-sent", "court", _("The complaint sent on"), ComplaintSentForm,
         ("RM 3/2008 § 7.3 (Klageadgang)", "§ 15(3)"), many=True, why_not=nobody_complained),
    Step("complaint-answer", "court", _("What the state prosecutor decided"), ComplaintAnswerForm,
         ("bvl § 12(2)", "RM 3/2008 § 7.3 (Klageadgang)", "§ 15(3)"), many=True, why_not=nobody_complained),
    Step("court-review", "court", _("Court review demanded"), ReviewForm,
         ("bvl § 6(3)", "bvl § 7", "RM 3/2008 § 7.2.1 (Domstolsprøvelse)", "§ 17(1)"),
         template=LAWFUL, many=True, optional=True, why_not=not_served),
    Step("submission", "court", _("Brought before the court"), SubmissionForm,
         ("bvl § 6(3)", "RM 3/2008 § 7.2.1 (Domstolsprøvelse)", "§ 17(3)"),
         template="desk/submission.html", many=True, why_not=not_demanded),
    Step("counsel", "court", _("Counsel appointed"), CounselForm,
         ("bvl § 8(1)", "bvl § 8(2)", "§ 18(1)"), many=True, why_not=not_demanded),
    Step("hearing-set", "court", _("Time of the hearing"), HearingSetForm,
         ("bvl § 9(1)", "RM 3/2008 § 7.2.1 (Domstolsprøvelse)", "§ 19(2)"), many=True, why_not=not_demanded),
    Step("hearing", "court", _("The hearing"), HearingForm,
         ("bvl § 9(1)", "bvl § 9(2)", "bvl § 9(3)", "§ 19(3)"), many=True, why_not=not_demanded),
    Step("ruling", "court", _("The court's ruling"), RulingForm,
         ("bvl § 9(4)", "RM 3/2008 bilag 2 (Rettens behandling)", "§ 19(5)"),
         many=True, why_not=not_demanded),
    Step("appeal", "court", _("Appeal to the high court"), AppealForm,
         ("RM 3/2008 bilag 2 (Rettens behandling)", "§ 20(1)"), many=True, optional=True, why_not=not_ruled),
    Step("compensation", "court", _("Compensation claimed"), CompensationForm,
         ("bvl § 10(2)", "RM 3/2008 bilag 2 (Erstatning)", "§ 20(2)"), template=LAWFUL, many=True,
         optional=True, why_not=no_order),
)  # fmt: skip
