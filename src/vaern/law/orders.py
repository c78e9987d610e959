"""Was an order in force at a moment: after service, before its end."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.law.answer import NO, Answer, all_of, any_of, claim, no, undetermined, yes
from vaern.law.facts import Act, Facts, Order

REACHING = {"contact", "following", "threat_of_violence"}
"""Acts that reach another, as an order may forbid, whether or not anybody called them a breach."""
COLLECTIVES = {"institution", "company", "authority"}


def in_force(order: Order, at: datetime, zone: ZoneInfo) -> Answer:
    """Answer whether the order bound at that moment; an unknown service or end leaves it open."""
    name = f"orders.{order.id}"
    if order.ended_at is not None and order.ended_at <= at:
        return no(order.id)
    return all_of(
        [
            undetermined(f"{name}.served_at")
            if order.served_at is None
            else claim(order.served_at <= at, order.id),
            undetermined(f"{name}.expires_on")
            if order.expires_on is None
            else claim(at.astimezone(zone).date() <= order.expires_on, order.id),
        ]
    )


def order_binds(facts: Facts, measure: str, protecting: str, zone: ZoneInfo) -> Answer:
    """Answer whether an order of that measure protects that role now."""
    if facts.orders is None:
        return undetermined("orders")
    bound = [
        in_force(each, facts.at, zone)
        for each in facts.orders
        if each.measure == measure and _same(each.protects, protecting)
    ]
    return any_of(bound) if bound else no("orders")


def breaks_an_order(act: Act, measures: list[str], facts: Facts, zone: ZoneInfo) -> Answer:
    """Answer whether the act broke an order of one of these measures while it was in force."""
    if act.breach_of is None:
        return _may_break(act, measures, facts, zone)
    if act.breach_of not in measures:
        return no(act.id)
    if facts.orders is None:
        return undetermined("orders")
    if act.at is None:
        return undetermined(f"acts.{act.id}.at")
    broken = _broken(act, act.at, [act.breach_of], facts, zone)
    return any_of(broken) if broken else no(act.id)


def _may_break(act: Act, measures: list[str], facts: Facts, zone: ZoneInfo) -> Answer:
    """An act nobody calls a breach is none, unless it reached somebody an order then protected.

    Where other acts are called breaches, whoever wrote the acts down has told them from this one.
    """
    if act.kind not in (None, "breach"):
        are_told_apart = any(each.breach_of is not None for each in facts.acts or ())
        if act.kind not in REACHING or not facts.orders or act.at is None or are_told_apart:
            return no()
        if any_of(_broken(act, act.at, measures, facts, zone)).holds == NO:
            return no()
    return undetermined(f"acts.{act.id}.breach_of")


def _broken(act: Act, at: datetime, measures: list[str], facts: Facts, zone: ZoneInfo) -> list[Answer]:
    return [
        all_of([in_force(each, at, zone), _shields(each, act, each.measure in facts.of_place)])
        for each in facts.orders or ()
        if each.measure in measures
    ]


def _shields(order: Order, act: Act, of_place: bool) -> Answer:
    """A ban on contact shields the one it protects; a closed place is closed whomever he meets there."""
    if of_place:
        return yes(act.id)
    if act.against is None:
        return undetermined(f"acts.{act.id}.against")
    return claim(_same(order.protects, act.against), act.id)


def _same(protects: str, role: str) -> bool:
    return ("victim" if protects in COLLECTIVES else protects) == ("victim" if role in COLLECTIVES else role)
