"""Filters that turn codes, durations and events into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import ngettext

from vaern.cases.events import Event, write
from vaern.web import words

register = template.Library()
register.filter("word", words.word)
register.filter("judgement", words.question)


@register.filter
def moment(value: str) -> datetime:
    """Read a timestamp of the law's answer."""
    return datetime.fromisoformat(value)


@register.filter
def note_text(note: Any) -> str:
    """Return the text of a note, which is a string or has one."""
    return str(note["text"] if isinstance(note, dict) else note)


@register.filter
def duration(value: str) -> str:
    """Return an ISO 8601 duration in words, e.g. `P5Y` as *5 years*."""
    found = re.fullmatch(r"PT?(\d+)([YMWDH])", value)
    if not found:
        return value
    count, unit = int(found[1]), found[2]
    return {
        "Y": lambda: ngettext("%(count)d year", "%(count)d years", count),
        "M": lambda: ngettext("%(count)d month", "%(count)d months", count),
        "W": lambda: ngettext("%(count)d week", "%(count)d weeks", count),
        "D": lambda: ngettext("%(count)d day", "%(count)d days", count),
        "H": lambda: ngettext("%(count)d hour", "%(count)d hours", count),
    }[unit]() % {"count": count}


@register.filter
def fields(event: Event) -> Iterator[tuple[str, str]]:
    """Yield the fields of an event that hold something, in words; `at` stands beside them."""
    for name, value in write(event).items():
        if name != "at" and value not in (None, "", []):
            yield name, _in_words(name, value)


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return words.word("yes" if value else "no")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if name == "judgement":
        return words.question(value)
    if name == "duration":
        return duration(value)
    if name == "sha256" or name == "evidence_sha256":
        return f"{value[:16]}…"
    return words.word(value) if isinstance(value, str) and value in words.WORDS else str(value)
