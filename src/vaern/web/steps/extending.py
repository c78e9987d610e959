"""An order is extended, the risk looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.checks.ending import longest_extension
from vaern.cases.events import Assessed, Decided, Event
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.orders import Order
from vaern.web.steps.about_order import RunningOrderForm, long_text
from vaern.web.steps.fields import YES_NO

LENGTH = re.compile(r"P(\d+)([DWMY])")


class ExtensionForm(RunningOrderForm):
    """The risk is looked at again, and the order is extended."""

    event_class = Decided
    law_kinds = ("extension",)
    field_order = (
        "order",
        "risk",
        "risk_reasons",
        "proportionate",
        "proportionate_reasons",
        "duration",
        "at",
    )

    risk = forms.ChoiceField(label=_("Is there still a risk?"), choices=YES_NO, widget=forms.RadioSelect)
    risk_reasons = long_text(_("What shows it today?"))
    proportionate = forms.ChoiceField(
        label=_("Is it still proportionate?"), choices=YES_NO, widget=forms.RadioSelect
    )
    proportionate_reasons = long_text(_("Why?"))
    length = forms.IntegerField(label=_("For how long?"), min_value=1, max_value=999)
    unit = forms.ChoiceField(
        label=_("Days, weeks, months or years"), initial="W",
        choices=[("D", _("days")), ("W", _("weeks")), ("M", _("months")), ("Y", _("years"))],
    )  # fmt: skip

    also = forms.MultipleChoiceField(
        label=_("Which orders are extended with it?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the running orders that have a time of their own; the others run with what they hang on."""
        return [order for order in RunningOrderForm.orders(file) if order.duration or _last_day(order)]

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        self.fields["also"].choices = self.fields["order"].choices

    @classmethod
    def entries(cls, file: CaseFile) -> list[Line]:
        """Return the extensions."""
        return [line for line in super().entries(file) if getattr(line.event, "extends", False)]

    def known(self) -> dict[str, Any]:
        """Offer the longest extension where the law sets one for the chosen order."""
        longest = {longest_extension(self.file, order.measure) for order in self.offered}
        found = LENGTH.fullmatch(limit[0]) if (limit := next(iter(longest), None)) else None
        offered = {"length": found[1], "unit": found[2]} if found and len(longest) == 1 else {}
        return super().known() | offered

    def clean(self) -> dict[str, Any]:
        """Refuse to extend what a person has just found no ground for."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["also"] = [name for name in cleaned.get("also", ()) if name != cleaned.get("order")]
        for name in ("risk", "proportionate"):
            if cleaned.get(name) == "no":
                self.add_error(
                    name,
                    gettext("You answered no: nothing carries an extension. The order may be lifted."),
                )
        return cleaned

    def events(self) -> list[Event]:
        """Return the two answers, made anew, and the extension that rests on them."""
        said, order = self.cleaned_data, self.chosen()
        answers = [
            Assessed(at=said["at"], judgement=risk_asked(self.file, order), value=True,
                     reasons=said["risk_reasons"]),
            Assessed(at=said["at"], judgement=f"proportionate.{order.measure}", value=True,
                     reasons=said["proportionate_reasons"]),
        ]  # fmt: skip
        return [*answers, *(self._extended(name) for name in [order.name, *said["also"]])]

    def _extended(self, name: str) -> Event:
        order = next(each for each in self.offered if each.name == name)
        return Decided(
            at=self.cleaned_data["at"], order=name, measure=order.measure, extends=True,
            duration=f"P{self.cleaned_data['length']}{self.cleaned_data['unit']}",
            terms=order.terms, wording=order.wording, zone=order.zone,
        )  # fmt: skip


def _last_day(order: Order) -> Any:
    return order.decision.expires_on if order.decision else None


def risk_asked(file: CaseFile, order: Order) -> str:
    """Return the pack's question about what is to be expected, for the measure of an order."""
    asked = {
        weighing.judged
        for provision in file.pack.provisions.values()
        for weighing in provision.assessments
        if order.measure in weighing.measures
    }
    return "offence_expected_at_home" if "offence_expected_at_home" in asked else "repetition_expected"
