"""The documents as they are handed over: the decision on an order, the evidence of an alarm."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from vaern.cases.events import SubmittedToCourt
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.cases.orders import Order
from vaern.documents import bundle, decision, evidence, leaflet
from vaern.documents.evidence import EvidenceData
from vaern.documents.printed import Language
from vaern.errors import InputError
from vaern.web.bundle import bundle_of
from vaern.web.decision import decision_of, kept_back
from vaern.web.evidence import evidence_of
from vaern.web.leaflet import leaflet_of
from vaern.web.live import service
from vaern.web.permissions import allowed, may, sees
from vaern.web.views.case import case_file


@require_GET
@allowed("read_cases")
def decision_pdf(request: HttpRequest, reference: str, order: str) -> HttpResponse:
    """Give the decision on an order as PDF, in the reader's language."""
    file, found = _order(request, reference, order)
    try:
        return _pdf(decision.render(decision_of(file, found), _language()), "decision.pdf")
    except InputError:
        return _withheld(request, reference)


@require_GET
@allowed("read_cases")
def leaflet_pdf(request: HttpRequest, reference: str, order: str, language: str) -> HttpResponse:
    """Give the respondent's leaflet on an order as PDF, in one of the languages it is there in."""
    file, found = _order(request, reference, order)
    if language not in leaflet.LANGUAGES:
        raise Http404
    try:
        return _pdf(leaflet.render(leaflet_of(file, found), language), "leaflet.pdf")
    except InputError:
        return _withheld(request, reference)


def _order(request: HttpRequest, reference: str, name: str) -> tuple[CaseFile, Order]:
    file = case_file(request, reference)
    found = file.order(name)
    if found is None:
        raise Http404
    return file, found


def _withheld(request: HttpRequest, reference: str) -> HttpResponse:
    """Give no document that holds a word the respondent must not read, and say what to do."""
    messages.error(request, kept_back())
    return redirect("case-log", reference)


@require_GET
@allowed("read_cases")
def bundle_pdf(request: HttpRequest, reference: str, order: str) -> HttpResponse:
    """Give the bundle for the court as PDF; with `?sent=` the one that entry of the log says was sent."""
    file = case_file(request, reference)
    sent = request.GET.get("sent", "")
    if sent:
        file = _as_sent(file, sent)
    found = file.order(order)
    if found is None:
        raise Http404
    try:
        return _pdf(bundle.render(bundle_of(file, found), _language()), "bundle.pdf")
    except InputError:
        return _withheld(request, reference)


def _as_sent(file: CaseFile, number: str) -> CaseFile:
    """Return the case as it stood before the entry that says it was brought before the court."""
    for line in file.lines:
        if isinstance(line.event, SubmittedToCourt) and str(line.number) == number:
            return CaseFile(file.case, line.recorded_at, line.number - 1)
    raise Http404


@require_GET
@allowed("read_evidence")
def evidence_pdf(request: HttpRequest) -> HttpResponse:
    """Give the evidence of `?alarm=` as PDF; its data are attached to it."""
    return _pdf(
        evidence.render(alarm_evidence(request, request.GET.get("alarm", "")), _language()), "evidence.pdf"
    )


@require_GET
@allowed("read_evidence")
def evidence_json(request: HttpRequest) -> HttpResponse:
    """Give the data of the evidence, whose SHA-256 the PDF prints."""
    data = evidence.as_json(alarm_evidence(request, request.GET.get("alarm", "")))
    return HttpResponse(
        data,
        content_type="application/json",
        headers={"Content-Disposition": "inline; filename=evidence.json"},
    )


def alarm_evidence(request: HttpRequest, alarm: str) -> EvidenceData:
    """Return the evidence of an alarm, or 404 where there is none or the user may not read its case."""
    live = service()
    if alarm not in {each["alarm"] for each in live.alarms()}:
        raise Http404
    account = live.alarm(alarm)
    case = case_of(account["events"][0]["control"])
    if not may(request.user, "watch") and (case is None or not sees(request.user, case)):
        raise Http404
    return evidence_of(account, case.reference if case else "")


def case_of(control: str) -> Case | None:
    """Return the case in which a control was ordered, or None."""
    return Case.objects.filter(entries__type="control_ordered", entries__data__control=control).first()


def _language() -> Language:
    return "en" if get_language() == "en" else "da"


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f"inline; filename={name}"}
    )
