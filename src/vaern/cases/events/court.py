"""The respondent has the court try an order: demanded, brought there, heard, ruled on."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from vaern.cases.events.event import Event


class CourtReviewRequested(Event):
    """The respondent demanded that the court try the order; `summons_to` is where he can be summoned."""

    type = "court_review_requested"
    deadline = ("measure", "order", "at_service")
    order: str
    measure: str
    at_service: bool = False
    summons_to: str = ""
    telephone: str = ""


class SubmittedToCourt(Event):
    """The case was brought before the court: an order to be tried, or the criminal case with no measure.

    `answers_to` are the duties it discharges where the measure does not say; `bundle_sha256` what was sent.
    """

    type = "submitted_to_court"
    deadline = ("measure", "order", "answers_to")
    measure: str | None = None
    order: str | None = None
    answers_to: tuple[str, ...] = ()
    bundle_sha256: str | None = None


class HearingSet(Event):
    """The court set the time of the hearing, and the respondent was told."""

    type = "hearing_set"
    order: str
    measure: str
    hearing_at: AwareDatetime
    respondent_told: Literal["at_the_station", "at_the_address_given", "by_telephone", "served"] | None = None


class CounselAppointed(Event):
    """The court appointed counsel."""

    type = "counsel_appointed"
    represents: Literal["respondent", "protected_person"]
    name: str = ""


class HearingHeld(Event):
    """The court heard the case."""

    type = "hearing_held"
    deadline = ("measure", "order")
    order: str
    measure: str
    respondent_present: bool | None = None
    counsel_present: bool | None = None
    statement: str = ""


class Ruled(Event):
    """The court ruled on one order.

    Where it approved only a part, `terms`, `wording` and `exceptions` say what the order forbids from here;
    `circumstances` are those that the ruling rests on; `expires_on` is an earlier last day.
    """

    type = "ruled"
    deadline = ("measure", "order", "result", "expires_on")
    order: str
    measure: str
    result: Literal["approved", "partly_approved", "annulled"]
    circumstances: str = Field(min_length=1)
    terms: tuple[str, ...] = ()
    wording: str = ""
    exceptions: str = ""
    expires_on: date | None = None


class RulingAppealed(Event):
    """A ruling was appealed to the high court; it stands meanwhile."""

    type = "ruling_appealed"
    order: str
    measure: str
    by: Literal["respondent", "prosecutor"]
    reasons: str = ""


class CompensationClaimed(Event):
    """The respondent claimed compensation for an order that was annulled, or for having been detained."""

    type = "compensation_claimed"
    deadline = ("measure", "order")
    order: str | None = None
    measure: str | None = None
    reasons: str = ""
