"""The forms of what the control room does about an alarm: one for each act, each short."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.dispatch.models import CALLED, CLOSED, HANDED_OVER, NOTED, PASSED_ON, PATROL, TAKEN
from vaern.web import dispatch_words as words

LONGEST_NOTE = 2000


def _choice(label: Any, choices: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("Choose")), *choices.items()])


def _note(label: Any, *, required: bool = False) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, widget=rows, max_length=LONGEST_NOTE, required=required)


class TakeForm(forms.Form):
    """I have it."""


class PassOnForm(forms.Form):
    """Another desk has it."""

    to = _choice(_("To which desk?"), words.DESKS)


class CallForm(forms.Form):
    """Somebody was called."""

    to = _choice(_("Who was called?"), words.CALLED)
    outcome = _choice(_("What came of it?"), words.OUTCOMES)
    note = _note(_("What was said?"))


class PatrolForm(forms.Form):
    """A patrol is on its way."""

    note = _note(_("Which patrol, and where to?"))


class NoteForm(forms.Form):
    """Anything else that the next one must know."""

    note = _note(_("What must the next one know?"), required=True)


class CloseForm(forms.Form):
    """It is over, and this was found."""

    finding = _choice(_("What was found?"), words.FINDINGS)
    note = _note(_("Why?"))


class HandOverForm(NoteForm):
    """The shift ends."""


FORMS: dict[str, type[forms.Form]] = {
    TAKEN: TakeForm, CALLED: CallForm, PATROL: PatrolForm, PASSED_ON: PassOnForm, NOTED: NoteForm,
    CLOSED: CloseForm, HANDED_OVER: HandOverForm,
}  # fmt: skip
