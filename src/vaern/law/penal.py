"""Sections of a penal statute as an act names them: `strl § 244`, `strl § 245 a`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SECTION = re.compile(r"\s*(?P<law>[^\W\d]+)\.?\s*§+\s*(?P<number>\d+)(?:\s+(?P<letter>[a-zæøå]))?(?!\w)")


SHORT = dict.fromkeys(("straffelov", "straffeloven", "straffelovens", "strfl"), "strl")
"""Other ways of writing the short name of a statute."""


@lru_cache
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
    if named != law:
        return False
    single, ranges = _listed(tuple(sections))
    return (number, letter) in single or any(first <= number <= last for first, last in ranges)


@lru_cache
def _listed(sections: tuple[str, ...]) -> tuple[frozenset[tuple[int, str]], tuple[tuple[int, int], ...]]:
    parts = [each.partition("-") for each in sections]
    ranges = tuple((int(first), int(last)) for first, dash, last in parts if dash)
    named = [first.partition(" ") for first, dash, _ in parts if not dash]
    return frozenset((int(number), letter) for number, _, letter in named), ranges
