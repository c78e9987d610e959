"""The respondent's own page: what binds him, where, until when, whom to ring, how to complain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vaern.cases.binding import Bound
from vaern.cases.events import ZoneDrawn
from vaern.cases.file import CaseFile
from vaern.cases.orders import ELECTRONIC_CONTROL
from vaern.documents import decision, leaflet
from vaern.errors import InputError
from vaern.web.decision import decision_of, printed_reference, remedies
from vaern.web.help_lines import help_lines
from vaern.web.leaflet import leaflet_of
from vaern.web.parties import Own, party
from vaern.web.views.documents import _language, _pdf


@require_GET
@party("see_own_order")
def page(request: HttpRequest, own: Own) -> HttpResponse:
    """Show the orders that were served on him, in plain words, with their map."""
    served = _served(own)
    zones = {bound.order.name: _zone(own, bound) for bound in served}
    return render(
        request,
        "own_order/page.html",
        {
            "own": own, "rows": [(bound, zones[bound.order.name]) for bound in served],
            "control": next((each for each in served if each.order.measure == ELECTRONIC_CONTROL), None),
            "remedies": [(bound, remedies(own.file, bound.order)) for bound in served],
            "lines": help_lines(own.file.pack.jurisdiction), "reference": printed_reference(own.file),
        },
    )  # fmt: skip


@require_GET
@party("see_own_order")
def decision_pdf(request: HttpRequest, own: Own, order: str) -> HttpResponse:
    """Give him the decision that was served on him."""
    bound = _of(own, order)
    try:
        return _pdf(decision.render(decision_of(own.file, bound.order), _language()), "decision.pdf")
    except InputError:
        return _made_anew(request)


@require_GET
@party("see_own_order")
def leaflet_pdf(request: HttpRequest, own: Own, order: str) -> HttpResponse:
    """Give him the leaflet in his language."""
    bound = _of(own, order)
    language = request.LANGUAGE_CODE if request.LANGUAGE_CODE in leaflet.LANGUAGES else "en"
    try:
        return _pdf(leaflet.render(leaflet_of(own.file, bound.order), language), "leaflet.pdf")
    except InputError:
        return _made_anew(request)


def _made_anew(request: HttpRequest) -> HttpResponse:
    """Give no paper that holds a word to be kept back, and do not say that this is why."""
    messages.error(request, _("This paper is not ready. Ring the police."))
    return redirect("own-order")


def _served(own: Own) -> list[Bound]:
    """Return what was served: an order that is not binds nobody, and nothing is said of it here."""
    return [bound for bound in own.bound if bound.order.served_at]


def _of(own: Own, name: str) -> Bound:
    found = next((bound for bound in _served(own) if bound.order.name == name), None)
    if found is None:
        raise Http404
    return found


def _zone(own: Own, bound: Bound) -> Any:
    """Return the geometry of the zone that the order forbids now, as the decision has it; else None."""
    if bound.state != "binds" or bound.order.measure == ELECTRONIC_CONTROL:
        return None
    then = CaseFile(own.file.case, bound.order.decided_at)
    drawn = [
        event for event in then.happened if isinstance(event, ZoneDrawn) and event.zone == bound.order.zone
    ]
    return own.file.case.zones.get(name=drawn[-1].zone, sha256=drawn[-1].sha256).geometry if drawn else None
