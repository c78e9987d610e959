"""What binds the respondent now, order by order, and what no longer does, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from vaern.cases.events import Event
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order
from vaern.deadlines import End


@dataclass(frozen=True)
class Bound:
    """An order as it stands: it `binds` until a moment, waits for service, ran out, or fell by an event.

    `end` is the law's one end; `by` the event that ended it, None where its time ran out.
    """

    order: Order
    state: Literal["binds", "decided", "ran_out", "fell"]
    until: datetime | None
    end: End | None = None
    by: Event | None = None


def binding(file: CaseFile) -> list[Bound]:
    """Return how each order of the case stands, in the order in which they were made."""
    return [_bound(file, order) for order in file.orders]


def _bound(file: CaseFile, order: Order) -> Bound:
    until = file.ends.get(order.name)
    if order.name in file.ended:
        end, by = file.ended[order.name]
        return Bound(order, "fell" if by or end.with_order else "ran_out", until, end, by)
    return Bound(order, "binds" if order.served_at else "decided", until)
