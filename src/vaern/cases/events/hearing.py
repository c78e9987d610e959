"""Before a decision: a party is heard and shown the file; the case may be settled without an order."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event

Party = Literal["respondent", "protected_person"]


class HidingRecorded(Event):
    """Somebody asked whether the protected person lives in hiding from the respondent.

    `withheld` are seals of words that must not reach him (`cases.withheld`); the words stand nowhere.
    """

    type = "hiding_recorded"
    hiding: bool
    withheld: tuple[str, ...] = ()


class PartyHeard(Event):
    """A party was told what speaks against him or her, and answered; the law asks for no form."""

    type = "party_heard"
    party: Party
    manner: Literal["in_person", "in_writing", "by_telephone"]
    told: str = Field(min_length=1)
    answered: str = ""
    also_questioned: bool | None = None


class HearingOmitted(Event):
    """A party was not heard before the decision, and somebody said why."""

    type = "hearing_omitted"
    party: Party
    ground: Literal["knows_already", "not_found", "did_not_answer", "other"]
    reasons: str = Field(min_length=1)


class AccessAsked(Event):
    """A party asked to see the documents of the case."""

    type = "access_asked"
    party: Party


class AccessDecided(Event):
    """Documents were shown, in part, or refused with the ground of the law."""

    type = "access_decided"
    party: Party
    given: Literal["all", "part", "none"]
    documents: str = ""
    ground: str = ""


class Admonished(Event):
    """The police warned the respondent informally. It has no effect in law and forbids nothing."""

    type = "admonished"
    manner: Literal["in_person", "in_writing", "by_telephone"]
    told: str = Field(min_length=1)
    answered: str = ""


class SettlementSought(Event):
    """The police tried to settle the case without an order; a person says that the law's limits allow it."""

    type = "settlement_sought"
    way: Literal["police", "mediation_board"]
    violence: bool
    needs_protection: bool
    agreed_to_try: bool
    outcome: Literal["settled", "not_settled"]
    terms: str = ""


class TelephoneDataAsked(Event):
    """The court was asked to have a telephone company give out who called."""

    type = "telephone_data_asked"
    reasons: str = Field(min_length=1)
    since: date | None = None
    until: date | None = None


class DecisionHandedOver(Event):
    """Another district makes the decision, so that the order does not tell where the protected person lives.

    `their_reference` is printed in place of this district's own.
    """

    type = "decision_handed_over"
    measure: str
    district: str = Field(min_length=1)
    their_reference: str = Field(min_length=1)
    agreed_with: str = ""
    reasons: str = Field(min_length=1)


class DecisionPutBack(Event):
    """The decision waits, and somebody said for what."""

    type = "decision_put_back"
    measure: str
    reasons: str = Field(min_length=1)
    looked_at_again_on: date | None = None
