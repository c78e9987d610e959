"""What happens to an order after it was served."""

from __future__ import annotations

from vaern.cases.events.event import Event


class CourtReviewRequested(Event):
    """The respondent demanded that the court try the order."""

    type = "court_review_requested"
    deadline = ("measure", "order", "at_service")
    order: str
    measure: str
    at_service: bool = False


class SubmittedToCourt(Event):
    """The case was brought before the court."""

    type = "submitted_to_court"
    deadline = ("measure",)
    measure: str


class Withdrawn(Event):
    """The protected person withdrew the request, and the police let the order fall."""

    type = "withdrawn"
    deadline = ("measure",)
    measure: str
