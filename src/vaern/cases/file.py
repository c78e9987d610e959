"""The case file: the log and everything that follows from it at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from vaern import deadlines, packs
from vaern.cases import log
from vaern.cases.care_duties import care_duties
from vaern.cases.controls import controls
from vaern.cases.events import Assessed, BreachReported, Event
from vaern.cases.facts import deadline_events, facts, told_to_deadlines
from vaern.cases.log import Line
from vaern.cases.models import Case
from vaern.cases.orders import Order, orders
from vaern.deadlines import End, Obligation, ends
from vaern.law import assess


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands at `now` (aware), or stood when its log had `until` entries."""

    case: Case
    now: datetime
    until: int | None = None

    @cached_property
    def pack(self) -> packs.Pack:
        """The law the case is under."""
        return packs.load(self.case.law)

    @cached_property
    def lines(self) -> list[Line]:
        """The log, oldest first."""
        return log.lines(self.case, self.until)

    @cached_property
    def timeline(self) -> list[Line]:
        """The whole log in the order in which things happened."""
        return sorted(self.lines, key=lambda line: (line.event.at, line.number))

    @cached_property
    def standing(self) -> list[Line]:
        """The entries that count: those not struck out, in the order in which they happened."""
        return [line for line in self.timeline if not line.struck]

    @property
    def events(self) -> list[Event]:
        """The events of the standing entries."""
        return [line.event for line in self.standing]

    @property
    def happened(self) -> list[Event]:
        """The events that had happened at `now`."""
        return [event for event in self.events if event.at <= self.now]

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the log tells the law, as the input of `assess`."""
        last_days = {name: ends.date() for name, ends in self.ends.items()}
        fell = {name: end.at for name, (end, event) in self.ended.items() if event or end.with_order}
        return facts(self.case.law, self.events, self.now, last_days, fell)

    @cached_property
    def assessment(self) -> dict[str, Any]:
        """Which measures are open, with every condition (the law contract's output)."""
        return assess(self.pack, self.facts)

    @cached_property
    def duties(self) -> list[Obligation]:
        """What must happen, may be done or runs, and whether it was done; `is_pending` tells what waits."""
        found = deadlines.standing(self.pack, self.now, deadline_events(self.events))
        return deadlines.in_order([*found, *care_duties(self.pack, self.events, self.now)])

    @cached_property
    def obligations(self) -> list[dict[str, Any]]:
        """What must happen, by when, who must do it (the law contract's output)."""
        return [duty.shown() for duty in self.duties]

    @cached_property
    def orders(self) -> list[Order]:
        """The orders decided in the case."""
        ended = {name: end.at for name, (end, _event) in self.ended.items()}
        return orders(((line.event, line.by) for line in self.standing), ended)

    @cached_property
    def ended(self) -> dict[str, tuple[End, Event | None]]:
        """What ended each order that has ended: the law's one end, and the event; None: its time ran out."""
        told = [(event, each) for event in self.events for each in told_to_deadlines(event)]
        found = ends(self.pack, self.now, [each for _event, each in told])
        return {name: (end, None if end.place is None else told[end.place][0]) for name, end in found.items()}

    @cached_property
    def answers(self) -> dict[str, Line]:
        """The answers that count at `now`, by their questions (e.g. `proportionate.tilhold`)."""
        return {
            line.event.judgement: line
            for line in self.standing
            if isinstance(line.event, Assessed) and line.event.at <= self.now
        }

    @cached_property
    def breaches(self) -> list[Line]:
        """The breaches that the control room reported, newest first."""
        return [line for line in reversed(self.standing) if isinstance(line.event, BreachReported)]

    def order(self, name: str) -> Order | None:
        """Return the order of that name, or None."""
        return next((order for order in self.orders if order.name == name), None)

    def due(self, kind: str, order: str) -> datetime | None:
        """Return the moment by which a duty about an order is due, where the law gives one."""
        found = [duty["due"] for duty in self.obligations if (duty["kind"], duty["order"]) == (kind, order)]
        return datetime.fromisoformat(found[-1]) if found and found[-1] else None

    @cached_property
    def ends(self) -> dict[str, datetime]:
        """The last moment of each served order, as the law computes it."""
        return {
            duty["order"]: datetime.fromisoformat(duty["due"])
            for duty in self.obligations
            if duty["kind"] in ("order_expires", "control_expires") and duty["due"]
        }

    def controls(self) -> list[dict[str, Any]]:
        """Return the controls that are served and stand, as the engine reads them."""
        standing = {duty["order"] for duty in self.obligations if duty["status"] == "open"}
        ends = {order: ends for order, ends in self.ends.items() if order in standing}
        return controls(self.case, self.events, ends)
