"""Checks. Guidance of the victim. What was left out before an interview is pointed out, never refused."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaern.cases.checks.registry import check
from vaern.cases.events import Guided, InterpreterConsidered
from vaern.cases.file import CaseFile
from vaern.errors import InputError
from vaern.packs.care import care_rules


@check(Guided)
def is_a_topic_of_the_law(file: CaseFile, event: Guided) -> None:
    """She is told of what the sources name."""
    topics = [topic.id for topic in care_rules(file.case.law).guidance]
    if event.topic not in topics:
        raise InputError(_("The law of this case knows no such guidance."), "/topic", ", ".join(topics))


@check(InterpreterConsidered)
def language_is_named(file: CaseFile, event: InterpreterConsidered) -> None:
    """An interpreter interprets into some language."""
    if event.needed and not event.language:
        raise InputError(_("An interpreter is needed, and no language is named."), "/language", _("Name it."))
