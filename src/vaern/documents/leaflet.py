"""The leaflet that the respondent is handed at service: his order, and his rights, in his language.

Its words stand in `leaflets/<language>.yaml`: a language more is a file more. Numbers come from the law's
data, the statute is quoted in Danish. There is no field for who is protected or where.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from vaern.documents import leaflet_page
from vaern.documents.decision import Remedy
from vaern.documents.provenance import Passage, Status
from vaern.documents.typesetting import typeset
from vaern.errors import InputError

FOLDER = Path(__file__).parent / "leaflets"
About = Literal["counsel", "municipality", "costs", "compensation", "official"]


@dataclass(frozen=True)
class LeafletData:
    """What the leaflet says of one order.

    `terms` and `exempted` as in `prohibitions`; `place`, `wording` and `exceptions` are the officer's words,
    in Danish; `lasts` and `prison` (the most) are ISO 8601; `served_at`, `expires_at` follow service.
    """

    law: str
    status: Status
    case_number: str
    made_at: datetime
    measure: str
    terms: tuple[str, ...]
    penalty: Passage
    prison: str | None
    remedies: tuple[Remedy, ...] = ()
    exempted: tuple[str, ...] = ()
    place: str = ""
    wording: str = ""
    exceptions: str = ""
    lasts: str | None = None
    begins_at_release: bool = False
    served_at: datetime | None = None
    expires_at: datetime | None = None
    passages: tuple[tuple[About, str, Passage], ...] = ()
    demonstration: bool = True


def _names() -> dict[str, str]:
    return {path.stem: str(words(path.stem)["name"]) for path in sorted(FOLDER.glob("*.yaml"))}


@cache
def words(language: str) -> dict[str, Any]:
    """Return the words of a language; `InputError` for one that the leaflet is not translated into."""
    path = FOLDER / f"{language}.yaml"
    if not language.isalpha() or not path.exists():
        raise InputError(
            "the leaflet is not translated into this language", "/language", ", ".join(LANGUAGES)
        )
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return said


LANGUAGES: dict[str, str] = _names()
"""The languages that the leaflet is there in, by their codes, each in its own name."""


def render(data: LeafletData, language: str) -> bytes:
    """Return the leaflet as PDF; `InputError` for a language it is not there in, or a term without words."""
    return typeset("leaflet", leaflet_page.compose(data, words(language), language), data.made_at)
