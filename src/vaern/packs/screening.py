"""Reads which reported incidents could have led to a measure: `laws/<pack>/screening.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vaern.errors import InputError
from vaern.law.penal import Listed
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

SCREENING_FILE = "screening.yaml"


@dataclass(frozen=True, slots=True)
class Screening:
    """What the source asks of an incident, the reasons it gives for not using a measure, the districts.

    `sections` are those of `law` that count, `excluded` those that do not, `excluded_parts` the subsections
    that do not by their section; `kinds` count whatever section they are under.
    """

    pack: str
    words: str
    law: str
    sections: Listed
    excluded: Listed
    excluded_parts: Mapping[int, int]
    kinds: frozenset[str]
    age_years: int
    reasons: Mapping[str, str]
    practice: str
    districts: Mapping[str, str]


@cache
def screening(pack_id: str) -> Screening:
    """Return what a pack says of screening; InputError for a bad file, or where the pack says nothing."""
    load(pack_id)
    where = f"{pack_id}/{SCREENING_FILE}"
    try:
        data = read_yaml((law_folder() / pack_id / SCREENING_FILE).read_bytes(), "screening", where)
    except OSError:
        raise InputError("the pack says nothing of screening", where, "a readable YAML file") from None
    criteria = data["criteria"]
    parts = dict(each.rstrip(")").split("(") for each in criteria["except"] if "(" in each)
    return Screening(
        pack=data["pack"],
        words=criteria["words"],
        law=criteria["law"],
        sections=Listed(criteria["law"], criteria["sections"]),
        excluded=Listed(criteria["law"], [each for each in criteria["except"] if "(" not in each]),
        excluded_parts={int(section): int(part) for section, part in parts.items()},
        kinds=frozenset(criteria["kinds"]),
        age_years=criteria["age_years"],
        reasons={name: said["words"] for name, said in data["reasons"].items()},
        practice=data["practice"]["words"],
        districts=data["districts"]["names"],
    )
