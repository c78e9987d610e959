"""Somebody outside is told something of the case, with or without consent, and answers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from vaern.cases.events.event import Event

RECEIVER = "receiver"
"""Whoever answers a letter: no account, only what the letter shows."""
Receiver = Literal["municipality", "health_service", "court", "state_prosecutor", "counsel", "crisis_centre"]
Party = Literal["protected_person", "respondent"]


class ConsentGiven(Event):
    """A party lets `receivers` be told, of what `extent` says, until it is withdrawn."""

    type = "consent_given"
    by: Party
    receivers: tuple[Receiver, ...] = Field(min_length=1)
    in_writing: bool | None = None
    extent: str = ""

    def outrun_by(self, later: Event) -> bool:
        """Only what the same party says meanwhile."""
        return isinstance(later, (ConsentGiven, ConsentWithdrawn)) and later.by == self.by


class ConsentWithdrawn(Event):
    """A party lets `receivers` be told nothing more; letters that rest on the consent close."""

    type = "consent_withdrawn"
    by: Party
    receivers: tuple[Receiver, ...] = Field(min_length=1)

    def outrun_by(self, later: Event) -> bool:
        """Nothing outruns a no."""
        return False


class Disclosed(Event):
    """Somebody outside was told by a `ground` of the pack: `orders` and entries (`shows`), nothing more."""

    type = "disclosed"
    receiver: Receiver
    authority: str = Field(min_length=1)
    contact: str = ""
    ground: str
    about: tuple[Party, ...] = Field(min_length=1)
    reasons: str = ""
    orders: tuple[str, ...] = ()
    shows: tuple[int, ...] = ()
    asked: str = ""
    answer_by: date | None = None
    manner: Literal["link", "letter", "by_telephone", "in_person"] = "link"

    def outrun_by(self, later: Event) -> bool:
        """A consent that was taken back meanwhile."""
        return isinstance(later, ConsentWithdrawn)


class OrderAnswer(BaseModel):
    """What a court or the state prosecutor says of one order."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    order: str
    result: Literal["approved", "partly_approved", "annulled", "upheld", "changed", "repealed", "rejected"]


class ReceiverAnswered(Event):
    """Whoever was told answered: entry `told` came, what was done and by whom, what was ruled.

    A ruling takes effect when an officer has read it and says it in the case.
    """

    type = "receiver_answered"
    said_by: ClassVar[frozenset[str]] = frozenset({RECEIVER})
    told: int
    receiver: Receiver
    authority: str
    contact: str = Field(min_length=1)
    telephone: str = ""
    done: str = ""
    done_on: date | None = None
    answers: tuple[OrderAnswer, ...] = ()
    reasons: str = ""

    def outrun_by(self, later: Event) -> bool:
        """One answer takes nothing from another."""
        return False
