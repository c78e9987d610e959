"""The pattern of a case: contacts after a clear no, as counts, chart and table; and its time to print."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from vaern.cases.contacts import logged, pattern
from vaern.cases.file import CaseFile
from vaern.cases.saying import say
from vaern.contacts import COLUMNS, read_log
from vaern.contacts.contact import KINDS
from vaern.errors import InputError
from vaern.web.bars import chart
from vaern.web.forms import FileForm
from vaern.web.permissions import allowed, roles
from vaern.web.sheet_words import file_error
from vaern.web.views.case import case_file, case_page
from vaern.web.views.steps import tell_the_live_service


class ContactLogForm(FileForm):
    """A log of contacts, and where it is from."""

    source = forms.ChoiceField(
        label=gettext_lazy("Where is it from?"),
        choices=[
            ("her_telephone", gettext_lazy("her own telephone")),
            ("telephone_company", gettext_lazy("the telephone company")),
            ("diary", gettext_lazy("her diary")),
            ("other", gettext_lazy("other")),
        ],
    )


@require_http_methods(["GET", "POST"])
@allowed("read_cases")
def pattern_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the contacts of a case as a whole; POST takes a log of contacts in."""
    file = case_file(request, reference)
    if request.method == "POST":
        return _take_in(request, file)
    return _shown(request, file, ContactLogForm())


@allowed("write_cases")
def _take_in(request: HttpRequest, file: CaseFile) -> HttpResponse:
    form = ContactLogForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, file, form, 422)
    try:
        found, refused = read_log(form.cleaned_data["file"].read(), _zone(file), file.now)
    except InputError as error:
        form.add_error("file", file_error(error))
        return _shown(request, file, form, 422)
    events = logged(file.happened, found, form.cleaned_data["source"])
    try:
        say(file.case, events, by=request.user.get_username(), roles=roles(request.user), now=file.now)
    except InputError as error:
        form.add_error("file", f"{error.error} {error.expected}")
        return _shown(request, file, form, 409)
    tell_the_live_service(request, file, events)
    new = sum(len(event.contacts) for event in events)
    messages.success(
        request,
        _("%(new)s contacts taken in, %(known)s there already.") % {"new": new, "known": len(found) - new},
    )
    if refused:
        return _shown(request, CaseFile(file.case, file.now), ContactLogForm(), refused=refused)
    return redirect("case-pattern", file.case.reference)


def _zone(file: CaseFile) -> ZoneInfo:
    return ZoneInfo(file.pack.time_zone)


def _shown(
    request: HttpRequest, file: CaseFile, form: ContactLogForm, status: int = 200, **context: object
) -> HttpResponse:
    found = pattern(file.happened, _zone(file))
    page = case_page(
        request, "pattern", file, series=found, chart=chart(found.by_day, found.by_week), form=form,
        columns=COLUMNS, kinds=KINDS, **context,
    )  # fmt: skip
    page.status_code = status
    return page


@require_GET
@allowed("read_cases")
def timeline_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what happened in a case in its order, made to be printed."""
    return case_page(request, "timeline", case_file(request, reference))
