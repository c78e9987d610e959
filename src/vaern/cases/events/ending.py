"""An order ends before its time."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event


class WithdrawalRequested(Event):
    """The one who asked for an order asks no more. The order stands until a person has weighed it."""

    type = "withdrawal_requested"
    order: str
    measure: str
    spoken_to_alone: bool | None = None
    under_pressure: bool | None = None
    summary: str = ""


class Withdrawn(Event):
    """The request was withdrawn, public interest did not carry the order on, and it fell."""

    type = "withdrawn"
    deadline = ("measure", "order")
    measure: str
    order: str | None = None
    reasons: str = ""


class Lifted(Event):
    """The order was lifted before its time; `because` says what for."""

    type = "lifted"
    deadline = ("measure", "order")
    deadline_type = "withdrawn"
    order: str
    measure: str
    because: Literal[
        "no_longer_needed", "complaint", "acquittal", "disproportionate", "replaced", "made_in_error"
    ]
    reasons: str = Field(min_length=1)


class ReunitedPeacefully(Event):
    """The parties live in peace together again; `of_free_will` says that it was not forced on her."""

    type = "reunited_peacefully"
    deadline = ()
    of_free_will: bool
    summary: str = Field(min_length=1)


class Acquitted(Event):
    """The respondent was acquitted of `acts`; `other_grounds`: a person says so."""

    type = "acquitted"
    deadline = ("other_grounds",)
    acts: tuple[str, ...] = ()
    other_grounds: bool
    reasons: str = Field(min_length=1)
