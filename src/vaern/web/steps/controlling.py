"""Electronic control is ordered: for which order, with which device, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.checks.deciding import longest
from vaern.cases.events import ControlOrdered, Event
from vaern.cases.file import CaseFile
from vaern.cases.orders import ELECTRONIC_CONTROL, Order
from vaern.documents.printed import duration
from vaern.packs.monitoring import monitoring_rules
from vaern.web.live import carriers_of_others
from vaern.web.steps.about_order import OrderForm, long_text
from vaern.web.steps.order_form import UNITS, not_open
from vaern.web.steps.step import Step

RULES = ("ek § 1(1)", "ek § 1(2)", "ek § 2", "ek § 3")
_MINUTE, _LOST = 60, 300


class ControlForm(OrderForm):
    """The respondent is told to wear a device; what it may show follows from the law, not from this page."""

    event_class = ControlOrdered
    law_kinds = ("covers", "information", "excepted", "max_duration")
    field_order = (
        "order", "respondent_devices", "count", "unit", "report_interval_s", "signal_lost_after_s", "at",
    )  # fmt: skip

    respondent_devices = long_text(
        _("Which devices does he wear?"), help_text=_("The name on each device, one a line.")
    )
    count = forms.IntegerField(label=_("For how long?"), min_value=1, max_value=999)
    unit = forms.ChoiceField(
        label=_("Days, weeks, months or years"), choices=list(UNITS.items()), initial="W"
    )
    report_interval_s = forms.IntegerField(
        label=_("How many seconds from one report to the next?"), min_value=1, max_value=3600, initial=_MINUTE
    )
    signal_lost_after_s = forms.IntegerField(
        label=_("After how many seconds of silence is the control room told?"),
        min_value=1,
        max_value=86_400,
        initial=_LOST,
        help_text=_("Longer than a few reports: otherwise each tunnel rings."),
    )

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        ceiling = longest(file, ELECTRONIC_CONTROL)
        if ceiling:
            most, citation = ceiling
            self.fields["count"].help_text = gettext("The law allows at most {most} ({citation}).").format(
                most=duration(most), citation=citation
            )

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that can be watched: those that stand, of the law's measure, with a zone."""
        needed = monitoring_rules()[file.case.law].order
        return [
            order
            for order in file.orders
            if not order.ended_at and order.zone and needed and order.measure == needed.value
        ]

    def measures(self) -> set[str]:
        """Return the measure whose law the step shows."""
        return {ELECTRONIC_CONTROL}

    def clean_respondent_devices(self) -> tuple[str, ...]:
        """Return the devices; one that somebody else wears is refused: whose position would it be?"""
        said = self.cleaned_data["respondent_devices"].splitlines()
        devices = tuple(dict.fromkeys(each.strip() for each in said if each.strip()))
        if taken := set(devices) & carriers_of_others(self.file):
            raise forms.ValidationError(
                gettext("In another case somebody wears this already: {devices}.").format(
                    devices=", ".join(sorted(taken))
                )
            )
        return devices

    def event(self, **also: Any) -> Event:
        """Return the order of control, under a name that no other has."""
        chosen = self.chosen()
        made = self.file.case.entries.filter(type=ControlOrdered.type).count()  # struck out ones too
        said = self.cleaned_data
        return super().event(
            control=f"{self.file.case.reference}-C{made + 1}", zone=chosen.zone,
            duration=f"P{said['count']}{said['unit']}", **also,
        )  # fmt: skip

    def refuse(self, error: Any) -> None:
        """Set what concerns the length beside it."""
        if error.where == "/duration":
            error.where = "/count"
        super().refuse(error)


STEPS: tuple[Step, ...] = (
    Step("control", "decision", _("Order electronic control"), ControlForm, RULES, laws=("dk-2011-draft",),
         template="desk/lawful_step.html",
         many=True, optional=True, why_not=not_open(ELECTRONIC_CONTROL)),
)  # fmt: skip
