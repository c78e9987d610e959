"""Filters of the daily reports and of tables that were taken in."""

from __future__ import annotations

from django import template

from vaern.sheets import Reason
from vaern.web import screening_words, sheet_words

register = template.Library()


@register.filter
def refusal(reason: Reason) -> str:
    """Return why a row was not used."""
    return str(sheet_words.REASONS[reason])


@register.filter
def not_used_because(reason: str) -> str:
    """Return why a measure was not used."""
    return str(screening_words.REASONS[reason])


@register.filter
def criterion(name: str) -> str:
    """Return what the source asks of an incident."""
    return str(screening_words.CRITERIA[name])


@register.filter
def could(holds: str) -> str:
    """Return whether an incident could have led to an expulsion."""
    return str(screening_words.COULD[holds])
