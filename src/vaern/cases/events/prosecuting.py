"""The criminal case: charged, investigated, decided on, ended."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event


class CriminalRegisterAsked(Event):
    """The criminal register was asked for the respondent's past; `answer` is what it said, once it has."""

    type = "criminal_register_asked"
    answer: Literal["nothing", "violence_or_threats", "other"] | None = None
    summary: str = ""


class ReportedToCriminalRegister(Event):
    """The criminal register was told of an order."""

    type = "reported_to_criminal_register"
    deadline = ("measure", "order")
    order: str
    measure: str


class Charged(Event):
    """The respondent was charged (sigtet) with `acts`; time targets hang on the kind of offence."""

    type = "charged"
    deadline = ("offence", "mental_examination")
    offence: Literal["violence", "rape"] | None = None
    mental_examination: bool | None = None
    acts: tuple[str, ...] = ()
    provisions: str = ""


class InvestigationClosed(Event):
    """The investigation was closed."""

    type = "investigation_closed"
    deadline = ()


class ProsecutionDecided(Event):
    """The prosecutor decided the question of prosecution, with an answer to each thing RM § 6.1 asks.

    An absent answer: the thing was not considered, and the page says so.
    """

    type = "prosecution_decided"
    result: Literal["indicted", "fined", "waived", "dropped"]
    acts: tuple[str, ...] = ()
    victim_may_refuse: bool | None = None
    ask_court_to_order_testimony: bool | None = None
    other_evidence_suffices: bool | None = None
    reporting_officer_heard: bool | None = None
    guilt_beyond_doubt: bool | None = None
    claim: str = ""
    reasons: str = Field(min_length=1)


class OutcomeRecorded(Event):
    """How the criminal case ended; an acquittal is an event of its own."""

    type = "outcome_recorded"
    result: Literal["judgment", "fined", "waived", "dropped"]
    acts: tuple[str, ...] = ()
    sentence: str = ""
    kind: Literal["unconditional", "suspended", "measure", "fine", "other"] | None = None
    days: int | None = Field(default=None, ge=0)
    joint: bool | None = None


class OutcomeTold(Event):
    """The protected person was told what became of the case, and where she can complain of it."""

    type = "outcome_told"
    manner: Literal["in_person", "by_telephone", "letter", "counsel"]
    told_of_complaint: bool | None = None
    summary: str = ""
