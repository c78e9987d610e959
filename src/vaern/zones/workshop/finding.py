"""What a check found: in words that name no place, with what it rests on and what could be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    """How a check came out; a layer that is missing leaves a question open."""

    FINE = "fine"
    LOOK = "look"
    WRONG = "wrong"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """The check's name, its result, a sentence, what to do; `proposal` is GeoJSON where one can be drawn.

    `weighs` names the question of law that it bears on, for whoever has the law to cite.
    """

    check: str
    result: Result
    reason: str
    remedy: str = ""
    weighs: str | None = None
    proposal: Mapping[str, Any] | None = None

    def shown(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "check": self.check,
            "result": self.result.value,
            "reason": self.reason,
            "remedy": self.remedy,
            "weighs": self.weighs,
            "proposal": self.proposal,
        }


def not_checked(check: str, layer: str) -> Finding:
    """Return that a check needs a layer that nobody imported."""
    reason = f"The map layer {layer} has not been imported for this place: this was not looked at."
    return Finding(check, Result.NOT_CHECKED, reason, f"Import the layer {layer} for this area.")
