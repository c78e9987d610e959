"""Which open measure intrudes least, by the order that the law itself gives: pointed out, never chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaern.law.statute import Pack


def least_intrusive(pack: Pack, available: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the first measure that is available, or None where the pack gives no order.

    `{"measure", "undetermined": [measure], "order": [measure], "text", "citation"}`: `measure` is None where
    none is available, and `undetermined` names those that intrude less and on which something is still open.
    """
    said = pack.intrusiveness
    if said is None:
        return None
    found = next((each for each in said.order if available[each] == "yes"), None)
    before = said.order[: said.order.index(found)] if found else said.order
    return {
        "measure": found,
        "undetermined": [each for each in before if available[each] == "undetermined"],
        "order": list(said.order),
        "text": said.text,
        "citation": pack.full(said.citation),
    }
