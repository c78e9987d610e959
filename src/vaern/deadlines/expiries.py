"""When each order runs out, and what the law allows at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from vaern.deadlines.notes import counting_notes, setting_note
from vaern.deadlines.obligation import Obligation, status_of_order
from vaern.deadlines.orders import Order
from vaern.deadlines.periods import Clock, period
from vaern.law import Pack
from vaern.law.provision import Note, Provision, Value
from vaern.law.statute import REMARKS

EXTENDED_EARLY = (
    "Counted from the day the extension took effect, the order runs longer than one decision may give; the "
    "source does not say from when an extension runs."
)


def expiries(pack: Pack, clock: Clock, orders: Sequence[Order], now: datetime) -> Iterator[Obligation]:
    """Return one entry for each order that has taken effect, under the provision that limits its time.

    Where the source gives no limit an order with an end of its own still ends, under the measure's provision.
    """
    for order in orders:
        limited = limit(pack.at(pack.day(order.last.at)), order.measure.id)
        if order.is_effective and (limited is not None or order.due is not None):
            provision = limited or pack.provisions[order.measure.provision]
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
        notes=tuple(_notes(pack, clock, order, provision)),
        nature="order",
        gone_at=fell.at if fell else None,
    )


def _notes(pack: Pack, clock: Clock, order: Order, provision: Provision) -> Iterator[Note]:
    given = [(start, clock.end(length, start)) for length, start in order.periods] + order.spans[:1]
    too_long = [note for start, end in given if (note := _too_long(pack, clock, order, start, end))]
    yield from dict.fromkeys(too_long)
    if not too_long and any(_too_long(pack, clock, order, start, end) for start, end in order.spans):
        yield Note(EXTENDED_EARLY, _remarks(pack, provision))
    if order.depends_on is not None:
        yield Note("It ends with the order it depends on.", pack.full(order.measure.ends_with_by))
    if order.periods:
        length, start = order.periods[-1]
        yield from counting_notes(pack, clock, length, start, pack.full(provision.cite))
    if order.runs_from == "service":
        yield setting_note(pack, "orders_run_from")
    elif order.measure.runs_from_note:
        yield Note(order.measure.runs_from_note, pack.full(provision.cite))
    if len(order.spans) > 1:
        yield setting_note(pack, "extension_runs_from", _remarks(pack, provision))


def _too_long(pack: Pack, clock: Clock, order: Order, start: datetime, end: datetime) -> Note | None:
    """Say that one decision gave more than the law of its first day allows it."""
    provision = limit(pack.at(clock.day(start)), order.measure.id)
    extends = bool(order.spans) and start > order.spans[0][0]
    ceiling = _ceiling(provision, order.measure.id, extends=extends) if provision else None
    if (
        provision is None
        or ceiling is None
        or end <= clock.end(period(ceiling.is_), start, order.first.where)
    ):
        return None
    what = "extension" if extends else "order"
    text = f"The {what} is longer than the provision allows ({ceiling.words})."
    return Note(text, pack.full(provision.cite))


def _ceiling(provision: Provision, measure: str, *, extends: bool) -> Value | None:
    for term in provision.terms:
        name = (term.max_extension if extends else None) or term.max_duration
        if measure in term.measures and name:
            return provision.values[name]
    return None


def _remarks(pack: Pack, provision: Provision) -> str:
    return pack.full(provision.cite + (REMARKS if provision.remarks else ""))


def limit(pack: Pack, measure: str) -> Provision | None:
    """Return the provision that limits how long the measure may last, or None."""
    for provision in pack.provisions.values():
        if any(measure in term.measures and term.max_duration for term in provision.terms):
            return provision
    return None
