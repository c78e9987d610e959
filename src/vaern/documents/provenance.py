"""What every document says about itself: under which law, how far to trust it, from which files it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from vaern.documents.printed import Language, moment

Status = Literal["in_force_then", "draft", "reference"]


@dataclass(frozen=True)
class LawReceipt:
    """The receipt of an assessment: pack, its status, the engine's version and (file, `sha256:…`) pairs."""

    pack: str
    status: Status
    engine: str
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Passage:
    """Words of a statute, verbatim in the statute's own language, with the citation that finds them."""

    citation: str
    text: str


@dataclass(frozen=True)
class Origin:
    """Which document this is: its id, when it was made, the digest of its data, the law behind it."""

    document_id: str
    made_at: datetime
    sha256: str
    receipt: LawReceipt
    demonstration: bool


def passage(words: Passage) -> list[str]:
    """Return a passage as the templates take it: citation, words."""
    return [words.citation, words.text]


def frame(origin: Origin, title: str, language: Language) -> dict[str, Any]:
    """Return what stands around any document: title, banner, footer, receipt."""
    return {
        "language": language,
        "title": title,
        "banner": {"heading": _headline(origin), "lines": _warnings(origin)},
        "footer": {
            "notice": _headline(origin),
            "document": _("Document {id}").format(id=origin.document_id),
            "page": _("Page {page} of {pages}"),
        },
        "receipt": _receipt(origin),
    }


def _headline(origin: Origin) -> str:
    by_status = {
        "draft": _("Draft law, never in force"),
        "in_force_then": _("Law as it was then"),
        "reference": _("For reference only"),
    }
    words = by_status[origin.receipt.status]
    return " · ".join([words, _("Demonstration")] if origin.demonstration else [words])


def _warnings(origin: Origin) -> list[str]:
    by_status = {
        "draft": _("{law} is a draft. It has never been in force and binds nobody."),
        "in_force_then": _("{law} is law as it was then. It may have changed."),
        "reference": _("{law} is shown for reference and decides nothing."),
    }
    lines = [by_status[origin.receipt.status].format(law=origin.receipt.pack)]
    if origin.demonstration:
        lines.append(_("This is a demonstration, not a document from an authority."))
        lines.append(
            _("One operating-system user runs everything here, so the sealing key is not truly held apart.")
        )
    return lines


def _receipt(origin: Origin) -> dict[str, Any]:
    return {
        "heading": _("Where this document comes from"),
        "rows": [
            [_("Document"), origin.document_id],
            [_("As things stood on"), moment(origin.made_at)],
            [_("Law"), f"{origin.receipt.pack} ({_headline(origin)})"],
            [_("Program"), f"Værn {origin.receipt.engine}"],
        ],
        "sha256": [_("SHA-256 of its data"), origin.sha256],
        "files_heading": _("Law files used"),
        "files": [list(pair) for pair in origin.receipt.files],
    }
