"""Sections of a penal statute as an act names them: `strl § 244`, `strl § 245 a`."""

from __future__ import annotations

import re
from collections.abc import Iterable

SECTION = re.compile(r"\s*(?P<law>[^\W\d]+)\.?\s*§+\s*(?P<number>\d+)(?:\s+(?P<letter>[a-zæøå]))?(?!\w)")


SHORT = dict.fromkeys(("straffelov", "straffeloven", "straffelovens", "strfl"), "strl")
"""Other ways of writing the short name of a statute."""


def section_of(provision: str) -> tuple[str, int, str] | None:
    """Return the statute, number and letter of a section, or None where it is not written so."""
    found = SECTION.match(provision)
    if found is None:
        return None
    named = found["law"].lower()
    return SHORT.get(named, named), int(found["number"]), found["letter"] or ""


def is_among(section: tuple[str, int, str], law: str, sections: Iterable[str]) -> bool:
    """Tell whether a section is listed; a range takes in the lettered sections, a single number does not."""
    named, number, letter = section
    return named == law and any(_covers(each, number, letter) for each in sections)


def _covers(listed: str, number: int, letter: str) -> bool:
    first, dash, last = listed.partition("-")
    if dash:
        return int(first) <= number <= int(last)
    return listed == f"{number} {letter}".strip()
