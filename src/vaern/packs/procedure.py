"""Reads what must come before a decision under a pack: `laws/<pack>/procedure.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from vaern.errors import InputError
from vaern.law.explanation import has
from vaern.law.penal import Listed
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

PROCEDURE_FILE = "procedure.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the law says it, in its own words; `measures` where it speaks of some only."""

    citation: str
    words: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A case that must not be settled: `id` is the question a person answers.

    `sections` are the sections of a penal statute that answer it by themselves.
    """

    id: str
    words: str
    sections: Listed


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where the law speaks of settling a case, and when it must not be done."""

    place: Place
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """What the pack says of each; None where it is silent."""

    hearing: Place | None = None
    access: Place | None = None
    admonition: Place | None = None
    another_district: Place | None = None
    settlement: Settlement | None = None


@cache
def procedure(pack_id: str) -> Procedure:
    """Return what comes before a decision under the pack; silent where it has no such file."""
    pack, where = load(pack_id), f"{pack_id}/{PROCEDURE_FILE}"
    path = law_folder() / pack_id / PROCEDURE_FILE
    if not path.exists():
        return Procedure()
    data = read_yaml(path.read_bytes(), "procedure", where)
    for name, each in data.items():
        if not has(pack, each["citation"].removeprefix(f"{pack_id} ")):
            raise InputError("unknown cited provision", f"{where}:/{name}", "a provision of the pack")
    places = {name: _place(each) for name, each in data.items() if name != "settlement"}
    settlement = _settlement(data["settlement"]) if "settlement" in data else None
    return Procedure(**places, settlement=settlement)


def _place(data: dict[str, Any]) -> Place:
    return Place(data["citation"], data["words"], tuple(data.get("measures", ())))


def _settlement(data: dict[str, Any]) -> Settlement:
    limits = tuple(
        Limit(each["id"], each["words"], Listed(each.get("law", ""), each.get("sections", ())))
        for each in data["limits"]
    )
    return Settlement(_place(data), limits)
