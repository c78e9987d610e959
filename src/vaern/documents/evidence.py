"""The evidence of one alarm: what the engine saw and released, so that a third party can compute it again.

It holds released fixes only; what the law keeps sealed never reaches this module. The whole record is
attached to the PDF as JSON, with every digit, and its SHA-256 is printed in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vaern.documents import evidence_page, record
from vaern.documents.drawing import Polygons
from vaern.documents.printed import Answer, Language, speaking
from vaern.documents.provenance import LawReceipt, Origin, Passage
from vaern.documents.typesetting import typeset


@dataclass(frozen=True)
class EpisodeEvent:
    """One line of the alarm's episode, as in `alarms.jsonl` (raised, graded, answered, cleared)."""

    event: str
    at: datetime
    grade: str | None = None
    contrary_to_order: Answer | None = None
    inside_probability: float | None = None
    distance_m: float | None = None
    because: str = ""
    provisional: bool = False
    retrospective: bool = False


@dataclass(frozen=True)
class ZoneInForce:
    """The version of the zone the fixes were judged against: polygons (degrees, WGS 84), margin, hash."""

    id: str
    kind: str
    polygons: Polygons
    margin_m: float
    sha256: str
    in_force_from: datetime


@dataclass(frozen=True)
class ReleasedFix:
    """A fix that the law opened: degrees, metres (negative inside), probability of being inside, its hash.

    Distance and probability are absent where the fix was not judged against a zone; `margin_probability` is
    the share of the error inside the zone widened by its margin.
    """

    device: str
    fixed_at: datetime
    received_at: datetime
    lat: float
    lon: float
    accuracy_m: float
    source: str
    distance_m: float | None
    inside_probability: float | None
    sha256: str
    margin_probability: float | None = None


@dataclass(frozen=True)
class JournalEntry:
    """An entry of the engine's journal: its number, its hash, the hash of the entry before, what it says.

    `content_sha256` is of the canonical JSON of {salt, content}; `sha256` of that of {seq, at, kind,
    content_sha256, previous}. So whoever holds the report can compute each entry's hash again.
    """

    sequence: int
    sha256: str
    previous_sha256: str
    at: str = ""
    kind: str = ""
    content_sha256: str = ""
    salt: str | None = None
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Method:
    """The numbers the engine judged with: σ is accuracy divided by `sigma_divisor`, in metres.

    `grades` are (grade, lowest probability); `shown_from` is where a person is shown to be in a place.
    """

    sigma_divisor: float
    grades: tuple[tuple[str, float], ...]
    shown_from: float


@dataclass(frozen=True)
class DeviceHealth:
    """How the device did about the time: charge in percent, and gaps (from, to) without a report."""

    device: str
    battery_pct: float | None = None
    gaps: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True)
class EvidenceData:
    """Everything the report says about one alarm; persons appear only as the control's pseudonyms, if at all.

    `zone` is absent where the alarm is about no zone, such as a lost signal. `opened_by` is the rule that
    opened the fixes, `justified_passage` the one that no machine can judge.
    Law and status stand in `receipt`; the engine's version in `receipt.engine`.
    """

    document_id: str
    made_at: datetime
    alarm: str
    control: str
    kind: str
    device: str
    grade: str | None
    contrary_to_order: Answer
    events: tuple[EpisodeEvent, ...]
    zone: ZoneInForce | None
    fixes: tuple[ReleasedFix, ...]
    journal: tuple[JournalEntry, ...]
    method: Method
    opened_by: Passage
    justified_passage: Passage
    receipt: LawReceipt
    health: tuple[DeviceHealth, ...] = ()
    case_number: str = ""
    demonstration: bool = True


def as_json(data: EvidenceData) -> bytes:
    """Return the canonical JSON (UTF-8, sorted keys) that is attached to the report and named by its hash."""
    return record.as_json(data)


def render(data: EvidenceData, language: Language) -> bytes:
    """Return the report as PDF with `as_json(data)` attached as `evidence.json`."""
    made = as_json(data)
    origin = Origin(data.document_id, data.made_at, record.digest(made), data.receipt, data.demonstration)
    with speaking(language):
        page = evidence_page.compose(data, origin, language)
    return typeset("evidence", page, data.made_at, made)
