"""Made-up cases for the desk's speed: how they run, who they name; nobody in them exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from vaern.cases import index
from vaern.cases.events import read
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.models import Case
from vaern.packs.screening import screening

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
BEGUN_DAYS_AGO = range(4, 184, 6)
DISTRICTS = list(screening("dk-2004").districts)
OFFICERS = [f"officer-{number}" for number in range(1, 241)]
FIRST = [
    "Anna",
    "Bo",
    "Carl",
    "Dorte",
    "Erik",
    "Freja",
    "Gorm",
    "Helle",
    "Ida",
    "Jens",
    "Karen",
    "Lars",
    "Mette",
    "Niels",
    "Oda",
    "Per",
    "Rasmus",
    "Søren",
    "Tina",
    "Ulla",
    "Åse",
]
LAST = [
    "Aagaard",
    "Berg",
    "Christensen",
    "Dam",
    "Eriksen",
    "Frost",
    "Groth",
    "Holm",
    "Iversen",
    "Jensen",
    "Krogh",
    "Lund",
    "Møller",
    "Nygaard",
    "Olsen",
    "Poulsen",
    "Ravn",
    "Skov",
    "Toft",
    "Winther",
    "Østergård",
]
KINDS = {"reported": 15, "assessed": 35, "decided": 8, "served": 32, "closed": 10}
"""How far the cases have come, in per cent."""


def told(kind: str, incidents: int) -> Iterator[dict[str, Any]]:
    """Yield what is said in a case, `day` counted from its first; names are filled in later."""
    yield {"day": 0, "type": "case_taken", "officer": "", "district": ""}
    yield {"day": 0, "type": "reported", "by": "victim", "summary": "Messages and calls, every day."}
    yield {
        "day": 0,
        "type": "party_recorded",
        "role": "protected_person",
        "name": "",
        "protected_role": "victim",
    }
    yield {"day": 0, "type": "party_recorded", "role": "respondent", "name": "", "birthdate": ""}
    yield {"day": 0, "type": "relationship_recorded", "kind": "former_partner", "living_together": False}
    for number in range(incidents):
        yield {
            "day": 0, "type": "incident_recorded", "id": f"I{number + 1}", "kind": "contact",
            "against": "victim", "suspicion": "reasoned", "after_refusal": True,
            "summary": "Waited outside the entrance.",
        }  # fmt: skip
    if kind == "reported":
        return
    yield {"day": 0, "type": "requested", "measure": "tilhold", "by": "victim"}
    for name in ("peace_violated", "repetition_expected", "proportionate.tilhold"):
        yield {"day": 1, "type": "assessed", "judgement": name, "value": True, "reasons": "He will not stop."}
    if kind == "assessed":
        return
    yield {"day": 1, "type": "decided", "order": "T1", "measure": "tilhold", "duration": "P1Y"}
    if kind == "decided":
        return
    yield {"day": 2, "type": "served", "order": "T1", "measure": "tilhold", "manner": "In person."}
    if kind == "closed":
        yield {"day": 3, "type": "withdrawn", "measure": "tilhold"}


@cache
def shape(
    kind: str, incidents: int, days_ago: int
) -> tuple[list[tuple[str, dict[str, Any]]], dict[str, Any], list[Any]]:
    """Return the entries of such a case (type and data), and its read model, as the program derives them."""
    first = NOW - timedelta(days=days_ago, hours=1)
    lines, entries = [], []
    for number, each in enumerate(told(kind, incidents), start=1):
        at = first + timedelta(days=each.pop("day"), minutes=number)
        name = each.pop("type")
        data = {
            "at": at.isoformat(),
            **{key: value for key, value in each.items() if value != "" or key == "officer"},
        }
        if name == "party_recorded":
            data["name"] = "x"
        event = read(name, data)
        entries.append((name, event.model_dump(mode="json")))
        lines.append(Line(number, event, "officer", at, "", False, None))
    file = CaseFile(Case(law="dk-2011-draft", reference="x"), NOW)
    file.__dict__["lines"] = lines
    summary, duties = index.rows(file)
    return entries, summary, duties


class Person:
    """A made-up person."""

    def __init__(self, chance: random.Random) -> None:
        self.name = (
            f"{chance.choice(FIRST)} {chance.choice(FIRST)[0]}. {chance.choice(LAST)}-{chance.choice(LAST)}"
        )
        self.born = date(1950, 1, 1) + timedelta(days=chance.randrange(20000))
