"""One answer where several rules speak: an exception wins over its rule, two equal rules must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vaern.errors import InputError


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one applicable rule answers, and where it stands."""

    value: Any
    citation: str
    is_exception: bool = False


def settle(candidates: Sequence[Candidate], where: str) -> Candidate | None:
    """Return the one answer, or None where no rule speaks; raises InputError where two differ."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    strongest = [each for each in candidates if each.is_exception] or list(candidates)
    if len({each.value for each in strongest}) > 1:
        cited = ", ".join(each.citation for each in strongest)
        raise InputError(f"rules answer differently: {cited}", where, "one answer, or a declared exception")
    return strongest[0]
