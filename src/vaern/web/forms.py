"""What a person may enter, and how it is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AssessmentForm(forms.Form):
    """An answer to one open question, with its reasons."""

    judgement = forms.CharField(widget=forms.HiddenInput, max_length=80)
    value = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    reasons = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)

    def clean_value(self) -> bool:
        """Turn the words into the truth value that the event holds."""
        return bool(self.cleaned_data["value"] == "yes")


class CorrectionForm(forms.Form):
    """Why an entry is wrong."""

    corrects = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why is it wrong?"), max_length=1000)


class PlayForm(forms.Form):
    """How fast the recorded walk is played."""

    SPEEDS: tuple[tuple[str, Any], ...] = (("1", "1×"), ("4", "4×"), ("16", "16×"))
    speed = forms.ChoiceField(label=_("Speed"), choices=SPEEDS, initial="4")


class FileForm(forms.Form):
    """A table from elsewhere."""

    file = forms.FileField(
        label=_("CSV or JSON file"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
    )
