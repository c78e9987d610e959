"""Which duties the events of a case have started, each for its event and its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaern.deadlines.court import DEMANDED, RULED, orders_demanded, orders_ruled_on
from vaern.deadlines.events import DECIDED, SERVED, Event, matches
from vaern.deadlines.orders import Order, is_ordering
from vaern.errors import InputError
from vaern.law import Pack
from vaern.law.provision import Duty, Provision
from vaern.law.statute import is_within


@dataclass(frozen=True, slots=True)
class Started:
    """A duty that an event has started, for one order where there is one."""

    provision: Provision
    duty: Duty
    trigger: Event
    measure: str | None
    order: Order | None

    @property
    def order_id(self) -> str | None:
        """Return the order's id as the events name it."""
        return self.order.id if self.order and self.order.id is not None else self.trigger.order

    def situation(self) -> dict[str, Any]:
        """Return what an exception may ask: the measure, the event's fields, how the order was served."""
        found: dict[str, Any] = {"measure": self.measure, **self.trigger.fields}
        service = self.order.service_before(self.trigger.at) if self.order else None
        if service is not None:
            decision, served = service
            found.setdefault("at_service", served.at == self.trigger.at)
            extends = decision.event.fields.get("extends", False)
            found.setdefault("first_time", served.fields.get("first_time", not extends))
        return found


@dataclass(frozen=True, slots=True)
class History:
    """What has happened in one case under one pack; `named` are the events that say what they answer."""

    pack: Pack
    events: Sequence[Event]
    orders: Sequence[Order]
    by_type: Mapping[str, Sequence[Event]]
    named: Sequence[Event]

    @classmethod
    def of(cls, pack: Pack, events: Sequence[Event], orders: Sequence[Order]) -> History:
        """Return the history of these events, in the order in which they happened."""
        by_type: dict[str, list[Event]] = {}
        for event in events:
            by_type.setdefault(event.type, []).append(event)
        return cls(pack, events, orders, by_type, [event for event in events if event.answers_to])

    def of_types(self, types: Iterable[str]) -> list[Event]:
        """Return the events of these types, oldest first."""
        found = [event for name in types for event in self.by_type.get(name, ())]
        return sorted(found, key=lambda event: event.at)

    def answering(self, kind: str) -> list[Event]:
        """Return the events that say themselves which obligation they discharge."""
        return [event for event in self.named if event.answers_to == kind]

    def started(self, provision: Provision, duty: Duty) -> list[Started]:
        """Return the duty once for each event that starts it, in the order of the events."""
        is_unless = any(event.concerns(duty.unless_measure, None) for event in self.of_types(duty.unless_any))
        if is_unless or not self._has_what_it_asks(duty):
            return []
        return [
            started
            for event in self.events
            if is_within(provision.in_force, self.pack.day(event.at)) and self._starts(duty, event)
            for started in self._for_orders(provision, duty, event)
        ]

    def orders_of(self, event: Event) -> list[Order]:
        """Return the orders that an event speaks of, as far as measure, id and the orders' state tell."""
        if event.type == DEMANDED:
            return orders_demanded(self.pack, event, self.orders)
        if event.type == RULED and event.measure is None:
            return orders_ruled_on(self.pack, event, self.orders, self.events)
        named = [order for order in self.orders if order.is_named_by(event)]
        if event.type == SERVED:
            named = [order for order in named if any(each.served is event for each in order.decisions)]
        return named[-1:]

    def _was_demanded_already(self, event: Event, order: Order) -> bool:
        """Tell whether a demand only repeats one that was made since the order was last served."""
        service = order.service_before(event.at)
        if event.type != DEMANDED or service is None:
            return False
        earlier = self.by_type[DEMANDED][: self.by_type[DEMANDED].index(event)]
        return any(each.at >= service[1].at and order in self.orders_of(each) for each in earlier)

    def _has_what_it_asks(self, duty: Duty) -> bool:
        asked = duty.only_if
        return not asked or any(
            matches(asked["when"], event.fields) for event in self.by_type.get(asked["event"], ())
        )

    def _starts(self, duty: Duty, event: Event) -> bool:
        same = event.type == duty.event or (duty.event == DECIDED and is_ordering(self.pack, event))
        excepted = bool(duty.unless) and matches(duty.unless, event.fields)
        ready = not duty.after or any(each.at <= event.at for each in self.of_types(duty.after))
        return same and ready and matches(duty.when, event.fields) and not excepted

    def _for_orders(self, provision: Provision, duty: Duty, event: Event) -> Iterator[Started]:
        if duty.per_order:
            for each in self.orders:
                runs = each.due is None or event.at <= each.due
                if each.measure.id in duty.measures and runs and each.is_named_by(event):
                    yield Started(provision, duty, event, each.measure.id, each)
            return
        if duty.is_of_the_case:
            yield Started(provision, duty, event, None, None)
            return
        spoken_of: Sequence[Order | None] = self.orders_of(event) or (None,)
        for order in spoken_of:
            yield from self._for_order(provision, duty, event, order)

    def _for_order(
        self, provision: Provision, duty: Duty, event: Event, order: Order | None
    ) -> Iterator[Started]:
        if order is not None and self._was_demanded_already(event, order):
            return
        spoken_of = event.measure or (order.measure.id if order else None)
        measure = duty.measure or spoken_of
        if measure is None and event.type in (SERVED, DEMANDED):
            raise InputError("no order to be told from the events", f"{event.where}/measure", "its measure")
        if not duty.measures or measure is None or (spoken_of or measure) in duty.measures:
            yield Started(provision, duty, event, measure, order)
