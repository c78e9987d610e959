"""The bundle with which a case is brought before the court: one PDF with an index.

It holds what the court tries the case on: the decisions, what was reported, the assessments, the incidents,
the service, the photographs by list and the statements. There is no field for where the protected person
lives, works or can be reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vaern.documents import bundle_page, prohibitions, record
from vaern.documents.decision import DecisionData
from vaern.documents.printed import Answer, Language, speaking
from vaern.documents.provenance import LawReceipt, Origin, Passage
from vaern.documents.typesetting import typeset


@dataclass(frozen=True)
class Demand:
    """The respondent's demand: when, for which order, whether at service, and until when it could be made."""

    at: datetime
    measure: str
    at_service: bool
    last_moment: datetime | None
    submit_by: datetime | None
    hear_by: datetime | None
    passage: Passage


@dataclass(frozen=True)
class Told:
    """Something that stands in the log: when, who said it (a role in words), what."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class Answered:
    """A question the law leaves to a person: in words, the answer, who gave it and why."""

    question: str
    answer: Answer
    at: datetime
    by: str
    reasons: str


@dataclass(frozen=True)
class Service:
    """One service of one order."""

    measure: str
    at: datetime
    extension: bool
    manner: str
    served_by: str = ""
    language: str = ""
    told_of_review: bool | None = None


@dataclass(frozen=True)
class Photograph:
    """A photograph by list: the court sees it on request, by its hash."""

    at: datetime
    text: str
    sha256: str


@dataclass(frozen=True)
class BundleData:
    """Everything the bundle holds, in the order of its index. `court` is the law's word for it.

    `stands_at` is the moment up to which it tells; `entries` is how many entries of the log it rests on and
    `log_sha256` the hash of the last of them.
    """

    document_id: str
    case_number: str
    court: str
    stands_at: datetime
    respondent_name: str
    respondent_born: date | None
    summons_to: str
    telephone: str
    counsel: str
    demands: tuple[Demand, ...]
    decisions: tuple[DecisionData, ...]
    reports: tuple[Told, ...]
    assessments: tuple[Answered, ...]
    incidents: tuple[Told, ...]
    services: tuple[Service, ...]
    photographs: tuple[Photograph, ...]
    statements: tuple[Told, ...]
    entries: int
    log_sha256: str
    receipt: LawReceipt
    demonstration: bool = True


def as_json(data: BundleData) -> bytes:
    """Return the canonical JSON whose SHA-256 the bundle prints."""
    return record.as_json(data)


def render(data: BundleData, language: Language, withheld: Sequence[str] = ()) -> bytes:
    """Return the bundle as PDF.

    Raises `InputError` for an unknown term, and when any text holds one of the `withheld` words (the
    protected person's address, telephone, workplace): he and his counsel read it.
    """
    record.refuse_withheld(data, withheld)
    digest = record.digest(as_json(data))
    origin = Origin(data.document_id, data.stands_at, digest, data.receipt, data.demonstration)
    with speaking(language):
        for decision in data.decisions:
            for measure in decision.measures:
                prohibitions.check(measure.terms)
        page = bundle_page.compose(data, origin, language)
    return typeset("bundle", page, data.stands_at)
