"""Of which orders a demand for the court, or a ruling, speaks where it does not say so itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from vaern.deadlines.events import SERVED, Event
from vaern.law import Pack

if TYPE_CHECKING:
    from vaern.deadlines.orders import Order

DEMANDED = "court_review_requested"
RULED = "ruled"


def orders_demanded(pack: Pack, demand: Event, orders: Sequence[Order]) -> list[Order]:
    """Return what a demand speaks of; one that names no measure, all that was last served at once."""
    served = [each for each in orders if each.is_named_by(demand) and each.service_before(demand.at)]
    if demand.measure is not None:
        return served[-1:]
    tried = _that_may_be_demanded(pack, served)
    latest = max((_last_served(each, demand) for each in tried), default=demand.at)
    return [each for each in tried if _last_served(each, demand) == latest]


def orders_ruled_on(
    pack: Pack, ruling: Event, orders: Sequence[Order], events: Sequence[Event]
) -> list[Order]:
    """Return what a ruling speaks of; one that names no measure, all that waits for the court."""
    named = [each for each in orders if each.is_named_by(ruling)]
    if ruling.measure is not None:
        return named
    tried = _that_may_be_demanded(pack, named)
    before = [each for each in events if each.at <= ruling.at and each is not ruling]
    demands = [each for each in before if each.type == DEMANDED]
    if not demands:
        return tried
    asked = {id(order): each for each in demands for order in orders_demanded(pack, each, orders)}
    waiting = [each for each in tried if id(each) in asked]
    rulings = [each for each in before if each.type == RULED]
    return [each for each in waiting if not _is_ruled(each, asked[id(each)], rulings)] or waiting


def _that_may_be_demanded(pack: Pack, orders: list[Order]) -> list[Order]:
    return [each for each in orders if _may_be_demanded(pack, each.measure.id)] or orders


def _may_be_demanded(pack: Pack, measure: str) -> bool:
    """Tell whether whoever is served with an order of this measure may have the court try it."""
    duties = (duty for provision in pack.provisions.values() for duty in provision.duties)
    return any(each.right and each.event == SERVED and measure in each.measures for each in duties)


def _last_served(order: Order, demand: Event) -> datetime:
    found = order.service_before(demand.at)
    return found[1].at if found else order.first.at


def _is_ruled(order: Order, demand: Event, rulings: Iterable[Event]) -> bool:
    return any(order.is_named_by(each) and each.at >= demand.at for each in rulings)
