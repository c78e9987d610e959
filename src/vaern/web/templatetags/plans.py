"""Filters of the action plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _

from vaern.documents import printed
from vaern.documents.status_note import kroner
from vaern.web.plan_words import STATUS_WORDS

register = template.Library()
register.filter("kroner", kroner)


@register.filter
def plan_status(code: str) -> str:
    """Return a status in words."""
    return str(STATUS_WORDS.get(code, code))


@register.filter
def plan_day(day: date | None) -> str:
    """Return a day as it is written in the reader's language; empty where there is none."""
    return printed.day(day) if day else ""


@register.filter
def plan_value(value: Any) -> str:
    """Return a field of an initiative as a reader reads it; what is not said shows so."""
    if value in (None, "", ()):
        return _("not said")
    if isinstance(value, date):
        return plan_day(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(
            f"{each.recipient}: {kroner(each.amount_dkk)}" if hasattr(each, "amount_dkk") else str(each)
            for each in value
        )
    return str(STATUS_WORDS.get(str(value), value))
