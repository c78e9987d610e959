"""Service, effect, release from custody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.events import Detained, Event, Released, Served
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.documents.leaflet import LANGUAGES
from vaern.packs.decision import decision_rules
from vaern.web.steps.about_order import OrderForm
from vaern.web.steps.assessing import AnsweredField
from vaern.web.steps.fields import AskedField
from vaern.web.steps.form import StepForm
from vaern.web.steps.step import Step


class ServiceForm(OrderForm):
    """An order is served: when, how, by whom, in which language explained, with which leaflet."""

    event_class = Served
    law_kinds = ("takes_effect",)
    field_order = (
        "order", "at", "manner", "served_by", "language", "interpreter", "leaflet", "told_of_review",
    )  # fmt: skip

    manner = forms.ChoiceField(
        label=_("How was it served?"),
        widget=forms.RadioSelect,
        choices=[
            ("in_person_at_station", _("In person, at the police station")),
            ("in_person_elsewhere", _("In person, somewhere else")),
            ("by_process_server", _("By a process server")),
        ],
    )
    served_by = forms.CharField(label=_("Who served it?"), max_length=120)
    language = forms.CharField(
        label=_("In which language was it explained?"), max_length=60, help_text=_("The one he knows best.")
    )
    interpreter = AskedField(label=_("Did an interpreter help?"))
    leaflet = forms.ChoiceField(
        label=_("In which language did he get the leaflet?"),
        required=False,
        choices=[("", _("No leaflet was handed out")), *LANGUAGES.items()],
        help_text=_("It is not translated into other languages: then an interpreter reads it to him."),
    )
    told_of_review = AnsweredField(label=_("Was he told that he can demand court review?"))

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, file=file, **kwargs)
        remedies = decision_rules(file.case.law).remedies
        tried = {name for each in remedies if each.kind == "court_review" for name in each.measures}
        if not tried & {order.measure for order in self.offered}:
            del self.fields["told_of_review"]

    @staticmethod
    def orders(file: CaseFile) -> Iterable[Order]:
        """Return the orders that wait to be served."""
        return [order for order in file.orders if order.waits_for_service]

    def event(self, **also: Any) -> Event:
        """Return the service; an extension is not the first time."""
        return super().event(first_time=not self.chosen().services, **also)


class ReleaseForm(StepForm):
    """He was let go."""

    event_class = Released


def _nothing_waits(file: CaseFile) -> Any:
    if not file.orders:
        return gettext("No order has been made.")
    return "" if any(order.waits_for_service for order in file.orders) else gettext("No order waits for it.")


def _nobody_held(file: CaseFile) -> Any:
    held = any(isinstance(event, Detained) for event in file.happened)
    return "" if held else gettext("Nobody has been detained.")


STEPS: tuple[Step, ...] = (
    Step("release", "service", _("Release from custody"), ReleaseForm,
         ("bvl § 4(2)", "§ 9(2)"), many=True, why_not=_nobody_held),
    Step("service", "service", _("Service"), ServiceForm,
         ("RM 3/2008 § 7.2.1 (Forkyndelse)", "RM 3/2008 § 7.3 (Forkyndelse)", "cirk. 1990 (Underretning)",
          "§ 16"), template="desk/service.html", many=True, why_not=_nothing_waits),
)  # fmt: skip
