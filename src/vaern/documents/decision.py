"""The decision that gives a respondent one or more measures.

It holds what forvaltningslovens § 24 asks of written reasons, as RM 3/2008 describes it (seed 002, lines
1168-1172): the rules applied, the main considerations of the discretion, and the facts that weighed.
There is no field for where the protected person lives, works or can be reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from vaern.documents import decision_page, prohibitions, record
from vaern.documents.drawing import Polygons
from vaern.documents.printed import Answer, Language, speaking
from vaern.documents.provenance import LawReceipt, Origin, Passage
from vaern.documents.typesetting import typeset


@dataclass(frozen=True)
class Condition:
    """One condition of the law: its words, the answer, the facts behind it, who assessed it and why."""

    passage: Passage
    holds: Answer
    facts: tuple[str, ...] = ()
    assessed_by: str | None = None
    reasons: str = ""


@dataclass(frozen=True)
class Fact:
    """Something that happened and weighed in the decision; `text` holds no address."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Area:
    """The area of an opholdsforbud: described in words, its polygons in degrees, its version's hash."""

    description: str
    polygons: Polygons
    sha256: str


@dataclass(frozen=True)
class Measure:
    """One measure of the decision.

    `name` is the law's own (`tilhold`, `opholdsforbud`, `bortvisning`, `elektronisk_kontrol`); `terms` are
    keys of `prohibitions`, `exempted` likewise; `wording`, `exceptions`, `covers` (others it protects) and
    `place` (which home or area) are the officer's own words; `lasts` is an ISO 8601 duration; `served_at` and
    `expires_at` (the last moment) are absent until service; `begins_at_release`: when he is let go.
    """

    name: str
    terms: tuple[str, ...]
    rules: tuple[Passage, ...]
    conditions: tuple[Condition, ...]
    wording: str = ""
    exceptions: str = ""
    lasts: str | None = None
    served_at: datetime | None = None
    expires_at: datetime | None = None
    area: Area | None = None
    exempted: tuple[str, ...] = ()
    place: str = ""
    covers: str = ""
    begins_at_release: bool = False


@dataclass(frozen=True)
class Remedy:
    """A way to have the decision tried, with the limits that the law's data holds (never counted here).

    `to` is the law's word for who tries it; `within` and `submitted_within` are ISO 8601 durations.
    """

    kind: Literal["complaint", "court_review"]
    measures: tuple[str, ...]
    to: str
    passage: Passage
    within: str | None = None
    last_moment: datetime | None = None
    submitted_within: str | None = None
    suspends: bool | None = None


@dataclass(frozen=True)
class DecisionData:
    """Everything a decision says; `protected_name` is printed only when the caller passes it.

    `stands_at` is the moment up to which the document tells: the service, where it was served.
    """

    document_id: str
    case_number: str
    authority: str
    decided_at: datetime
    respondent_name: str
    respondent_born: date | None
    measures: tuple[Measure, ...]
    facts: tuple[Fact, ...]
    considerations: tuple[str, ...]
    remedies: tuple[Remedy, ...]
    justified_passage: Passage | None
    effect_from_service: Passage
    penalty: Passage
    receipt: LawReceipt
    protected_name: str | None = None
    stands_at: datetime | None = None
    demonstration: bool = True


def as_json(data: DecisionData) -> bytes:
    """Return the canonical JSON whose SHA-256 the decision prints."""
    return record.as_json(data)


def render(data: DecisionData, language: Language, withheld: Sequence[str] = ()) -> bytes:
    """Return the decision as PDF.

    Raises `InputError` for an unknown term, and when any text holds one of the `withheld` words (the
    protected person's address, telephone, workplace): what the respondent receives never shows them.
    """
    record.refuse_withheld(data, withheld)
    origin = Origin(
        data.document_id,
        data.stands_at or data.decided_at,
        record.digest(as_json(data)),
        data.receipt,
        data.demonstration,
    )
    with speaking(language):
        for measure in data.measures:
            prohibitions.check(measure.terms)
        page = decision_page.compose(data, origin, language)
    return typeset("decision", page, data.decided_at)
