"""The frame of every page about one case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from vaern.cases import reads
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.web import clock
from vaern.web.permissions import visible


def case_file(request: HttpRequest, reference: str) -> CaseFile:
    """Return the case file as it stands now; 404 when there is none or it is not visible.

    That it was read stands on record first.
    """
    case, now = get_object_or_404(visible(request.user), reference=reference), clock.now()
    note_read(request, case, now)
    return CaseFile(case, now)


def note_read(request: HttpRequest, case: Case, now: datetime) -> None:
    """Put on record who reads a case, and on which page; where that fails nothing is shown."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    reads.note(case, by=request.user.get_username(), page=page, now=now)


def case_page(request: HttpRequest, tab: str, file: CaseFile, **context: Any) -> HttpResponse:
    """Show one tab of a case."""
    return render(
        request,
        f"desk/{tab}.html",
        {"file": file, "case": file.case, "tab": tab, "section": "desk", **context},
    )
