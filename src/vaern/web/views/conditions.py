"""The law's answer as a page shows it: each ground, its conditions, and the person's answer behind each."""

from __future__ import annotations

from typing import Any

from vaern.cases.events import IncidentRecorded
from vaern.cases.file import CaseFile

JUDGEMENT = "judgements."


def measures(file: CaseFile) -> list[dict[str, Any]]:
    """Return the measures in the pack's order, with `ways` (each ground, then what holds for all) in place of
    their grounds; each condition knows the answers it rests on, the entries behind it and what is open,
    and of each open question (`questions`) who answers it and what the law tells them to weigh.
    """
    return [
        {"name": name, **measure, "ways": _ways(file, measure)}
        for name, measure in file.assessment["measures"].items()
    ]


def _ways(file: CaseFile, measure: dict[str, Any]) -> list[dict[str, Any]]:
    for_all = {"citation": "", "holds": "", "conditions": measure["general_conditions"]}
    return [
        {**way, "conditions": [_with_answers(file, measure, each) for each in way["conditions"]]}
        for way in (*measure["grounds"], for_all)
        if way["conditions"]
    ]


def _with_answers(file: CaseFile, measure: dict[str, Any], condition: dict[str, Any]) -> dict[str, Any]:
    numbers = {line.event.id: line.number for line in file.lines if isinstance(line.event, IncidentRecorded)}
    because, missing = condition["because"], condition["missing"]
    open_ = [each.removeprefix(JUDGEMENT) for each in missing if each.startswith(JUDGEMENT)]
    return {
        **condition,
        "answers": [line for each in because if (line := file.answers.get(each.removeprefix(JUDGEMENT)))],
        "facts": [(each, numbers.get(each)) for each in because if not each.startswith(JUDGEMENT)],
        "questions": [(name, _weighed(measure, name)) for name in open_],
        "unknown": [each for each in missing if not each.startswith(JUDGEMENT)],
    }


def _weighed(measure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    judged = name.partition(".")[0]
    return [each for each in measure["assessments"] if each["judged"] in (name, judged)]
