"""A new case: which law it is under, and who has it; then the first step."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from vaern import packs
from vaern.cases.events import CaseTaken
from vaern.cases.models import Summary
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.web import clock
from vaern.web.permissions import allowed, roles
from vaern.web.steps.registry import STEPS
from vaern.web.words import word
from vaern.web.work import districts


class OpeningForm(forms.Form):
    """What must be known before the first step; no live case is opened under a draft."""

    law = forms.ChoiceField(label=_("Which law is the case under?"), widget=forms.RadioSelect)
    district = forms.ChoiceField(label=_("Police district"), required=False)
    title = forms.CharField(
        label=_("What do you call the case?"), max_length=80, required=False,
        help_text=_("A few words without names. Left empty, it goes by its number."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", _("Choose")), *districts().items()]
        self.fields["law"].choices = [
            (pack.id, f"{pack.title} ({word(pack.status)})")
            for pack in packs.load_all()
            if pack.jurisdiction == settings.JURISDICTION
            and (settings.DEMONSTRATION or pack.status != "draft")
        ]


@require_http_methods(["GET", "POST"])
@allowed("write_cases")
def new_case(request: HttpRequest) -> HttpResponse:
    """Open a case and take it; sent twice, it is opened once."""
    me = request.user.get_username()
    if request.method == "GET":
        latest = Summary.objects.filter(officer=me).select_related("case").order_by("-latest_at").first()
        known = {"law": latest.case.law, "district": latest.district} if latest else {}
        return _asked(request, OpeningForm(initial=known), str(uuid.uuid4()))
    form, token = OpeningForm(request.POST), request.POST.get("token", "")[:40] or str(uuid.uuid4())
    if not form.is_valid():
        return _asked(request, form, token, status=422)
    told, now = form.cleaned_data, clock.now()
    with transaction.atomic():
        case = open_case(told["law"], told["title"], now, token=token)
        taken = CaseTaken(at=now, officer=me, district=told["district"])
        say(case, [taken], by=me, roles=roles(request.user), now=now, token=token)
    first = next(step for step in STEPS.values() if step.belongs_to(case.law))
    return redirect("case-step", case.reference, first.name)


def _asked(request: HttpRequest, form: OpeningForm, token: str, status: int = 200) -> HttpResponse:
    return render(request, "desk/new.html", {"form": form, "token": token, "section": "desk"}, status=status)
