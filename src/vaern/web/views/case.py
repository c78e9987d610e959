"""The frame of every page about one case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.web import clock


def case_file(reference: str) -> CaseFile:
    """Return the case file as it stands now, or 404."""
    return CaseFile(get_object_or_404(Case, reference=reference), clock.now())


def case_page(request: HttpRequest, tab: str, file: CaseFile, **context: Any) -> HttpResponse:
    """Show one tab of a case."""
    return render(
        request,
        f"desk/{tab}.html",
        {"file": file, "case": file.case, "tab": tab, "section": "desk", **context},
    )
