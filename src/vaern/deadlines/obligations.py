"""The answer of `vaern law deadlines`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from vaern.deadlines.duties import duties
from vaern.deadlines.events import read_events
from vaern.deadlines.expiries import expiries
from vaern.deadlines.obligation import Obligation
from vaern.deadlines.orders import orders_of
from vaern.deadlines.periods import clock_of
from vaern.deadlines.starting import History
from vaern.errors import InputError
from vaern.law import Pack
from vaern.law.receipt import receipt

NEVER = datetime.max.replace(tzinfo=UTC)


def obligations(pack: Pack, now: datetime, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is due on these events as things stand at `now`; events after `now` do not count yet.

    `{"obligations": [{"kind", "measure", "order", "actor", "towards", "trigger": {"type", "at"}, "due",
    "urgency", "status", "citation", "text", "notes": [{"text", "citation"}]}], "receipt"}`, the earliest due
    first and those without a date last. Raises InputError where an event cannot be used.
    """
    found = standing(pack, now, events)
    return {"obligations": [each.shown() for each in found], "receipt": receipt(pack)}


def standing(pack: Pack, now: datetime, events: Sequence[Mapping[str, Any]]) -> list[Obligation]:
    """Return what `obligations` prints, as objects that know when each was done or fell away."""
    if now.utcoffset() is None:
        raise InputError("time without an offset", "/now", "an ISO 8601 time with an offset")
    clock = clock_of(pack)
    happened = [event for event in read_events(events, pack, clock) if event.at <= now]
    orders = orders_of(pack, clock, happened)
    return in_order(
        [*expiries(pack, clock, orders, now), *duties(History.of(pack, happened, orders), clock, now)]
    )


def in_order(found: Iterable[Obligation]) -> list[Obligation]:
    """Return them with the earliest due first and those without a date last."""
    return sorted(found, key=lambda each: (each.due or NEVER, each.trigger.at, each.kind))
