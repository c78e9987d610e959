"""What a pack is and which measures it knows, for lists, menus and the head of a decision."""

from __future__ import annotations

from typing import Any

from vaern.law.statute import Pack


def summary(pack: Pack) -> dict[str, Any]:
    """Return what `vaern law packs` prints of one pack."""
    return {
        "id": pack.id,
        "title": pack.title,
        "jurisdiction": pack.jurisdiction,
        "status": pack.status,
        "in_force": dict(pack.in_force),
        "source": pack.source,
        "measures": list(pack.measures),
    }


def measures(pack: Pack) -> dict[str, dict[str, str]]:
    """Return `{measure: {"title", "citation", "text"}}`: the law's own name and the words that define it."""
    return {
        each.id: {
            "title": each.title,
            "citation": pack.full(each.provision),
            "text": pack.text(each.provision),
        }
        for each in pack.measures.values()
    }
