"""Checks. Who may be told what, on which ground. Where something is missing nothing is told."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases import disclosures
from vaern.cases.checks.registry import check
from vaern.cases.events import Disclosed, ReceiverAnswered
from vaern.cases.file import CaseFile
from vaern.errors import InputError
from vaern.packs.disclosure import Ground, grounds


@check(Disclosed)
def the_ground_carries_it(file: CaseFile, event: Disclosed) -> None:
    """The pack has the ground for this receiver; consent stands and reasons are given where it asks."""
    ground = grounds(file.case.law).get(event.ground)
    if ground is None or event.receiver not in ground.receivers or not disclosures.is_open(file, ground):
        raise InputError(
            _("The law gives no such ground to tell this receiver, as the case stands."),
            "/ground",
            _("Choose another ground, or tell nobody."),
        )
    missing = set(event.about) - disclosures.consents(file.events, event.receiver, event.at)
    if ground.consent and missing:
        raise InputError(
            _("{citation} asks for consent, and none stands.").format(citation=ground.citation),
            "/ground",
            _("Record the consent of everybody it is about, or choose another ground."),
        )
    if ground.reasons and not event.reasons:
        raise InputError(
            _("{citation} asks somebody to weigh it.").format(citation=ground.citation),
            "/reasons",
            _("Write why it has to be told."),
        )
    _shows_no_more(file, event, ground)


def _shows_no_more(file: CaseFile, event: Disclosed, ground: Ground) -> None:
    if event.orders and "orders" not in ground.shows:
        raise InputError(_("This ground shows no order."), "/orders", _("Leave the orders out."))
    if unknown := set(event.orders) - {order.name for order in file.orders}:
        raise InputError(
            _("The case has no such order."), "/orders", _("Choose one of its orders.") + f" ({len(unknown)})"
        )
    if set(event.shows) - {line.number for line in disclosures.offered(file, ground)}:
        raise InputError(
            _("An entry was chosen that this ground does not let anybody see."),
            "/shows",
            _("Choose among the entries that it opens."),
        )


@check(ReceiverAnswered)
def an_answer_is_to_what_was_told(file: CaseFile, event: ReceiverAnswered) -> None:
    """Only who was told answers, and only of the orders that they were told of."""
    found = disclosures.told(file, event.told)
    answered = {each.order for each in event.answers}
    if found is None or found.receiver != event.receiver or answered - set(found.about_orders):
        raise InputError(
            _("This answers something that was not told."), "/answers", _("Answer what the letter asks.")
        )
    if event.done_on and event.done_on > file.pack.day(file.now):
        raise InputError(
            _("This day has not come yet."), "/done_on", _("Write when it was done, or leave it empty.")
        )
