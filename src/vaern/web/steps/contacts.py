"""Contact that she does not want: the no. The log of contacts is taken in on the pattern page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import ContactDeclined
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step


class DeclinedForm(StepForm):
    """When and how she said clearly no."""

    event_class = ContactDeclined
    field_order = ("manner", "at", "her_words")

    manner = forms.ChoiceField(
        label=_("How did she say no?"),
        widget=forms.RadioSelect,
        choices=[
            ("in_person", _("face to face")),
            ("call", _("on the telephone")),
            ("message", _("in a message")),
            ("mail", _("in an e-mail")),
            ("letter", _("in a letter")),
            ("third_person", _("through somebody else")),
            ("police", _("through the police")),
        ],
    )
    her_words = forms.CharField(
        label=_("What did she say or write?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


STEPS: tuple[Step, ...] = (
    Step(
        "contact-declined", "intake", _("Her clear no to contact"), DeclinedForm, ("cirk. 1990", "§ 1"),
        optional=True, many=True,
    ),
)  # fmt: skip
