"""Filters of the work list: how soon something is due, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vaern.cases.models import Case, Mention
from vaern.web import clock

STATES: dict[str, Any] = {
    "overdue": _("overdue"),
    "at_once": _("at once"),
    "today": _("today"),
    "week": _("this week"),
    "later": _("later"),
}
FILTERS: dict[str, Any] = {
    "": _("Whenever"),
    "overdue": _("Overdue"),
    "today": _("At the latest today"),
    "week": _("At the latest in seven days"),
}
NATURES: dict[str, Any] = {
    "duty": _("Duties"),
    "order": _("Orders that run"),
    "right": _("Rights that run"),
}
register = template.Library()


@register.filter
def due_state(state: str) -> str:
    """Return how soon something is due."""
    return str(STATES[state])


@register.filter
def due_filter(when: str) -> str:
    """Return what a filter by time shows."""
    return str(FILTERS[when])


@register.filter
def nature(code: str) -> str:
    """Return what a filter by nature shows."""
    return str(NATURES[code])


@register.filter
def how_far(due: datetime) -> str:
    """Return how long until a moment, or since, on the web's clock."""
    now = clock.now()
    if due < now:
        return gettext("%(time)s ago") % {"time": timesince(due, now)}
    return gettext("in %(time)s") % {"time": timeuntil(due, now)}


@register.simple_tag
def persons_of(case: Case) -> list[tuple[Mention, int]]:
    """Return the persons a case names, each with its place among those of its entry."""
    found = list(case.mentions.select_related("case").order_by("entry", "pk"))
    firsts = {mention.entry: place for place, mention in reversed(list(enumerate(found)))}
    return [(mention, place - firsts[mention.entry]) for place, mention in enumerate(found)]
