"""The desk: a case's log, the assessment of each measure, what is due, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vaern.cases import index, log
from vaern.cases.events import Assessed, BreachReported, Corrected, Event
from vaern.cases.file import CaseFile
from vaern.cases.models import Entry, Summary
from vaern.cases.saying import say
from vaern.errors import InputError
from vaern.web import clock
from vaern.web.forms import AssessmentForm, CorrectionForm
from vaern.web.permissions import allowed, posted_to, roles, within
from vaern.web.views.case import case_file, case_page
from vaern.web.views.conditions import measures, open_questions
from vaern.web.views.steps import tell_the_live_service

SHOWN = 50
"""How many cases stand on a page."""


@require_GET
@allowed("read_cases")
def desk(request: HttpRequest) -> HttpResponse:
    """List the cases, those first in which something was said last; `?after=` goes on from a case."""
    index.refresh(clock.now())
    summaries = within(Summary.objects.select_related("case"), request.user).order_by("-latest_at", "-pk")
    last = summaries.filter(case__reference=request.GET.get("after", "")).first()
    if last:
        summaries = summaries.filter(latest_at__lte=last.latest_at).exclude(
            latest_at=last.latest_at, pk__gte=last.pk
        )
    found = list(summaries[: SHOWN + 1])
    shown = found[:SHOWN]
    breaches = Entry.objects.filter(type=BreachReported.type, case__in=[each.pk for each in shown])
    return render(
        request,
        "desk/index.html",
        {
            "summaries": shown,
            "after": shown[-1].case.reference if len(found) > SHOWN else "",
            "breached": set(breaches.values_list("case", flat=True)),
            "narrowed": bool(posted_to(request.user)),
            "section": "desk",
        },
    )


@require_GET
@allowed("read_cases")
def log_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the log in the order in which things happened, and whether its chain holds."""
    file = case_file(request, reference)
    return case_page(request, "log", file, broken_at=log.broken_at(file.case))


@require_GET
@allowed("read_cases")
def assessment_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show each measure with every condition, the statute's words, the answer and why."""
    return _assessment(request, case_file(request, reference))


def _assessment(request: HttpRequest, file: CaseFile, **failed: Any) -> HttpResponse:
    found = measures(file)
    questions, unknown = open_questions(found)
    page = case_page(
        request, "assessment", file, measures=found, least=file.assessment["least_intrusive"],
        open_questions=questions, unknown_facts=unknown, failed=failed or None,
    )  # fmt: skip
    page.status_code = 422 if failed else 200
    return page


@require_GET
@allowed("read_cases")
def obligations_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what must happen, by when, who must do it."""
    file = case_file(request, reference)
    notes = {note["text"]: note for duty in file.obligations for note in duty["notes"]}
    return case_page(request, "obligations", file, notes=notes.values())


def _say(request: HttpRequest, file: CaseFile, event: Event) -> None:
    say(file.case, [event], by=request.user.get_username(), roles=roles(request.user), now=file.now)
    tell_the_live_service(request, file, [event])


@require_POST
@allowed("write_cases")
def record_assessment(request: HttpRequest, reference: str) -> HttpResponse:
    """Add an answer to a question that the law leaves to a person."""
    file = case_file(request, reference)
    form = AssessmentForm(request.POST)
    if form.is_valid():
        _say(request, file, Assessed(at=file.now, **form.cleaned_data))
        messages.success(request, _("The assessment stands in the log."))
        return redirect("case-assessment", reference)
    texts = {
        "judgement": _("Choose a question."),
        "value": _("Answer yes or no."),
        "reasons": _("Write why: an answer without its reasons does not count."),
    }
    return _assessment(
        request, file, judgement=request.POST.get("judgement", ""), value=request.POST.get("value"),
        reasons=request.POST.get("reasons", ""), texts=[texts[name] for name in form.errors],
    )  # fmt: skip


@require_POST
@allowed("write_cases")
def strike_out(request: HttpRequest, reference: str) -> HttpResponse:
    """Strike an entry out: it stays in the log, and counts no longer."""
    file = case_file(request, reference)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            _say(request, file, Corrected(at=file.now, **form.cleaned_data))
            messages.success(request, _("The entry is struck out. It can still be read."))
        except InputError:
            messages.error(
                request, _("Other entries rest on this one: strike them out first. Nothing was changed.")
            )
    else:
        messages.error(request, _("Write why the entry is wrong. Nothing was changed."))
    return redirect("case-log", reference)
