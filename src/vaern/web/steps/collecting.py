"""Belongings fetched under escort."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import BelongingsCollected
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.web.steps.about_order import OrderForm, RunningOrderForm, long_text, no_standing_order
from vaern.web.steps.fields import AskedField
from vaern.web.steps.step import Step


class CollectionForm(OrderForm):
    """Necessary belongings are fetched; whoever goes in without an escort breaks the order."""

    event_class = BelongingsCollected
    law_kinds = ("excepted",)
    field_order = ("order", "escorted_by", "protected_person_told", "summary", "at")

    escorted_by = forms.CharField(label=_("Who escorted him?"), max_length=120)
    protected_person_told = AskedField(label=_("Was she told before?"))
    summary = long_text(_("What was fetched, in short?"), required=False)

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the running orders."""
        return RunningOrderForm.orders(file)


STEPS: tuple[Step, ...] = (
    Step("collection", "service", _("Belongings fetched under escort"), CollectionForm,
         ("RM 3/2008 § 7.2.1 (Indgrebet)", "RM 3/2008 bilag 2 (Hvad må du)", "§ 21(1)"),
         template="desk/lawful_step.html", many=True, optional=True, why_not=no_standing_order),
)  # fmt: skip
