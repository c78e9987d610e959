"""The law's answer as a page shows it: each ground, its conditions, and the person's answer behind each."""

from __future__ import annotations

from typing import Any

from vaern.cases.events import IncidentRecorded
from vaern.cases.file import CaseFile

JUDGEMENT = "judgements."


def measures(file: CaseFile) -> list[dict[str, Any]]:
    """Return the measures in the pack's order, with `ways` (each ground, then what holds for all) in place of
    their grounds; each condition knows the answers it rests on, the entries behind it and what is open.
    """
    return [
        {"name": name, **measure, "ways": _ways(file, measure)}
        for name, measure in file.assessment["measures"].items()
    ]


def _ways(file: CaseFile, measure: dict[str, Any]) -> list[dict[str, Any]]:
    for_all = {"citation": "", "holds": "", "conditions": measure["general_conditions"]}
    return [
        {**way, "conditions": [_with_answers(file, each) for each in way["conditions"]]}
        for way in (*measure["grounds"], for_all)
        if way["conditions"]
    ]


def _with_answers(file: CaseFile, condition: dict[str, Any]) -> dict[str, Any]:
    numbers = {line.event.id: line.number for line in file.lines if isinstance(line.event, IncidentRecorded)}
    because, missing = condition["because"], condition["missing"]
    return {
        **condition,
        "answers": [line for each in because if (line := file.answers.get(each.removeprefix(JUDGEMENT)))],
        "facts": [(each, numbers.get(each)) for each in because if not each.startswith(JUDGEMENT)],
        "open": [each.removeprefix(JUDGEMENT) for each in missing if each.startswith(JUDGEMENT)],
        "unknown": [each for each in missing if not each.startswith(JUDGEMENT)],
    }
