"""Intake: what is told when somebody calls."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import Reported
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step


class ReportForm(StepForm):
    """Who told the police, when, and what in short."""

    event_class = Reported
    field_order = ("by", "at", "summary")

    by = forms.ChoiceField(
        label=_("Who reports it?"),
        widget=forms.RadioSelect,
        choices=[
            ("victim", _("the victim")),
            ("household_member", _("a member of the household")),
            ("nearest", _("the victim's nearest")),
            ("other", _("somebody else")),
            ("police", _("the police")),
        ],
    )
    summary = forms.CharField(
        label=_("What is it about, in short?"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


STEPS: tuple[Step, ...] = (
    Step("report", "intake", _("The report"), ReportForm, ("RM 3/2008 § 3.1", "RM 3/2008 § 3.3"), many=True),
)
