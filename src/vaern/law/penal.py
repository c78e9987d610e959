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


class Listed:
    """Sections of a statute; a range takes in the lettered sections, a single number does not."""

    def __init__(self, law: str, sections: Iterable[str]) -> None:
        parts = [each.partition("-") for each in sections]
        named = [first.partition(" ") for first, dash, _ in parts if not dash]
        self._single = frozenset((law, int(number), letter) for number, _, letter in named)
        self._ranges = tuple((int(first), int(last)) for first, dash, last in parts if dash)
        self._law = law

    def __contains__(self, section: tuple[str, int, str]) -> bool:
        law, number, _ = section
        is_in_range = law == self._law and any(first <= number <= last for first, last in self._ranges)
        return section in self._single or is_in_range
