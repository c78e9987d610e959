"""The frame of every page about one case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from vaern.cases.file import CaseFile
from vaern.web import clock
from vaern.web.permissions import visible


def case_file(request: HttpRequest, reference: str) -> CaseFile:
    """Return the case file as it stands now; 404 when there is none or it is not visible."""
    return CaseFile(get_object_or_404(visible(request.user), reference=reference), clock.now())


def case_page(request: HttpRequest, tab: str, file: CaseFile, **context: Any) -> HttpResponse:
    """Show one tab of a case."""
    return render(
        request,
        f"desk/{tab}.html",
        {"file": file, "case": file.case, "tab": tab, "section": "desk", **context},
    )
