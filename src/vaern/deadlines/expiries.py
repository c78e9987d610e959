"""When each order runs out, and what the law allows at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from vaern.deadlines.notes import counting_notes, setting_note
from vaern.deadlines.obligation import Obligation, status_of_order
from vaern.deadlines.orders import Order
from vaern.deadlines.periods import Clock, Period, period
from vaern.law import Pack
from vaern.law.statute import Note, Provision, Value


def expiries(pack: Pack, clock: Clock, orders: Sequence[Order], now: datetime) -> Iterator[Obligation]:
    """Return one entry for each order that has taken effect, under the provision that limits its time.

    Where the source gives no limit an order with an end of its own still ends, under the measure's provision.
    """
    for order in orders:
        limit = _limit(pack.at(pack.day(order.first.at)), order.measure.id)
        if order.is_effective and (limit is not None or order.due is not None):
            provision = limit or pack.provisions[order.measure.provision]
            yield _expiry(pack, clock, order, provision, now)


def _expiry(pack: Pack, clock: Clock, order: Order, provision: Provision, now: datetime) -> Obligation:
    first = order.decisions[0]
    fell = order.fell
    return Obligation(
        kind=order.measure.expiry_kind,
        measure=order.measure.id,
        order=order.id,
        actor="respondent",
        towards="protected_person",
        trigger=first.served if first.served and order.runs_from == "service" else first.event,
        due=order.due,
        urgency=None,
        status=status_of_order(fell.at if fell else None, order.due, now),
        citation=pack.full(provision.cite),
        text=pack.text(provision.cite),
        notes=tuple(_notes(pack, clock, order)),
    )


def _notes(pack: Pack, clock: Clock, order: Order) -> Iterator[Note]:
    yield from dict.fromkeys(_ceiling_notes(pack, clock, order))
    if order.depends_on is not None:
        yield Note("It ends with the order it depends on.", pack.full(order.measure.ends_with_by))
    if order.periods:
        length, start = order.periods[-1]
        yield from counting_notes(pack, clock, length, start, clock.end(length, start))
    if order.runs_from == "service":
        yield setting_note(pack, "orders_run_from")
    if len(order.periods) > 1:
        yield setting_note(pack, "extension_runs_from")


def _ceiling_notes(pack: Pack, clock: Clock, order: Order) -> Iterator[Note]:
    for number, (length, start) in enumerate(order.periods):
        then = pack.at(clock.day(start))
        provision = _limit(then, order.measure.id)
        ceiling = _ceiling(provision, order.measure.id, extends=number > 0) if provision else None
        if provision and ceiling and _exceeds(clock, length, period(ceiling.is_), start):
            what = "extension" if number else "order"
            text = f"The {what} is longer than the provision allows ({ceiling.words})."
            yield Note(text, pack.full(provision.cite))


def _ceiling(provision: Provision, measure: str, *, extends: bool) -> Value | None:
    for term in provision.terms:
        name = (term.max_extension if extends else None) or term.max_duration
        if measure in term.measures and name:
            return provision.values[name]
    return None


def _exceeds(clock: Clock, length: Period, allowed: Period, start: datetime) -> bool:
    return clock.end(length, start) > clock.end(allowed, start)


def _limit(pack: Pack, measure: str) -> Provision | None:
    for provision in pack.provisions.values():
        if any(measure in term.measures and term.max_duration for term in provision.terms):
            return provision
    return None
