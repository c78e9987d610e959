"""Was an order in force at a moment: after service, before its end."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.law.answer import Answer, all_of, any_of, claim, no, undetermined
from vaern.law.facts import Act, Facts, Order

HOUSEHOLD_OF_VICTIM = {"victim", "household_member"}
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
        return undetermined(f"acts.{act.id}.breach_of") if act.kind in (None, "breach") else no()
    if act.breach_of not in measures:
        return no(act.id)
    if facts.orders is None:
        return undetermined("orders")
    if act.at is None:
        return undetermined(f"acts.{act.id}.at")
    at = act.at
    broken = [
        in_force(each, at, zone)
        for each in facts.orders
        if each.measure == act.breach_of and _shields(each, act.against)
    ]
    return any_of(broken) if broken else no(act.id)


def _shields(order: Order, against: str | None) -> bool:
    if against is None or _same(order.protects, against):
        return True
    return _same(order.protects, "victim") and against in HOUSEHOLD_OF_VICTIM


def _same(protects: str, role: str) -> bool:
    return ("victim" if protects in COLLECTIVES else protects) == ("victim" if role in COLLECTIVES else role)
