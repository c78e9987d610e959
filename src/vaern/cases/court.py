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
    """Return the orders under review, and those tried with them.

    Those are the orders given at the same moment, and those that hang on one and have no review of their own.
    """
    main, alone = under_review(file), may_be_demanded(file)
    measures, moments = {order.measure for order in main}, {order.decided_at for order in main}
    return [
        order
        for order in file.orders
        if order in main
        or (not order.ended_at and order.decided_at in moments)
        or (not order.ended_at and order not in alone and _hangs_on(file, order) in measures)
    ]


def _hangs_on(file: CaseFile, order: Order) -> str | None:
    return file.pack.measures[order.measure].ends_with
