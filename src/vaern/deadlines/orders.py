"""The orders of a case, from its events: what was decided, served, extended, and what ended it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vaern.deadlines.court import RULED, orders_ruled_on
from vaern.deadlines.events import DECIDED, SERVED, Event, matches
from vaern.deadlines.periods import Clock, Period
from vaern.law import Pack
from vaern.law.provision import Ending
from vaern.law.reading import pointer
from vaern.law.statute import Measure


@dataclass(slots=True)
class Decision:
    """One decision on an order, with its service once that has happened."""

    event: Event
    served: Event | None = None

    def effective_from(self, runs_from: str) -> datetime | None:
        """Return when its time begins to run, or None while it has no effect."""
        if runs_from == "decision":
            return self.event.at
        return self.served.at if self.served else None


@dataclass(slots=True)
class Order:
    """One order: its first decision and those that extended it.

    `periods` are lengths with what they are counted from, `spans` when each decision took effect and ended.
    """

    measure: Measure
    id: str | None
    runs_from: str
    decisions: list[Decision]
    ended: Event | None = None
    depends_on: Order | None = None
    periods: list[tuple[Period, datetime]] = field(default_factory=list)
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    own_due: datetime | None = None
    shortened: list[Event] = field(default_factory=list)
    """Rulings that let it run to an earlier day; they take nothing from what is decided after them."""

    @property
    def first(self) -> Event:
        """Return the event that first ordered it."""
        return self.decisions[0].event

    @property
    def last(self) -> Event:
        """Return the last decision that has taken effect: it set the last day."""
        taken = [each.event for each in self.decisions if each.effective_from(self.runs_from) is not None]
        return taken[-1] if taken else self.first

    @property
    def is_effective(self) -> bool:
        """Tell whether it binds or has bound."""
        return self.decisions[0].effective_from(self.runs_from) is not None

    @property
    def due(self) -> datetime | None:
        """Return its last moment: its own, or that of the order it depends on where that is earlier."""
        above = self.depends_on.due if self.depends_on else None
        return min((each for each in (self.own_due, above) if each is not None), default=None)

    @property
    def fell(self) -> Event | None:
        """Return what ended it before its time, its own ending or that of the order it depends on."""
        above = self.depends_on.fell if self.depends_on else None
        ends = [each for each in (self.ended, above) if each is not None]
        return min(ends, key=lambda event: event.at, default=None)

    def is_named_by(self, event: Event) -> bool:
        """Tell whether an event after its decision may speak of this order."""
        return event.at >= self.first.at and event.concerns(self.measure.id, self.id)

    def service_before(self, moment: datetime) -> tuple[Decision, Event] | None:
        """Return the last service up to a moment, with the decision that was served."""
        served = [(each, each.served) for each in self.decisions if each.served and each.served.at <= moment]
        return served[-1] if served else None


def orders_of(pack: Pack, clock: Clock, events: Sequence[Event]) -> list[Order]:
    """Return the orders that the events make, extend, serve and end."""
    orders: list[Order] = []
    for event in events:
        if event.type == DECIDED or is_ordering(pack, event):
            _decide(pack, clock, orders, event)
        elif event.type == SERVED:
            _serve(orders, event)
            _count(clock, orders, pack)
        elif event.type == RULED and "expires_on" in event.fields:
            _shorten(orders, event)
    _count(clock, orders, pack)
    for order in orders:
        order.ended = next(_endings(pack, order, orders, events), None)
    return orders


def is_ordering(pack: Pack, event: Event) -> bool:
    """Tell whether the event orders a measure in its own way, as electronic control is ordered."""
    measure = pack.measures.get(event.measure or "")
    return event.type == DECIDED or (measure is not None and measure.ordered_by == event.type)


def _decide(pack: Pack, clock: Clock, orders: list[Order], event: Event) -> None:
    measure = pack.measures[event.measure or ""]
    decision = Decision(event)
    running = _running(clock, orders, pack, event)
    if running is not None and event.fields.get("extends", event.type != DECIDED):
        running.decisions.append(decision)
        return
    runs_from = measure.runs_from or pack.settings["orders_run_from"].rule
    order = Order(measure, event.order, runs_from, [decision])
    if measure.ends_with:
        above = [each for each in orders if each.measure.id == measure.ends_with]
        named = [each for each in above if each.id is not None and each.id == event.order]
        order.depends_on = next(reversed(named or above), None)
    orders.append(order)


def _running(clock: Clock, orders: list[Order], pack: Pack, event: Event) -> Order | None:
    _count(clock, orders, pack)
    for order in reversed(orders):
        if order.is_named_by(event) and order.own_due is not None and order.own_due >= event.at:
            return order
    return None


def _serve(orders: list[Order], event: Event) -> None:
    for order in reversed(orders):
        for decision in reversed(order.decisions):
            if decision.served is None and order.is_named_by(event) and decision.event.at <= event.at:
                decision.served = event
                return


def _shorten(orders: list[Order], event: Event) -> None:
    named = [order for order in orders if order.is_named_by(event)]
    if named:
        named[-1].shortened.append(event)


def _count(clock: Clock, orders: list[Order], pack: Pack) -> None:
    for order in orders:
        order.periods, order.spans, order.own_due = [], [], None
        for decision in order.decisions:
            start = decision.effective_from(order.runs_from)
            if start is not None:
                _add(clock, order, decision, start, pack)


def _add(clock: Clock, order: Order, decision: Decision, start: datetime, pack: Pack) -> None:
    extends = order.own_due is not None and pack.settings["extension_runs_from"].rule == "old_last_day"
    begins = order.own_due if extends and order.own_due is not None else start
    length, last = decision.event.fields.get("duration"), decision.event.fields.get("expires_on")
    if length is not None:
        order.periods.append((length, begins))
    if last is not None:
        order.own_due = clock.end_of_day(last)
    elif length is not None:
        order.own_due = clock.end(length, begins, pointer(decision.event.where, "duration"))
    for ruling in order.shortened:
        if decision.event.at <= ruling.at and order.own_due is not None:
            order.own_due = min(order.own_due, clock.end_of_day(ruling.fields["expires_on"]))
    if order.own_due is not None:
        order.spans.append((start, order.own_due))


def _endings(pack: Pack, order: Order, orders: Sequence[Order], events: Sequence[Event]) -> Iterator[Event]:
    for event in events:
        in_time = order.due is None or event.at <= order.due
        named = in_time and order.is_named_by(event) and ending_provision(pack, order, event)
        if named and (event.type != RULED or order in orders_ruled_on(pack, event, orders, events)):
            yield event


def ending_provision(pack: Pack, order: Order, event: Event) -> str:
    """Return the provision by which the event ends an order of this measure, or nothing where none does."""
    for provision in pack.at(pack.day(event.at)).provisions.values():
        if any(_ends(each, order, event) for each in provision.endings):
            return provision.cite
    return ""


def _ends(ending: Ending, order: Order, event: Event) -> bool:
    if event.type != ending.event or order.measure.id not in ending.measures:
        return False
    return matches(ending.when, event.fields) and not (ending.unless and matches(ending.unless, event.fields))
