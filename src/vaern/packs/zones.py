"""Reads which questions of law a drawn zone bears on: `laws/<pack>/zones.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vaern.errors import InputError
from vaern.law.explanation import has
from vaern.packs.loading import law_folder, load
from vaern.packs.schema import read_yaml

ZONES_FILE = "zones.yaml"


@dataclass(frozen=True, slots=True)
class Question:
    """Where the law asks it, in the law's own words."""

    citation: str
    words: str


@cache
def zone_questions(pack_id: str) -> Mapping[str, Question]:
    """Return the questions by name; empty where the pack says nothing of zones. InputError on a bad file."""
    pack, where = load(pack_id), f"{pack_id}/{ZONES_FILE}"
    path = law_folder() / pack_id / ZONES_FILE
    if not path.exists():
        return {}
    questions = read_yaml(path.read_bytes(), "zones", where)["questions"]
    for name, each in questions.items():
        if not has(pack, each["citation"].removeprefix(f"{pack_id} ")):
            raise InputError(
                "unknown cited provision", f"{where}:/questions/{name}", "a provision of the pack"
            )
    return {name: Question(each["citation"], each["words"]) for name, each in questions.items()}
