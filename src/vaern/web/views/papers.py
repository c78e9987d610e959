"""The papers that are handed over: guidance for the victim, the notice of children, the alarm's receipt."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vaern.cases.events import AssaultAlarmHandedOut, ChildNoticeGiven, Event
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.documents import paper
from vaern.documents.paper import PaperData
from vaern.documents.printed import Language, speaking
from vaern.packs.care import LANGUAGES
from vaern.web import papers
from vaern.web.permissions import allowed
from vaern.web.steps.guidance import LAWS
from vaern.web.views.case import case_file
from vaern.web.views.documents import _language, _pdf


@require_GET
@allowed("read_cases")
def guidance_sheet(request: HttpRequest, reference: str, language: Language) -> HttpResponse:
    """Give the victim's written guidance in her language."""
    file = case_file(request, reference)
    if language not in LANGUAGES or file.case.law not in LAWS:
        raise Http404
    with speaking(language):
        return _pdf(paper.render(papers.guidance_sheet(file, language), language), "guidance.pdf")


@require_GET
@allowed("read_cases")
def child_notice(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Give the notice of children of an entry."""
    return _of_entry(
        case_file(request, reference), entry, ChildNoticeGiven, papers.child_notice, "child-notice.pdf"
    )


@require_GET
@allowed("read_cases")
def alarm_receipt(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Give the receipt of an alarm that was handed out."""
    file = case_file(request, reference)
    return _of_entry(file, entry, AssaultAlarmHandedOut, papers.alarm_receipt, "assault-alarm.pdf")


def _of_entry(
    file: CaseFile, entry: int, kind: type[Event], made: Callable[[CaseFile, Line], PaperData], name: str
) -> HttpResponse:
    language = _language()
    found = [line for line in file.standing if line.number == entry and isinstance(line.event, kind)]
    if not found:
        raise Http404
    with speaking(language):
        return _pdf(paper.render(made(file, found[0]), language), name)
