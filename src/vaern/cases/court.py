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


def under_review(file: CaseFile) -> list[Order]:
    """Return the orders that the court has been asked to try and has not ruled on since."""
    asked: dict[str, bool] = {}
    for event in file.happened:
        if isinstance(event, CourtReviewRequested):
            asked[event.order] = True
        elif isinstance(event, Ruled):
            asked[event.order] = False
    return [order for order in file.orders if asked.get(order.name)]


def tried(file: CaseFile) -> list[Order]:
    """Return the orders under review, and those that are tried with them: given at once, or hanging on them."""
    main = under_review(file)
    measures, moments = {order.measure for order in main}, {order.decided_at for order in main}
    return [
        order
        for order in file.orders
        if order in main
        or not order.ended_at
        and (file.pack.measures[order.measure].ends_with in measures or order.decided_at in moments)
    ]
