"""Action plans: at a glance, by theme, owner and status; editions compared; reported on; the next note."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from vaern.cases.canonical import canonical
from vaern.documents import status_note
from vaern.editions import library
from vaern.editions.library import Kept
from vaern.editions.models import StatusReport
from vaern.errors import InputError
from vaern.plans.comparison import changes
from vaern.plans.note import read_note
from vaern.plans.plan import STATUSES, Initiative, Plan
from vaern.plans.records import read_csv, read_records, written_csv
from vaern.plans.report import Report
from vaern.plans.shelf import claims
from vaern.web import clock
from vaern.web.permissions import allowed, may, ministries_of
from vaern.web.plan_words import STATUS_WORDS

MOST_BYTES = 2_000_000
FORMS = {"html": "text/html", "pdf": "application/pdf", "csv": "text/csv", "json": "application/json"}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InputError(
            gettext("This is not JSON."), "/file", gettext("A plan, or a list of initiatives.")
        ) from None


READERS: dict[str, Callable[[str], Plan]] = {
    "note": read_note,
    "csv": read_csv,
    "json": lambda text: read_records(_parsed(text)),
}


class EditionForm(forms.Form):
    """A new edition: as published, or as records."""

    name = forms.SlugField(
        label=_("Which plan?"), max_length=40,
        help_text=_("Its short name, such as dk-2023. A new name makes a new plan."),
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("What is the file?"), widget=forms.RadioSelect,
        choices=[
            ("note", _("the plain text of a Danish status note")),
            ("csv", _("records as CSV")),
            ("json", _("records as JSON")),
        ],
    )  # fmt: skip
    file = forms.FileField(label=_("The file"))

    def plan(self) -> Plan:
        """Return the plan that was read; `InputError` says where it cannot be."""
        content = self.cleaned_data["file"].read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise InputError(gettext("The file is too large."), "/file", gettext("At most 2 MB."))
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise InputError(gettext("This is no text."), "/file", gettext("Save it as UTF-8.")) from None
        return READERS[self.cleaned_data["source"]](text)


class ReportForm(forms.Form):
    """How an initiative stands, in the ministry's words."""

    ministry = forms.ChoiceField(label=_("For which ministry?"), widget=forms.RadioSelect)
    status = forms.ChoiceField(
        label=_("Status"), widget=forms.RadioSelect, choices=[(code, STATUS_WORDS[code]) for code in STATUSES]
    )
    text = forms.CharField(
        label=_("What the note is to say"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("As it is to be printed. Begin with the status in a sentence."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@allowed("read_plans")
def index(request: HttpRequest) -> HttpResponse:
    """List the plans; whoever keeps them brings in a new edition."""
    form = EditionForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may(request.user, "keep_plans"):
            raise PermissionDenied
        if form.is_valid():
            try:
                plan = form.plan()
            except InputError as error:
                form.add_error("file", f"{error.error} {error.where} {error.expected}")
            else:
                name = form.cleaned_data["name"]
                library.add(name, plan, by=request.user.get_username(), now=clock.now())
                messages.success(
                    request, gettext("The edition is kept. Look at what could not be read with certainty.")
                )
                return redirect("action-plan", name)
    rows = [(name, library.editions(name)[-1].plan) for name in library.names()]
    return render(
        request,
        "action_plans/index.html",
        {"section": "action-plans", "rows": rows, "form": form, "claims": claims()},
        status=422 if form.errors else 200,
    )


@require_GET
@allowed("read_plans")
def plan_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a plan: counts, money, late and silent; its initiatives, narrowed by theme, owner and status."""
    every, kept = _edition(request, name)
    report = _report(name, kept)
    chosen = {key: request.GET.get(key, "") for key in ("theme", "owner", "status")}
    reported = library.reports(name, kept.as_of)
    rows = [each for each in report.plan.initiatives if _is_chosen(each, chosen)]
    themes = [theme.title for theme in report.themes if theme.title]
    owners = sorted({owner for each in report.plan.initiatives for owner in _owners(each)})
    return render(
        request,
        "action_plans/plan.html",
        {
            "section": "action-plans", "name": name, "every": every, "kept": kept, "report": report,
            "plan": report.plan, "rows": [(each, _owners(each), reported.get(each.number)) for each in rows],
            "chosen": chosen, "themes": themes, "owners": owners, "statuses": STATUSES,
            "money": status_note.kroner(report.granted_dkk), "forms": FORMS,
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@allowed("read_plans")
def initiative_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Show one initiative through all editions, and what was reported; its ministry reports here."""
    every, kept = _edition(request, name)
    found = _initiative(kept.plan, number)
    mine = (
        sorted(ministries_of(request.user) & set(found.ministries))
        if may(request.user, "report_on_plans")
        else []
    )
    form = ReportForm(request.POST or None, initial={"status": found.status, "text": found.status_text})
    form.fields["ministry"].choices = [(each, each) for each in mine]
    form.fields["ministry"].initial = mine[0] if mine else None
    if request.method == "POST":
        if not mine:
            raise PermissionDenied
        if form.is_valid():
            StatusReport(
                plan=name, number=number, by=request.user.get_username(), at=clock.now(), **form.cleaned_data
            ).save()
            messages.success(request, gettext("It is reported, and goes into the next note."))
            return redirect("action-plan-initiative", name, number)
    history = [(each, _same(each.plan, found)) for each in reversed(every)]
    return render(
        request,
        "action_plans/initiative.html",
        {
            "section": "action-plans", "name": name, "each": found, "owners": _owners(found), "form": form,
            "mine": mine, "history": [pair for pair in history if pair[1]],
            "reports": StatusReport.objects.filter(plan=name, number=number).order_by("-pk"),
            "doubts": [each for each in kept.plan.warnings if each.initiative == number],
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_GET
@allowed("read_plans")
def compare_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show what changed between two editions, word by word; the last two where none are chosen."""
    every, _kept = _edition(request, name)
    before, after = (
        _chosen(every, request.GET.get(key, ""), place) for key, place in (("before", -2), ("after", -1))
    )
    found = changes(before.plan, after.plan)
    return render(
        request,
        "action_plans/compare.html",
        {
            "section": "action-plans",
            "name": name,
            "every": every,
            "before": before,
            "after": after,
            "changes": found,
        },
    )


@require_GET
@allowed("read_plans")
def note(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Give the next status note: the edition with what was reported since, in its published form."""
    if form not in FORMS:
        raise Http404
    _every, kept = _edition(request, name)
    report = _report(name, kept)
    language: Any = get_language() if get_language() in ("da", "nb", "sv", "en") else "da"
    content = {
        "html": lambda: status_note.html(report, language).encode(),
        "pdf": lambda: status_note.pdf(report, language),
        "csv": lambda: written_csv(report.plan).encode(),
        "json": lambda: canonical(report.as_dict()),
    }[form]()
    how = "inline" if form in ("html", "pdf") else "attachment"
    return HttpResponse(
        content,
        content_type=FORMS[form],
        headers={
            "Content-Disposition": f"{how}; filename=note.{form}",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        },
    )


def _edition(request: HttpRequest, name: str) -> tuple[list[Kept], Kept]:
    every = library.editions(name)
    if not every:
        raise Http404
    return every, _chosen(every, request.GET.get("edition", ""), -1)


def _chosen(every: list[Kept], number: str, place: int) -> Kept:
    if number:
        found = next((each for each in every if str(each.number) == number), None)
        if found is None:
            raise Http404
        return found
    return every[max(place, -len(every))]


def _report(name: str, kept: Kept) -> Report:
    said = library.reports(name, kept.as_of)
    today = clock.now().date()
    on = today if said else kept.as_of or today
    return Report(library.with_reports(kept.plan, said.values(), on) if said else kept.plan, max(on, today))


def _initiative(plan: Plan, number: int) -> Initiative:
    found = next((each for each in plan.initiatives if each.number == number), None)
    if found is None:
        raise Http404
    return found


def _same(plan: Plan, found: Initiative) -> Initiative | None:
    """Return the initiative in another edition: by its title, else by its number."""
    by_title = [each for each in plan.initiatives if each.title == found.title]
    by_number = [each for each in plan.initiatives if each.number == found.number]
    return next(iter([*by_title, *by_number]), None)


def _owners(each: Initiative) -> tuple[str, ...]:
    return each.ministries or each.responsible


def _is_chosen(each: Initiative, chosen: dict[str, str]) -> bool:
    return (
        chosen["theme"] in ("", each.theme)
        and (not chosen["owner"] or chosen["owner"] in _owners(each))
        and chosen["status"] in ("", each.status)
    )
