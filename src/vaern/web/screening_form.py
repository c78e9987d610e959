"""Whether a measure was used after a reported incident: the form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.packs.screening import Screening
from vaern.screening.considering import OTHER
from vaern.web import words
from vaern.web.screening_words import HINTS, REASONS


class ConsideredForm(forms.Form):
    """Used, with the measures; or not used, with the reasons."""

    used = forms.ChoiceField(
        label=_("Was a measure used?"),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer yes or no.")},
    )
    measures = forms.MultipleChoiceField(
        label=_("If yes: which?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reasons = forms.MultipleChoiceField(
        label=_("If no: why not?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    remark = forms.CharField(
        label=_("In a few words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, asked: Screening, measures: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"].choices = [(each, words.word(each)) for each in measures]
        self.fields["reasons"].choices = [(each, REASONS[each]) for each in (*asked.reasons, OTHER)]
        self.hints = [(REASONS[each], hint) for each, hint in HINTS.items() if each in asked.reasons]

    def clean(self) -> dict[str, Any]:
        """Ask for the measures of a yes, for the reasons of a no, and for the words of another reason."""
        said = super().clean() or self.cleaned_data
        if said.get("used") == "yes" and not said.get("measures"):
            self.add_error("measures", _("Choose the measure that was used."))
        if said.get("used") == "no" and not said.get("reasons"):
            self.add_error("reasons", _("Choose at least one reason."))
        if (
            said.get("used") == "no"
            and OTHER in said.get("reasons", ())
            and not said.get("remark", "").strip()
        ):
            self.add_error("remark", _("Write the reason in a few words."))
        return said

    def said(self) -> dict[str, Any]:
        """Return what `consider` takes: the measures of a yes, or the reasons of a no."""
        known = self.cleaned_data
        part = "measures" if known["used"] == "yes" else "reasons"
        return {part: known[part], "remark": known["remark"]}
