"""A name inside a page for each provision, so that a link can point at it."""

from __future__ import annotations

import re
from functools import lru_cache

from vaern.law import Pack

_SIGN = "§"


@lru_cache(maxsize=16)
def anchors(pack: Pack) -> dict[int, str]:
    """Return the name of each version of each provision, by `id()`; no two are alike."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for each in pack.versions:
        name = base = "p-" + re.sub(r"\W+", "-", each.cite.replace(_SIGN, "par")).strip("-").lower()
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        found[id(each)] = name
    return found
