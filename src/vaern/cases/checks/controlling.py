"""Checks. Electronic control: what it rests on, how long, which devices."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.deciding import settled, within_the_ceiling
from vaern.cases.checks.registry import check
from vaern.cases.events import ControlOrdered
from vaern.cases.file import CaseFile
from vaern.cases.models import Entry
from vaern.cases.orders import ELECTRONIC_CONTROL
from vaern.errors import InputError
from vaern.packs.monitoring import monitoring_rules


@check(ControlOrdered)
def opened_by_the_law(file: CaseFile, event: ControlOrdered) -> None:
    """Every condition of electronic control is settled, and it runs no longer than the law allows."""
    settled(file, ELECTRONIC_CONTROL)
    within_the_ceiling(file, ELECTRONIC_CONTROL, event)


@check(ControlOrdered)
def rests_on_an_order_with_a_zone(file: CaseFile, event: ControlOrdered) -> None:
    """It watches the zone of an order that stands, of the measure that the law presupposes."""
    order, rules = file.order(event.order), monitoring_rules()[file.case.law]
    needed = rules.order
    if order is None or order.ended_at or (needed and order.measure != needed.value):
        raise InputError(
            _("Electronic control rests on an order that stands ({citation}).").format(
                citation=needed.citation if needed else rules.modes_citation
            ),
            "/order",
            _("Decide the order first."),
        )
    if not order.zone or order.zone != event.zone:
        raise InputError(
            _("The order has no drawn zone that could be watched."), "/order", _("Draw the zone first.")
        )


@check(ControlOrdered)
def is_a_control_of_its_own(file: CaseFile, event: ControlOrdered) -> None:
    """No other control has its name, and somebody wears a device."""
    if Entry.objects.filter(type=ControlOrdered.type, data__control=event.control).exists():
        raise InputError(
            _("Another control has this name."), "/control", _("Send the page again: it takes a free one.")
        )
    if not event.respondent_devices:
        raise InputError(_("No device is named."), "/respondent_devices", _("Write the device's name."))
