"""What is asked: the facts as they concern one protected person, and what has been answered about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

from vaern.law.answer import Answer
from vaern.law.facts import Facts

ROLE = "protected.role"


class Asked:
    """One set of facts; a rule answers once for it, `answered` keeps what it said.

    `available` answers whether a measure is open on these facts.
    """

    __slots__ = ("_for_others", "answered", "available", "facts", "known", "role", "today", "zone")

    def __init__(self, facts: Facts, zone: ZoneInfo, available: Callable[[Asked, str], Answer]) -> None:
        self.facts = facts
        self.known = facts.known
        self.role: str | None = facts.known.get(ROLE)
        self.zone = zone
        self.today: date = facts.at.astimezone(zone).date()
        self.available = available
        self.answered: dict[object, Answer] = {}
        self._for_others: dict[str, Asked] = {}

    def protecting(self, role: str | None) -> Asked:
        """Return the same facts asked for somebody else's protection."""
        if role is None or role == self.role:
            return self
        if role not in self._for_others:
            self._for_others[role] = Asked(self.facts.protecting(role), self.zone, self.available)
        return self._for_others[role]


Ask: TypeAlias = Callable[[Asked, str], Answer]
"""A question made ready: the facts and the measure in question in, the answer out."""
