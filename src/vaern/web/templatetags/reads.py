"""What somebody read of a case, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from vaern.web.emergencies import PURPOSES

register = template.Library()
PAGES: dict[str, Any] = {
    "case": _("Overview"),
    "case-log": _("Log"),
    "case-assessment": _("Assessment"),
    "case-obligations": _("Obligations"),
    "case-pattern": _("Pattern"),
    "case-timeline": _("Timeline"),
    "case-told": _("Who was told"),
    "case-access": _("Own pages"),
    "letter-read": _("A letter"),
    "letter-answer": _("A letter"),
    "letter-decision": _("The decision (PDF)"),
    "letter-bundle": _("The case for the court, with an index (PDF)"),
    "letter-child-notice": _("The notice of children (PDF)"),
    "letter-file": _("files"),
    "case-reads": _("Who has read"),
    "case-step": _("a step"),
    "case-file": _("a file"),
    "case-decision": _("the decision"),
    "case-bundle": _("the bundle for the court"),
}


@register.filter
def emergency_purpose(purpose: str) -> str:
    """Return what a case was opened for."""
    return str(PURPOSES.get(purpose, purpose))


@register.filter
def pages_read(names: Iterable[str]) -> list[str]:
    """Return what was read, in words, each once."""
    other = _("another page or document")
    return list(dict.fromkeys(str(PAGES.get(name, other)) for name in names))
