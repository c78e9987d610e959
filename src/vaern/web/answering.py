"""What whoever reads a letter is asked: that it came, who has it, what was done, what was ruled."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import OrderAnswer, ReceiverAnswered
from vaern.errors import InputError
from vaern.web.letter import Shown
from vaern.web.steps.about_order import Worded
from vaern.web.steps.asking import short, text
from vaern.web.steps.fields import DayField, OneOfField
from vaern.web.words import word

RESULTS = {
    "court": ("approved", "partly_approved", "annulled"),
    "state_prosecutor": ("upheld", "changed", "repealed", "rejected"),
}


class AnswerForm(forms.Form):
    """The answer to a letter. A court answers order by order, with the circumstances it rests on."""

    contact = short(_("Your name"), required=True)
    telephone = short(_("Where can the police ring you?"))
    done = text(_("What have you done, or what will you do?"))
    done_on = DayField(label=_("When was it done?"))

    def __init__(self, data: Any = None, *, shown: Shown) -> None:
        super().__init__(data, initial={"token": uuid.uuid4()})
        self.shown = shown
        self.fields["token"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
        results = RESULTS.get(shown.told.receiver, ())
        self.asked = {f"result_{order.name}": order for order in shown.about_orders if results}
        for name, order in self.asked.items():
            self.fields[name] = OneOfField(
                *results,
                label=_("%(order)s: what was decided?") % {"order": word(order.measure)},
                required=False,
            )
            self.fields[name].choices = [
                *((code, Worded(code)) for code in results),
                ("", _("Not decided yet")),
            ]
        if results:
            del self.fields["done_on"]
            self.fields["reasons"] = text(_("On what does it rest?"))
            self.fields["done"].label = _("What else should the police know?")

    def clean(self) -> dict[str, Any]:
        """Ask for the reasons of what was decided."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if any(cleaned.get(name) for name in self.asked) and not cleaned.get("reasons"):
            self.add_error("reasons", _("Write on what the decision rests."))
        return cleaned

    def event(self) -> ReceiverAnswered:
        """Return what is said in the case. Only after `is_valid()`."""
        said, told = self.cleaned_data, self.shown.told
        answers = tuple(
            OrderAnswer(order=order.name, result=said[name])
            for name, order in self.asked.items()
            if said[name]
        )
        return ReceiverAnswered(
            at=self.shown.file.now, told=told.number, receiver=told.receiver,  # type: ignore[arg-type]
            authority=self.shown.letter.authority, contact=said["contact"], telephone=said["telephone"],
            done=said["done"], done_on=said.get("done_on"), answers=answers, reasons=said.get("reasons", ""),
        )  # fmt: skip

    def refuse(self, error: InputError) -> None:
        """Set what a check found beside its field, or at the top."""
        name = error.where.strip("/")
        self.add_error(name if name in self.fields else None, f"{error.error} {error.expected}")
