"""The law's answer as a page shows it: each measure, its conditions, and the person's answer behind each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vaern.cases.file import CaseFile

JUDGEMENT = "judgements."


def measures(file: CaseFile) -> list[dict[str, Any]]:
    """Return the measures in the pack's order, each condition with the assessments it rests on and misses."""
    return [
        {"name": name, **measure, "conditions": [_with_answers(file, each) for each in _conditions(measure)]}
        for name, measure in file.assessment["measures"].items()
    ]


def _conditions(measure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for ground in measure["grounds"]:
        for condition in ground["conditions"]:
            yield {**condition, "ground": ground["citation"]}
    for condition in measure["general_conditions"]:
        yield {**condition, "ground": ""}


def _with_answers(file: CaseFile, condition: dict[str, Any]) -> dict[str, Any]:
    because = [each for each in condition["because"] if each.startswith(JUDGEMENT)]
    missing = [each for each in condition["missing"] if each.startswith(JUDGEMENT)]
    return {
        **condition,
        "answers": [line for each in because if (line := file.answers.get(each.removeprefix(JUDGEMENT)))],
        "facts": [each for each in condition["because"] if not each.startswith(JUDGEMENT)],
        "open": [each.removeprefix(JUDGEMENT) for each in missing],
        "unknown": [each for each in condition["missing"] if not each.startswith(JUDGEMENT)],
    }
