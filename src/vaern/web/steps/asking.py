"""The questions that several steps ask in the same way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.web.steps.fields import ASKED, AskedField

YES_OR_NO = ASKED[:2]
WHOM: tuple[tuple[str, Any], ...] = (
    ("victim", _("the victim")), ("respondent", _("the respondent")), ("witness", _("a witness")),
)  # fmt: skip


def yes_or_no(label: Any, **kwargs: Any) -> AskedField:
    """Return a question that has to be answered yes or no."""
    return AskedField(label=label, choices=YES_OR_NO, required=True, **kwargs)


def short(label: Any, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a question for a line of text."""
    return forms.CharField(label=label, required=required, max_length=200, **kwargs)


def text(label: Any, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a question for some sentences."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget, **kwargs)
