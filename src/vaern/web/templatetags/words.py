"""Filters that turn codes, durations and events into words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import dateformat
from django.utils.translation import get_language, gettext

from vaern.cases.events import Event, write
from vaern.documents import printed, prohibitions
from vaern.web import words
from vaern.web.law_texts import LAW_TEXTS
from vaern.web.vocabulary import caring

register = template.Library()
register.filter("word", words.word)
register.filter("entry", words.entry)
register.filter("judgement", words.question)


register.filter("day", printed.day)
register.filter("duration", printed.duration)


@register.filter
def when(value: str | datetime) -> str:
    """Return day and time on the clock in Copenhagen; a string is a timestamp of the law's answer."""
    at = printed.on_the_clock(datetime.fromisoformat(value) if isinstance(value, str) else value)
    return f"{printed.day(at)} {dateformat.time_format(at, gettext('H:i'))}"


@register.filter
def note_text(note: Any) -> str:
    """Return the text of a note, which is a string or has one."""
    text = str(note["text"] if isinstance(note, dict) else note)
    return gettext(text) if text in LAW_TEXTS else text


@register.filter
def note_lang(note: Any, law_language: str) -> str:
    """Return the language a note is shown in: the law's own, or for our texts the reader's."""
    text = str(note["text"] if isinstance(note, dict) else note)
    if text not in LAW_TEXTS:
        return law_language
    return get_language() or "da"


@register.filter
def fields(event: Event) -> Iterator[tuple[str, str]]:
    """Yield the fields of an event that hold something, in words; `at` stands beside them."""
    for name, value in write(event).items():
        if name == "factors":
            yield from (_factor(each) for each in value)
        elif name != "at" and value not in (None, "", [], {}):
            yield name, _in_words(name, value)


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return words.word("yes" if value else "no")
    if name == "terms":
        said = prohibitions.forbidden(value, words.word("protected_person")) + prohibitions.required(value)
        return "; ".join(said)
    if f"{name}.{value}" in words.WORDS:
        return str(words.named(value, name))
    if name == "lines":
        return "; ".join(_line(each) for each in value)
    if name in ("contacts", "files"):
        return str(len(value))
    if name == "withheld":
        return str(len(value))
    if isinstance(value, list):
        return ", ".join(each["id"] if isinstance(each, dict) else words.word(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{words.word(key)}: {words.word(each)}" for key, each in value.items())
    if name == "judgement":
        return words.question(value)
    if name == "topic":
        return str(caring.TOPICS.get(value, value))
    if name in ("birthdate", "expires_on", "looked_at_again_on", "review_on", "next_on", "since", "until"):
        return printed.day(date.fromisoformat(value))
    if name == "margin_m":
        return printed.number(value, 0)
    if name == "duration":
        return printed.duration(value)
    if name == "sha256" or name == "evidence_sha256":
        return f"{value[:16]}…"
    return words.word(value) if isinstance(value, str) and value in words.WORDS else str(value)


def _line(written: dict[str, Any]) -> str:
    """Return an entry of her diary: when, and what she wrote."""
    return f"{when(written['happened_at'])} {written['text']}".strip()


def _factor(given: dict[str, str]) -> tuple[str, str]:
    """Return a factor of the risk as its question and the answer to it."""
    asked = str(caring.FACTORS.get(given["factor"], given["factor"]))
    return asked, ": ".join(part for part in (words.word(given["answer"]), given["words"]) if part)
