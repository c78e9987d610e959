"""When each order runs out, and what the law allows at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from vaern.deadlines.notes import counting_notes, setting_note
from vaern.deadlines.obligation import Obligation, status_of_order
from vaern.deadlines.orders import Order
from vaern.deadlines.periods import Clock, Period, period
from vaern.law import Pack
from vaern.law.statute import REMARKS, Note, Provision

EXTENDED_EARLY = (
    "Counted from the day the extension took effect, the order runs longer than one decision may give; the "
    "source does not say from when an extension runs."
)


def expiries(pack: Pack, clock: Clock, orders: Sequence[Order], now: datetime) -> Iterator[Obligation]:
    """Return one entry for each order that has taken effect."""
    for order in orders:
        provision = _limit(pack, order.measure.id)
        if provision is not None and order.is_effective:
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
    )


def _notes(pack: Pack, clock: Clock, order: Order, provision: Provision) -> Iterator[Note]:
    value = next(each.max_duration for each in provision.terms if order.measure.id in each.measures)
    allowed = period(provision.values[value or ""].is_)
    if _exceeds(clock, order, allowed):
        words = provision.values[value or ""].words
        yield Note(f"The order is longer than the provision allows ({words}).", pack.full(provision.cite))
    elif any(end > clock.end(allowed, start) for start, end in order.spans):
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


def _exceeds(clock: Clock, order: Order, allowed: Period) -> bool:
    """Tell whether one decision gave more than the provision allows, by its length or by its last day."""
    start, end = order.spans[0] if order.spans else (order.first.at, order.first.at)
    too_long = any(clock.end(length, begins) > clock.end(allowed, begins) for length, begins in order.periods)
    return too_long or end > clock.end(allowed, start)


def _remarks(pack: Pack, provision: Provision) -> str:
    return pack.full(provision.cite + (REMARKS if provision.remarks else ""))


def _limit(pack: Pack, measure: str) -> Provision | None:
    for provision in pack.provisions.values():
        if any(measure in term.measures and term.max_duration for term in provision.terms):
            return provision
    return None
