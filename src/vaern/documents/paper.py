"""A short paper that is handed over: a title, parts, perhaps a line to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from vaern.documents import record
from vaern.documents.printed import Language, speaking
from vaern.documents.provenance import LawReceipt, Origin, Passage, frame, passage
from vaern.documents.typesetting import typeset


@dataclass(frozen=True)
class Part:
    """One part of a paper, in this order: rows of label and text, sentences, list items, rules."""

    heading: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    rules: tuple[Passage, ...] = ()
    boxed: bool = False


@dataclass(frozen=True)
class PaperData:
    """Everything a paper says, in the reader's language; `made_at` is when what it tells of happened."""

    document_id: str
    title: str
    made_at: datetime
    parts: tuple[Part, ...]
    receipt: LawReceipt
    first: str = ""
    signatures: tuple[str, ...] = ()
    demonstration: bool = True


def render(data: PaperData, language: Language, withheld: Sequence[str] = ()) -> bytes:
    """Return the paper as PDF; raises `InputError` when a text holds one of the `withheld` words."""
    record.refuse_withheld(data, withheld)
    origin = Origin(
        data.document_id, data.made_at, record.digest(record.as_json(data)), data.receipt, data.demonstration
    )
    with speaking(language):
        around = frame(origin, data.title, language)
    page = {
        "frame": around,
        "first": data.first,
        "parts": [_part(part) for part in data.parts],
        "signatures": list(data.signatures),
    }
    return typeset("paper", page, data.made_at)


def _part(part: Part) -> dict[str, Any]:
    return asdict(part) | {"rules": [passage(rule) for rule in part.rules]}
