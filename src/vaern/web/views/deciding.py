"""What the decision's pages show while somebody writes: the order's text, what the checks find of a zone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from vaern.web.permissions import allowed
from vaern.web.steps.order_form import DecideForm
from vaern.web.steps.registry import STEPS
from vaern.web.steps.zone_form import ZoneForm
from vaern.web.views.case import case_file


@require_POST
@allowed("write_cases")
def order_text(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Show what the order would say of what is chosen; nothing is kept."""
    file = case_file(request, reference)
    found = STEPS.get(step)
    if found is None or not issubclass(found.form, DecideForm) or not found.belongs_to(file.case.law):
        raise Http404
    return render(request, "desk/order_text.html", {"text": found.form(request.POST, file=file).text()})


@require_POST
@allowed("write_cases")
def zone_checks(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what the checks find of a zone that is being drawn; nothing is kept."""
    form = ZoneForm(request.POST, file=case_file(request, reference))
    form.is_valid()
    return render(request, "desk/zone_checks.html", {"form": form, "file": form.file})
