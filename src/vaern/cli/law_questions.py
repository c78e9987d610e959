"""The two questions of the contract, from its JSON to its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaern import law, packs
from vaern.errors import InputError


def assess(value: Any) -> dict[str, Any]:
    """Answer which measures are open on these facts."""
    return law.assess(packs.load(_law_of(value)), value)


def deadlines(value: Any) -> dict[str, Any]:
    """Answer what is due on these events."""
    from vaern.deadlines import obligations
    from vaern.law.reading import moment, record, required, text

    pack = packs.load(_law_of(value))
    known = record(value, "", {"law": text, "now": moment, "events": lambda events, _: events})
    now = required(known, "now", "", "the moment to look from")
    return obligations(pack, now, required(known, "events", "", "a JSON array of events"))


def _law_of(value: Any) -> str:
    if not isinstance(value, Mapping):
        raise InputError("not an object", "", "a JSON object")
    named = value.get("law")
    if not isinstance(named, str):
        raise InputError("missing field" if named is None else "not a string", "/law", "the id of a pack")
    return named
