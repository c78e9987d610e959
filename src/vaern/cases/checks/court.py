"""Checks. Complaint and court review."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vaern.cases import court
from vaern.cases.checks.registry import check
from vaern.cases.events import (
    ComplaintAnswered,
    ComplaintMade,
    ComplaintSent,
    CourtReviewRequested,
    HearingHeld,
    HearingSet,
    Ruled,
    RulingAppealed,
    SubmittedToCourt,
)
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.errors import InputError


def order_of(file: CaseFile, event: object) -> Order:
    """Return the order an event names, made before it; `InputError` where there is none."""
    name, at = getattr(event, "order", None), getattr(event, "at", file.now)
    order = file.order(name) if name else None
    if order is None:
        raise InputError(_("The case has no such order."), "/order", _("Choose one of its orders."))
    if at < order.decided_at:
        raise InputError(
            _("This is before the order was made."), "/at", _("Write when it happened, after the decision.")
        )
    return order


@check(ComplaintMade)
def a_complaint_is_over_a_decision(file: CaseFile, event: ComplaintMade) -> None:
    """An order that is complained of was made before."""
    if event.over == "order":
        order_of(file, event)


@check(ComplaintSent, ComplaintAnswered)
def an_answer_follows_a_complaint(file: CaseFile, event: ComplaintSent | ComplaintAnswered) -> None:
    """Nobody answers what nobody said."""
    made = [each for each in file.events if isinstance(each, ComplaintMade) and each.order == event.order]
    if not any(each.at <= event.at for each in made):
        raise InputError(
            _("Nobody had complained of it then."), "/at", _("Record the complaint first, with its time.")
        )


@check(CourtReviewRequested)
def a_demand_follows_service(file: CaseFile, event: CourtReviewRequested) -> None:
    """An order is brought before the court once it has been served."""
    order = order_of(file, event)
    if order.served_at is None or event.at < order.served_at:
        raise InputError(
            _("The order had not been served then; the right begins at service."), "/at",
            _("Record the service first, or write a later time."),
        )  # fmt: skip


@check(SubmittedToCourt, HearingSet, HearingHeld)
def the_court_is_asked_first(file: CaseFile, event: SubmittedToCourt | HearingSet | HearingHeld) -> None:
    """The court has a case once the respondent has demanded it."""
    if event.order is not None:
        order_of(file, event)
        _demanded_before(file, event.order, event.at)


@check(Ruled)
def a_ruling_is_on_what_is_tried(file: CaseFile, event: Ruled) -> None:
    """The court rules on what was demanded, and on what is tried with it."""
    order = order_of(file, event)
    _demanded_before(file, order.name, event.at)
    if not set(event.terms) <= set(order.terms):
        raise InputError(
            _("The court cannot leave standing what the order never forbade."), "/terms",
            _("Choose among the order's own terms."),
        )  # fmt: skip
    if event.expires_on and not _is_earlier(file, event):
        raise InputError(
            _("A ruling can only let an order end earlier, where it approves a part."), "/expires_on",
            _("Write a day between the ruling and its last day, or leave it empty."),
        )  # fmt: skip


def _is_earlier(file: CaseFile, event: Ruled) -> bool:
    ends, day = file.ends.get(event.order), event.expires_on
    last = file.pack.day(ends) if ends else None
    begins = file.pack.day(event.at)
    return (
        event.result == "partly_approved" and day is not None and begins <= day and (not last or day <= last)
    )


@check(RulingAppealed)
def an_appeal_follows_a_ruling(file: CaseFile, event: RulingAppealed) -> None:
    """A ruling is appealed after it was given."""
    order = order_of(file, event)
    if order.ruling is None or event.at < order.ruling.at:
        raise InputError(_("The court had not ruled then."), "/at", _("Record the ruling first."))


def _demanded_before(file: CaseFile, order: str, at: datetime) -> None:
    asked = {
        name
        for each in file.events
        if isinstance(each, CourtReviewRequested) and each.at <= at
        for name in court.tried_together(file, each.order)
    }
    if order not in asked:
        raise InputError(
            _("Nobody had demanded that the court try it then."), "/at",
            _("Record the demand first, with its time."),
        )  # fmt: skip
