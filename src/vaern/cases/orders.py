"""Which orders the log holds, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from vaern.cases import events as said
from vaern.cases.events import Event

ELECTRONIC_CONTROL = "elektronisk_kontrol"


@dataclass(frozen=True)
class Order:
    """An order as decided; it binds from `served_at` until `ended_at` or the deadline the law computes.

    `duration` is ISO 8601, as first decided; `terms` are what it forbids or requires, as
    `documents.prohibitions` says them, less what a court took out; `decision` is the entry that made it,
    absent for electronic control.
    """

    name: str
    measure: str
    decided_at: datetime
    decided_by: str
    duration: str | None
    terms: tuple[str, ...]
    wording: str = ""
    exceptions: str = ""
    zone: str | None = None
    decision: said.Decided | None = None
    served_at: datetime | None = None
    extensions: tuple[said.Decided, ...] = ()
    services: tuple[said.Served, ...] = ()
    ruling: said.Ruled | None = None
    ended_at: datetime | None = None

    @property
    def waits_for_service(self) -> bool:
        """Tell whether its last decision, the first or an extension, is still to be served."""
        return self.ended_at is None and len(self.services) <= len(self.extensions)

    @property
    def state(self) -> Literal["decided", "served", "ended"]:
        """Say how far the order has come; whether it has run out is for `deadlines` to say."""
        if self.ended_at:
            return "ended"
        return "served" if self.served_at else "decided"


def orders(log: Iterable[tuple[Event, str]], ended: Mapping[str, datetime] | None = None) -> list[Order]:
    """Return the orders of a log of (event, who said it), in the order they were decided.

    `ended` gives the moment at which an order ended, by its name, as `deadlines` says it.
    """
    found: dict[str, Order] = {}
    for event, by in log:
        match event:
            case said.Decided(extends=True) if event.order in found:
                order = found[event.order]
                found[event.order] = replace(order, extensions=(*order.extensions, event))
            case said.Decided():
                found[event.order] = _decided(event, by)
            case said.ControlOrdered():
                found[event.control] = _control(event, by)
            case said.Served() if event.order in found:
                found[event.order] = _served(found[event.order], event)
            case said.Ruled() if event.order in found:
                found[event.order] = _ruled(found[event.order], event)
    return [replace(order, ended_at=(ended or {}).get(name)) for name, order in found.items()]


def _served(order: Order, event: said.Served) -> Order:
    return replace(order, served_at=order.served_at or event.at, services=(*order.services, event))


def _ruled(order: Order, event: said.Ruled) -> Order:
    if event.result != "partly_approved":
        return replace(order, ruling=event)
    return replace(order, ruling=event, terms=event.terms, wording=event.wording, exceptions=event.exceptions)


def _decided(event: said.Decided, by: str) -> Order:
    return Order(
        event.order, event.measure, event.at, by, event.duration, event.terms,
        event.wording, event.exceptions, event.zone, event,
    )  # fmt: skip


def _control(event: said.ControlOrdered, by: str) -> Order:
    return Order(
        event.control, ELECTRONIC_CONTROL, event.at, by, event.duration, event.terms, zone=event.zone
    )
