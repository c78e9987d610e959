"""A request to open one person's one day: on what ground, why, and by which two persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vaern.errors import InputError
from vaern.packs.monitoring import opening_bases

OWN_REQUEST = "own_request"
"""The respondent asks for what is registered of him: his right of access."""


@dataclass(frozen=True)
class Request:
    """Refused, with an InputError, unless everything that the custodian must know is said."""

    person: str
    day: date
    law: str
    ground: str
    reason: str
    by: str
    and_by: str

    def __post_init__(self) -> None:
        for name in ("person", "reason", "by", "and_by"):
            if not getattr(self, name).strip():
                raise InputError("this is empty", f"--{name.replace('_', '-')}", "what the trace must show")
        if _same(self.by, self.and_by):
            raise InputError("one person cannot open a day", "--and-by", "a second person")
        bases = opening_bases(self.law)
        if self.ground != OWN_REQUEST and self.ground not in bases:
            raise InputError(
                f"{self.law} cites no such basis for opening a sealed position",
                "--basis",
                " or ".join(bases) or "the respondent's own request: this law cites nothing else",
            )

    def traced(self, at: datetime) -> dict[str, Any]:
        """Return what the trace says of it."""
        return {
            "at": at.isoformat(), "person": self.person, "day": self.day.isoformat(), "law": self.law,
            "ground": self.ground, "reason": self.reason, "by": self.by, "and_by": self.and_by,
        }  # fmt: skip


def _same(one: str, other: str) -> bool:
    return one.split() == other.split() or one.casefold().split() == other.casefold().split()
