"""Filters of the step pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.forms import BoundField

from vaern.cases.binding import binding
from vaern.cases.orders import Order
from vaern.documents import prohibitions
from vaern.law import Pack
from vaern.web.steps.progress import Standing
from vaern.web.words import word

register = template.Library()
register.filter("binding", binding)


@register.filter
def target(field: BoundField) -> str:
    """Return the id of the control that a label or an error points at: of radio buttons, the first."""
    return str(field.id_for_label or f"{field.auto_id}_0")


@register.filter
def of_pack(citations: Iterable[str], pack: Pack) -> list[str]:
    """Return those of a step's citations that the pack has, as it prints them in full."""
    return [pack.full(cite) for cite in citations if cite in pack.provisions]


@register.filter
def forbids(order: Order) -> list[str]:
    """Return what an order forbids and demands, in words."""
    person = word("protected_person")
    return prohibitions.forbidden(order.terms, person) + prohibitions.required(order.terms)


@register.filter
def applying(steps: Iterable[Standing]) -> list[Standing]:
    """Return the steps that have something to ask in this case, in their order."""
    return [each for each in steps if each.state != "does_not_apply"]


@register.filter
def not_applying(steps: Iterable[Standing]) -> list[Standing]:
    """Return the steps that have nothing to ask in this case: each says why."""
    return [each for each in steps if each.state == "does_not_apply"]


@register.filter
def answered_by(receiver: str) -> str:
    """Return the step in which an officer enters what a court or the state prosecutor answered."""
    return "ruling" if receiver == "court" else "complaint-answer"
