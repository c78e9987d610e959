"""Provisions with words that say neither what they do nor why they do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaern.packs.problem import Problem

DOES = (
    "grounds", "rules", "offences", "values", "terms", "endings", "effects", "penalties", "notes", "duties",
    "papers", "assessments", "not_a_rule",
)  # fmt: skip
"""Keys of a provision that say what its words do, or why they do nothing."""


def silent(
    pack: str, parts: Sequence[tuple[str, Mapping[str, Any]]], others: Sequence[Any]
) -> Iterator[Problem]:
    """Yield each provision of a pack's law files that nothing is said of, there or in what cites it."""
    cited = {text.removeprefix(f"{pack} ") for other in others for text in _texts(other)}
    for name, part in parts:
        for place, provision in enumerate(part["provisions"]):
            cite = provision["cite"]
            if provision.get("words") and cite not in cited and not any(key in provision for key in DOES):
                error, expected = (
                    "words that do nothing",
                    "what they do, or why they do nothing in not_a_rule",
                )
                yield Problem(name, ("provisions", place), cite, error, expected)


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    for each in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
        yield from _texts(each)
