"""The control room's acts in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaern.dispatch.handling import Handling
from vaern.dispatch.models import CALLED, CLOSED, NOT_WARNED, PASSED_ON, Act
from vaern.web import dispatch_words as words
from vaern.web.room_texts import TEXTS
from vaern.web.templatetags.words import when

register = template.Library()
_MINUTE_S = 60


@register.filter
def kind_of_alarm(kind: str) -> str:
    """Return what a kind of alarm is called; one without a name goes by its own."""
    return str(TEXTS.get(f"kind_{kind}", kind))


@register.filter
def desk(name: str) -> str:
    """Return what a desk is called."""
    return str(words.DESKS.get(name, name))


@register.filter
def called(who: str) -> str:
    """Return who is to be called."""
    return str(words.CALLED.get(who, who))


@register.filter
def act_said(act: Act) -> str:
    """Say an act in a few words, without its note."""
    said = str(words.ACTS[act.what])
    if act.what == CALLED:
        return f"{said}: {called(act.to)}. {words.OUTCOMES.get(act.outcome, '')}"
    if act.what == NOT_WARNED:
        return f"{said}: {words.NOT_WARNED.get(act.outcome, act.outcome)}"
    if act.what == PASSED_ON:
        return f"{said}: {desk(act.to)}"
    return f"{said}: {words.FINDINGS.get(act.finding, act.finding)}" if act.what == CLOSED else said


@register.filter
def handling_said(handling: Handling) -> str:
    """Say where an alarm stands with the control room."""
    act = handling.closed or handling.patrol or handling.taken
    if act is None:
        return str(words.STATES["waiting"])
    return str(words.STATES[handling.state]).format(name=act.by, time=when(act.at))


@register.filter
def waited(seconds: float | None) -> str:
    """Say how long something took: seconds under a minute, else minutes."""
    if seconds is None:
        return "–"
    if seconds < _MINUTE_S:
        return ngettext("%(count)s second", "%(count)s seconds", round(seconds)) % {"count": round(seconds)}
    minutes = round(seconds / _MINUTE_S)
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


@register.filter
def rule_said(rule: str) -> str:
    """Say whether the order lets her be told of an alarm."""
    said: dict[str, Any] = {
        "must": _("She is to be told of this one."),
        "decide": _("You decide whether she is told of this one."),
        "not": _("Not told of this one: he is further away than her order says."),
    }
    return str(said.get(rule, ""))
