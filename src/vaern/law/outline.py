"""A pack as a book: its instruments in order, each with its provisions and how deep each lies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from vaern.law.provision import Provision
from vaern.law.statute import Pack, is_under


def outline(pack: Pack) -> list[dict[str, Any]]:
    """Return `[{"instrument", "provisions": [{"provision", "citation", "depth"}]}]` in the pack's order.

    `depth` counts the provisions of the same instrument that this one is a part of; 0 stands by itself. Every
    version of a provision is listed.
    """
    return [
        {"instrument": name, "provisions": list(_placed(pack, list(provisions)))}
        for name, provisions in groupby(pack.versions, key=lambda each: each.instrument)
    ]


def _placed(pack: Pack, provisions: list[Provision]) -> Iterator[dict[str, Any]]:
    cites = {each.cite for each in provisions}
    for each in provisions:
        depth = sum(is_under(each.cite, above) for above in cites)
        yield {"provision": each, "citation": pack.full(each.cite), "depth": depth}
