"""The districts' own action plans: measures with owner, status and date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from vaern import packs
from vaern.districts.models import STATUSES, PlanMeasure, next_number, plan
from vaern.packs.care import care_rules
from vaern.web import clock
from vaern.web.permissions import allowed
from vaern.web.steps.asking import short, text
from vaern.web.steps.fields import DayField
from vaern.web.vocabulary.caring import PLAN, STATUS_OF_PLAN
from vaern.web.work import districts

LAW = "dk-2004"
"""The law whose sources ask each district for a plan."""


class MeasureForm(forms.Form):
    """One measure of the plan."""

    asks = forms.ChoiceField(
        label=gettext_lazy("Which of the strategy's demands does it answer?"), required=False
    )
    title = short(gettext_lazy("What is to be done?"), required=True)
    owner = short(gettext_lazy("Who answers for it?"), required=True)
    status = forms.ChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=[(each, STATUS_OF_PLAN[each]) for each in STATUSES],
        widget=forms.RadioSelect,
        initial="planned",
    )
    due_on = DayField(label=gettext_lazy("By when?"))
    note = text(gettext_lazy("How does it stand?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(each.id, PLAN[each.id]) for each in care_rules(LAW).plan]
        self.fields["asks"].choices = [("", _("None: it is our own idea")), *asked]


@require_GET
@allowed("read_cases")
def plans_page(request: HttpRequest) -> HttpResponse:
    """List the districts, each with how many measures it has and how many are late."""
    today = packs.load(LAW).day(clock.now())
    measures = plan()
    rows = [
        {
            "code": code,
            "name": name,
            "measures": [each for each in measures if each.district == code],
            "late": [each for each in measures if each.district == code and each.is_late(today)],
        }
        for code, name in districts().items()
    ]
    return render(request, "desk/plans.html", {"rows": rows, "section": "plans"})


@require_http_methods(["GET", "POST"])
@allowed("read_cases")
def plan_page(request: HttpRequest, district: str) -> HttpResponse:
    """Show a district's plan, beside what the strategy asks for; POST writes a measure, new or changed."""
    if district not in districts():
        raise Http404
    if request.method == "POST":
        return _written(request, district)
    changed = _measure(district, request.GET.get("change", ""))
    return _plan(request, district, MeasureForm(initial=_as_typed(changed)), changed)


@allowed("write_cases")
def _written(request: HttpRequest, district: str) -> HttpResponse:
    changed = _measure(district, request.GET.get("change", ""))
    form = MeasureForm(request.POST)
    if not form.is_valid():
        return _plan(request, district, form, changed, status=422)
    with transaction.atomic():
        PlanMeasure.objects.create(
            district=district, number=changed.number if changed else next_number(district),
            by=request.user.get_username(), written_at=clock.now(), **form.cleaned_data,
        )  # fmt: skip
    return redirect("plan", district)


def _measure(district: str, number: str) -> PlanMeasure | None:
    return next((each for each in plan(district) if str(each.number) == number), None)


def _as_typed(measure: PlanMeasure | None) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in MeasureForm.base_fields} if measure else {}


def _plan(
    request: HttpRequest, district: str, form: MeasureForm, changed: PlanMeasure | None, status: int = 200
) -> HttpResponse:
    today, measures = packs.load(LAW).day(clock.now()), plan(district)
    asked = [
        (each, PLAN[each.id], [measure for measure in measures if measure.asks == each.id])
        for each in care_rules(LAW).plan
    ]
    context = {
        "district": district, "name": districts()[district], "form": form, "changed": changed,
        "measures": [(each, STATUS_OF_PLAN[each.status], each.is_late(today)) for each in measures],
        "asked": asked, "section": "plans",
    }  # fmt: skip
    return render(request, "desk/plan.html", context, status=status)
