"""Checks. Service, effect, release from custody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import Released, Served
from vaern.cases.file import CaseFile
from vaern.errors import InputError
from vaern.packs.decision import decision_rules


@check(Served)
def served_after_it_was_decided(file: CaseFile, event: Served) -> None:
    """An order is there, waits to be served, and is served after it was made."""
    order = file.order(event.order)
    if order is None or order.measure != event.measure:
        raise InputError(
            _("There is no such order: nothing can be served before it is decided."),
            "/order",
            _("Record the decision first."),
        )
    decided_at = order.extensions[-1].at if order.extensions else order.decided_at
    if event.at < decided_at:
        raise InputError(
            _("The order was made after this time: nothing can be served before it is decided."),
            "/at",
            _("Correct the time of service, or of the decision in the log."),
        )
    if not order.waits_for_service:
        raise InputError(_("The order is served already, or has ended."), "/order", _("Look at the orders."))


@check(Served)
def served_at_release_where_it_begins_there(file: CaseFile, event: Served) -> None:
    """What begins at release is served when he is let go: an earlier service would bind him too soon."""
    order = file.order(event.order)
    if order is None or order.decision is None or order.decision.begins != "release" or order.served_at:
        return
    released = [each.at for each in file.happened if isinstance(each, Released)]
    if not any(order.decided_at <= at <= event.at for at in released):
        raise InputError(
            _("This order begins when he is released, and the case does not say that he was."),
            "/at",
            _("Record the release first, and serve the order then."),
        )


@check(Served)
def told_of_court_review(file: CaseFile, event: Served) -> None:
    """Where the law gives court review, he is told of it at service."""
    remedies = decision_rules(file.case.law).remedies
    found = [each for each in remedies if each.kind == "court_review" and event.measure in each.measures]
    if found and event.told_of_review is False:
        raise InputError(
            _("He must be told at service that he can demand court review ({citation}).").format(
                citation=file.pack.full(found[0].provision)
            ),
            "/told_of_review",
            _("Tell him, and say so."),
        )
