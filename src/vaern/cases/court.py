"""What the court is asked to try, and what was given together with it."""

from __future__ import annotations

from vaern.cases.events import CourtReviewRequested, Ruled
from vaern.cases.file import CaseFile
from vaern.cases.orders import Order


def may_be_demanded(file: CaseFile) -> list[Order]:
    """Return the orders for which the respondent has, or has had, a right to demand court review."""
    named = {duty["order"] for duty in file.obligations if duty["kind"] == "demand_court_review"}
    return [order for order in file.orders if order.name in named]


def last_moment(file: CaseFile, order: Order) -> str | None:
    """Return the last moment to demand review of the order, after its last service (ISO 8601), or None."""
    due = file.due("demand_court_review", order.name)
    return due.isoformat() if due else None


def tried(file: CaseFile) -> list[Order]:
    """Return the orders that the court is asked to try and has not ruled on since, demanded ones first."""
    waiting: dict[str, bool] = {}
    for event in file.happened:
        if isinstance(event, CourtReviewRequested):
            waiting |= dict.fromkeys(tried_together(file, event.order), True)
        elif isinstance(event, Ruled):
            waiting[event.order] = False
    return [order for name in waiting if waiting[name] and (order := file.order(name))]


def under_review(file: CaseFile) -> list[Order]:
    """Return those of the orders being tried that the respondent named in a demand."""
    named = {event.order for event in file.happened if isinstance(event, CourtReviewRequested)}
    return [order for order in tried(file) if order.name in named]


def tried_together(file: CaseFile, name: str) -> list[str]:
    """Return an order's name and the names of those tried with it.

    Those were made at the same moment, or hang on it and have no review of their own.
    """
    main, alone = file.order(name), may_be_demanded(file)
    if main is None:
        return []
    return [name] + [
        order.name
        for order in file.orders
        if order.name != name
        and (order.decided_at == main.decided_at or (order not in alone and _hangs_on(file, order, main)))
    ]


def _hangs_on(file: CaseFile, order: Order, main: Order) -> bool:
    return file.pack.measures[order.measure].ends_with == main.measure
