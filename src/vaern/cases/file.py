"""The case file: the log and everything that follows from it at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from vaern import packs
from vaern.cases import log
from vaern.cases.controls import controls
from vaern.cases.events import Assessed, Event
from vaern.cases.facts import deadline_events, facts
from vaern.cases.log import Line
from vaern.cases.models import Case
from vaern.cases.orders import Order, orders
from vaern.deadlines import obligations
from vaern.law import assess


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands at `now` (aware)."""

    case: Case
    now: datetime

    @cached_property
    def pack(self) -> packs.Pack:
        """The law the case is under."""
        return packs.load(self.case.law)

    @cached_property
    def lines(self) -> list[Line]:
        """The log, oldest first."""
        return log.lines(self.case)

    @cached_property
    def standing(self) -> list[Line]:
        """The entries that count: those not struck out, in the order in which they happened."""
        return sorted((line for line in self.lines if not line.struck), key=lambda line: (line.event.at, line.number))

    @property
    def events(self) -> list[Event]:
        """The events of the standing entries."""
        return [line.event for line in self.standing]

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the log tells the law, as the input of `assess`."""
        return facts(self.case.law, self.events, self.now)

    @cached_property
    def assessment(self) -> dict[str, Any]:
        """Which measures are open, with every condition (the law contract's output)."""
        return assess(self.pack, self.facts)

    @cached_property
    def obligations(self) -> list[dict[str, Any]]:
        """What must happen, by when, who must do it (the law contract's output)."""
        found = obligations(self.pack, self.now, deadline_events(self.events))
        return list(found["obligations"])

    @cached_property
    def orders(self) -> list[Order]:
        """The orders decided in the case."""
        return orders((line.event, line.by) for line in self.standing)

    def answer(self, judgement: str) -> Line | None:
        """Return the entry in which somebody last answered `judgement`, e.g. `proportionate.tilhold`."""
        found = [line for line in self.standing if isinstance(line.event, Assessed) and line.event.judgement == judgement]
        return found[-1] if found else None

    def controls(self) -> list[dict[str, Any]]:
        """Return the controls that are served, as the engine reads them."""
        ends = {
            duty["order"]: datetime.fromisoformat(duty["due"])
            for duty in self.obligations
            if duty["kind"] == "control_expires" and duty["due"]
        }
        return controls(self.case, self.events, ends)
