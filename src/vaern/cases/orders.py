"""Which orders the log holds, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from vaern.cases import events as said
from vaern.cases.events import Event

ELECTRONIC_CONTROL = "elektronisk_kontrol"


@dataclass(frozen=True)
class Order:
    """An order as decided; it binds from `served_at` until `ended_at` or the deadline the law computes.

    `duration` is ISO 8601; `terms` are what it forbids or requires, as `documents.prohibitions` says them.
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
    served_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def state(self) -> Literal["decided", "served", "ended"]:
        """Say how far the order has come; whether it has run out is for `deadlines` to say."""
        if self.ended_at:
            return "ended"
        return "served" if self.served_at else "decided"


def orders(log: Iterable[tuple[Event, str]]) -> list[Order]:
    """Return the orders of a log of (event, who said it), in the order they were decided."""
    found: dict[str, Order] = {}
    for event, by in log:
        match event:
            case said.Decided():
                found[event.order] = _decided(event, by)
            case said.ControlOrdered():
                found[event.control] = _control(event, by)
            case said.Served() if event.order in found:
                found[event.order] = replace(found[event.order], served_at=event.at)
            case said.Withdrawn():
                for name, order in found.items():
                    if order.measure == event.measure:
                        found[name] = replace(order, ended_at=event.at)
    return list(found.values())


def _decided(event: said.Decided, by: str) -> Order:
    return Order(
        event.order, event.measure, event.at, by, event.duration, event.terms,
        event.wording, event.exceptions, event.zone,
    )  # fmt: skip


def _control(event: said.ControlOrdered, by: str) -> Order:
    return Order(
        event.control, ELECTRONIC_CONTROL, event.at, by, event.duration, event.terms, zone=event.zone
    )
