"""The daily reports: what was reported, whether a measure was considered, and the case that came of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vaern import packs
from vaern.errors import InputError
from vaern.packs.screening import Screening, screening
from vaern.screening.considering import consider
from vaern.screening.importing import COLUMNS, import_incidents
from vaern.screening.models import ReportedIncident
from vaern.sheets import as_csv
from vaern.web import clock
from vaern.web.forms import FileForm
from vaern.web.permissions import allowed, roles
from vaern.web.screening_case import open_from
from vaern.web.screening_form import ConsideredForm
from vaern.web.sheet_words import file_error

LAW = "dk-2004"
"""The law whose source says what to screen for; a case opened from an incident is under it."""
SHOWN = 200
DAYS_SHOWN = 30


def _asked() -> tuple[Screening, ZoneInfo]:
    return screening(LAW), ZoneInfo(packs.load(LAW).time_zone)


@require_http_methods(["GET", "POST"])
@allowed("read_cases")
def screening_page(request: HttpRequest) -> HttpResponse:
    """List what was reported, by day and district, what nobody has answered first; POST takes a report in."""
    if request.method == "POST":
        return _take_in(request)
    return _list(request, FileForm())


@allowed("write_cases")
def _take_in(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    asked, zone = _asked()
    try:
        done = import_incidents(
            form.cleaned_data["file"].read(), asked, zone, by=request.user.get_username(), now=clock.now()
        )
    except InputError as error:
        form.add_error("file", file_error(error))
        return _list(request, form, status=422)
    return _list(request, FileForm(), done=done)


def _list(request: HttpRequest, form: FileForm, *, status: int = 200, **context: Any) -> HttpResponse:
    asked, zone = _asked()
    chosen = _filter(request, asked)
    found = _found(chosen).order_by("-day", "district", "-happened_at", "pk")[: SHOWN + 1]
    incidents = [(each, each.potential(asked, zone)) for each in found[:SHOWN]]
    open_days = (
        ReportedIncident.objects.filter(answer="").values("day", "district").annotate(count=Count("pk"))
    )
    return render(
        request,
        "desk/screening.html",
        {
            "section": "screening", "asked": asked, "form": form, "chosen": chosen, "incidents": incidents,
            "more": len(found) > SHOWN, "columns": COLUMNS,
            "open_days": open_days.order_by("-day", "district")[:DAYS_SHOWN], **context,
        },
        status=status,
    )  # fmt: skip


def _filter(request: HttpRequest, asked: Screening) -> dict[str, Any]:
    day, district = request.GET.get("day", ""), request.GET.get("district", "")
    try:
        wanted = date.fromisoformat(day) if day else None
    except ValueError:
        wanted = None
    return {
        "day": wanted,
        "district": district if district in asked.districts else "",
        "all": request.GET.get("show") == "all",
    }


def _found(chosen: dict[str, Any]) -> QuerySet[ReportedIncident]:
    found: QuerySet[ReportedIncident] = ReportedIncident.objects.prefetch_related("considered")
    if chosen["day"]:
        found = found.filter(day=chosen["day"])
    if chosen["district"]:
        found = found.filter(district=chosen["district"])
    return found if chosen["all"] else found.filter(answer="")


@require_GET
@allowed("read_cases")
def screening_csv(request: HttpRequest) -> HttpResponse:
    """Return the list as CSV: what was answered, of what, without anybody's name."""
    asked, zone = _asked()
    header = ("report_id", "district", "day", "provision", "could", "answer", "measures", "reasons", "case")
    rows = []
    for each in _found(_filter(request, asked)).order_by("day", "district", "pk"):
        last = each.considered.all()[::-1][:1]
        said = (" ".join(last[0].measures), " ".join(last[0].reasons)) if last else ("", "")
        could = each.potential(asked, zone).holds
        rows.append(
            (
                each.report_id,
                each.district,
                f"{each.day}",
                each.provision,
                could,
                each.answer,
                *said,
                each.case,
            )
        )
    answer = HttpResponse(as_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="screening.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@allowed("write_cases")
def consider_page(request: HttpRequest, incident: int) -> HttpResponse:
    """Ask whether a measure was used after an incident, and why not."""
    asked, zone = _asked()
    found = get_object_or_404(ReportedIncident, pk=incident)
    form = ConsideredForm(
        request.POST if request.method == "POST" else None, asked=asked, measures=packs.load(LAW).measures
    )
    if request.method == "POST" and form.is_valid():
        consider(found, asked, **form.said(), by=request.user.get_username(), now=clock.now())
        messages.success(request, _("The answer is recorded."))
        return redirect("screening")
    return render(
        request,
        "desk/considered.html",
        {"section": "screening", "incident": found, "form": form, "could": found.potential(asked, zone)},
        status=422 if form.errors else 200,
    )


@require_POST
@allowed("write_cases")
def open_case_page(request: HttpRequest, incident: int) -> HttpResponse:
    """Open a case with what the incident tells; asked again, lead to the case that is there."""
    with transaction.atomic():
        found = get_object_or_404(ReportedIncident.objects.select_for_update(), pk=incident)
        if not found.case:
            found.case = open_from(
                found, LAW, by=request.user.get_username(), roles=roles(request.user), now=clock.now()
            )
            found.save(update_fields=["case"])
    return redirect("case", found.case)
