"""A party is let in to the own pages, and kept out again: by an officer of the case."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from vaern.persons.access import end, invite
from vaern.persons.models import PROTECTED_PERSON, RESPONDENT, Access
from vaern.web.permissions import allowed
from vaern.web.steps.about_order import Worded
from vaern.web.views.case import case_file, case_page


class InviteForm(forms.Form):
    """Who is let in, and where the control room rings her."""

    party = forms.ChoiceField(
        label=gettext_lazy("Who is let in?"), widget=forms.RadioSelect,
        choices=[(PROTECTED_PERSON, Worded(PROTECTED_PERSON)), (RESPONDENT, Worded(RESPONDENT))],
    )  # fmt: skip
    telephone = forms.CharField(
        label=gettext_lazy("Her telephone"), required=False, max_length=40,
        help_text=gettext_lazy("The control room sees it when she calls for help, and nowhere else."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@allowed("write_cases")
def access_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who is let in; on POST give a code, shown on this answer alone."""
    file = case_file(request, reference)
    form, code = InviteForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        code = invite(
            file.case,
            said["party"],
            telephone=said["telephone"],
            by=request.user.get_username(),
            now=file.now,
        )
    page = case_page(
        request, "access", file, form=form, code=code,
        way_in=request.build_absolute_uri(reverse("mine-start")),
        accesses=Access.objects.filter(case=file.case).select_related("user").order_by("-pk"),
    )  # fmt: skip
    page.status_code = 201 if code else 422 if form.errors else 200
    return page


@require_POST
@allowed("write_cases")
def end_access(request: HttpRequest, reference: str, access: int) -> HttpResponse:
    """Keep a party out from now on."""
    file = case_file(request, reference)
    end(get_object_or_404(Access, case=file.case, pk=access), file.now)
    messages.success(request, _("Nobody comes in by it any more."))
    return redirect("case-access", reference)
