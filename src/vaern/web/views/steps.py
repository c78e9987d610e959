"""A step as a page: it asks, keeps a draft, says what is answered, and shows what others said meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vaern.cases.events import Corrected, Event
from vaern.cases.file import CaseFile
from vaern.cases.models import Draft
from vaern.cases.saying import Outrun, say
from vaern.errors import InputError
from vaern.service.client import NotThere
from vaern.web.emergencies import lately
from vaern.web.live import hand_over
from vaern.web.permissions import allowed, may, roles
from vaern.web.steps.form import StepForm
from vaern.web.steps.progress import next_open, progress
from vaern.web.steps.registry import STEPS
from vaern.web.steps.step import Step
from vaern.web.views.case import case_file, case_page

CARRIED = ("csrfmiddlewaretoken", "token", "seen", "then")
"""What a form carries that nobody typed."""


@require_GET
@allowed("read_cases")
def overview_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how far the case has come: for each part of the work, what is done, open, or not asked."""
    file = case_file(request, reference)
    return case_page(
        request, "overview", file, parts=progress(file), drafts=_drafts_of(request, file),
        emergencies=lately(file.case, file.now),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@allowed("read_cases")
def step_page(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Ask the step's questions; on POST say the answers in the case."""
    file = case_file(request, reference)
    found = _step(request, file, step)
    if request.method == "POST":
        return _answered(request, file, found)
    draft = Draft.objects.filter(case=file.case, by=request.user.get_username(), step=step).first()
    form = found.form(file=file)
    if draft:
        form = found.form(QueryDict(draft.fields["typed"]), file=file)
        form.errors.clear()  # a draft is not done: it is not scolded
    return _asked(request, file, found, form, draft=draft)


@require_POST
@allowed("read_cases")
def draft(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Keep what is typed so far, for this person, case and step; `discard` throws it away."""
    file = case_file(request, reference)
    found = _step(request, file, step)
    mine = {"case": file.case, "by": request.user.get_username(), "step": step}
    if "discard" in request.POST:
        Draft.objects.filter(**mine).delete()
        return redirect("case-step", reference, found.name)
    if file.case.said.filter(token=request.POST.get("token", "")).exists():
        return HttpResponse()  # it was sent while this was on its way: nothing is left to keep
    typed = request.POST.copy()
    for name in (*CARRIED, *found.form.never_kept):
        typed.pop(name, None)
    kept = {"fields": {"typed": typed.urlencode()}, "saved_at": file.now}
    saved, _new = Draft.objects.update_or_create(**mine, defaults=kept)
    return render(request, "desk/draft.html", {"draft": saved})


def _step(request: HttpRequest, file: CaseFile, name: str) -> Step:
    found = STEPS.get(name)
    if found is None or not found.belongs_to(file.case.law):
        raise Http404
    if not may(request.user, found.action):
        raise PermissionDenied
    return found


def _drafts_of(request: HttpRequest, file: CaseFile) -> set[str]:
    return set(file.case.drafts.filter(by=request.user.get_username()).values_list("step", flat=True))


def _asked(
    request: HttpRequest, file: CaseFile, step: Step, form: StepForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(
        request,
        step.template,
        {
            "file": file, "case": file.case, "step": step, "form": form, "section": "desk",
            "entries": step.form.entries(file),
            "token": request.POST.get("token") or str(uuid.uuid4()),
            "seen": max((line.number for line in file.lines), default=0),
            **context,
        },
        status=status,
    )  # fmt: skip


def _answered(request: HttpRequest, file: CaseFile, step: Step) -> HttpResponse:
    form = step.form(request.POST, request.FILES, file=file)
    if not form.is_valid():
        return _asked(request, file, step, form, status=422)
    try:
        events = form.events()
        said = say(
            file.case, events, by=request.user.get_username(), roles=roles(request.user), now=file.now,
            token=request.POST.get("token") or None, seen=_seen(request),
        )  # fmt: skip
    except InputError as error:
        form.refuse(error)
        return _asked(request, file, step, form, status=422)
    except Outrun as outrun:
        return _asked(request, file, step, form, status=409, outrun=outrun.lines)
    Draft.objects.filter(case=file.case, by=request.user.get_username(), step=step.name).delete()
    if said:
        messages.success(request, _("It stands in the case."))
        tell_the_live_service(request, file, events)
    return redirect(_where_next(request, file, step))


def _seen(request: HttpRequest) -> int | None:
    written = request.POST.get("seen", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def _where_next(request: HttpRequest, file: CaseFile, step: Step) -> str:
    if step.then:
        return reverse(step.then, args=[file.case.reference])
    overview = reverse("case", args=[file.case.reference])
    then = next_open(CaseFile(file.case, file.now), step)
    if then is None or not may(request.user, then.action):
        return f"{overview}#part-{step.part}"
    if request.POST.get("then") == "overview":
        return f"{overview}#step-{then.name}"
    return reverse("case-step", args=[file.case.reference, then.name])


def tell_the_live_service(request: HttpRequest, file: CaseFile, events: Sequence[Event]) -> None:
    """Let the live service watch what the case says now, and say so when it cannot be reached.

    What starts, meets and ends no deadline changes nothing that is watched.
    """
    if all(event.deadline is None and not isinstance(event, Corrected) for event in events):
        return
    try:
        hand_over(file.now)
    except NotThere:
        messages.error(
            request, _("The live service does not answer: it still watches what it watched before.")
        )
    except InputError as refused:
        said = _(
            "The live service refuses what the case says now ({error}; {expected}). "
            "It still watches what it watched before."
        )
        messages.error(request, said.format(error=refused.error, expected=refused.expected))
