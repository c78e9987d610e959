"""What ended each order: one end, the first that the law gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vaern.deadlines.events import Event, read_events
from vaern.deadlines.expiries import limit
from vaern.deadlines.obligation import is_past
from vaern.deadlines.orders import Order, ending_provision, orders_of
from vaern.deadlines.periods import clock_of
from vaern.law import Pack


@dataclass(frozen=True, slots=True)
class End:
    """How an order ended.

    `place` is the ending event's place in the input, None where its time ran out; `with_order` names the
    order it depended on where that one's end took it along.
    """

    at: datetime
    place: int | None
    citation: str
    with_order: str | None = None


def ends(pack: Pack, now: datetime, events: Sequence[Mapping[str, Any]]) -> dict[str, End]:
    """Return the end of each named order that had ended at `now` (aware); a running one is not in it.

    Raises InputError where an event cannot be used.
    """
    clock = clock_of(pack)
    happened = [event for event in read_events(events, pack, clock) if event.at <= now]
    return dict(_ended(pack, orders_of(pack, clock, happened), now))


def _ended(pack: Pack, orders: Sequence[Order], now: datetime) -> Iterator[tuple[str, End]]:
    for order in orders:
        if order.id is None:
            continue
        fell = order.fell
        if fell is not None and not is_past(fell.at, order.own_due):
            yield order.id, _fell(pack, order, fell)
        elif order.due is not None and is_past(now, order.due):
            yield order.id, _ran_out(pack, order, order.due)


def _fell(pack: Pack, order: Order, fell: Event) -> End:
    if fell is order.ended:
        return End(fell.at, fell.place, pack.full(ending_provision(pack, order, fell)))
    above = order.depends_on.id if order.depends_on else None
    return End(fell.at, fell.place, pack.full(order.measure.ends_with_by), above)


def _ran_out(pack: Pack, order: Order, due: datetime) -> End:
    if order.own_due != due and order.depends_on is not None:
        return End(due, None, pack.full(order.measure.ends_with_by), order.depends_on.id)
    found = limit(pack.at(pack.day(order.last.at)), order.measure.id)
    return End(due, None, pack.full(found.cite if found else order.measure.provision))
