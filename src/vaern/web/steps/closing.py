"""Closing a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.checks.closing import is_closed, waiting
from vaern.cases.events import CaseClosed, CaseReopened
from vaern.cases.file import CaseFile
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step
from vaern.web.words import word


class CloseForm(StepForm):
    """Why the case is closed, and why it may be while duties wait."""

    event_class = CaseClosed
    field_order = ("reason", "summary", "open_duties", "at")

    reason = forms.ChoiceField(
        label=_("Why is the case closed?"),
        widget=forms.RadioSelect,
        choices=[
            ("ended", _("The orders have ended and nothing is left to do")),
            ("no_measure", _("No measure is taken")),
            ("withdrawn", _("She asks for nothing more, and public interest does not require it")),
            ("moved", _("Another district has taken it over")),
            ("opened_by_mistake", _("It was opened by mistake")),
            ("other", _("Another reason")),
        ],
    )
    summary = forms.CharField(
        label=_("In a few words"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    open_duties = forms.CharField(
        label=_("Why may it be closed with duties still open?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting(self.file)
        if not self.waiting:
            del self.fields["open_duties"]
        else:
            named = dict.fromkeys(word(duty.kind) for duty in self.waiting)
            self.fields["open_duties"].help_text = _("Still open: %(duties)s.") % {"duties": ", ".join(named)}

    def clean(self) -> dict[str, Any]:
        """Ask for the words of another reason."""
        said = super().clean() or self.cleaned_data
        if said.get("reason") == "other" and not said.get("summary", "").strip():
            self.add_error("summary", _("Write the reason in a few words."))
        return said


class ReopenForm(StepForm):
    """Why a closed case is taken up again."""

    event_class = CaseReopened
    field_order = ("reason", "at")

    reason = forms.CharField(
        label=_("Why is it taken up again?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _is_open(file: CaseFile) -> Any:
    return "" if is_closed(file) else _("The case is open.")


STEPS: tuple[Step, ...] = (
    Step("close", "closing", _("Close the case"), CloseForm, (), optional=True, many=True),
    Step(
        "reopen",
        "closing",
        _("Take the case up again"),
        ReopenForm,
        (),
        optional=True,
        many=True,
        why_not=_is_open,
    ),
)
