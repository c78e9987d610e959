"""Somebody complains of a decision to the state prosecutor."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event


class ComplaintMade(Event):
    """A decision was complained of; `order` is absent where the decision refused one or dropped a charge."""

    type = "complaint_made"
    by: Literal["respondent", "protected_person"]
    over: Literal["order", "refusal", "no_charge"] = "order"
    order: str | None = None
    measure: str | None = None
    grounds: str = ""


class ComplaintSent(Event):
    """The police sent the complaint on to the state prosecutor, with what they say of it."""

    type = "complaint_sent"
    order: str | None = None
    measure: str | None = None
    statement: str = ""


class ComplaintAnswered(Event):
    """The state prosecutor decided; where the order was repealed, `Lifted` says that it fell."""

    type = "complaint_answered"
    order: str | None = None
    measure: str | None = None
    result: Literal["upheld", "changed", "repealed", "rejected"]
    reasons: str = Field(min_length=1)
