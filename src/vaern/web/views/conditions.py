"""The law's answer as a page shows it: each ground, its conditions, and the person's answer behind each."""

from __future__ import annotations

from typing import Any

from vaern.cases.events import Assessed, IncidentRecorded
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.settled import unjudged_for_others
from vaern.packs.decision import decision_rules

JUDGEMENT = "judgements."
DECIDING_LAWS = ("dk-2004", "dk-2011-draft")
"""The packs under which the desk decides."""


def measures(file: CaseFile) -> list[dict[str, Any]]:
    """Return the measures in the pack's order, with `ways` (each ground, then what holds for all) in place of
    their grounds; each condition knows the answers it rests on, the entries behind it and what is open,
    and of each open question (`questions`) who answers it, what the law tells them to weigh, and whether it
    is asked for the first time. `for_others`: the question before a measure protects others too.
    """
    asked: set[str] = set()
    return [
        {
            "name": name,
            **measure,
            "ways": _ways(file, measure, asked),
            "for_others": _for_others(file, name, asked),
        }
        for name, measure in file.assessment["measures"].items()
    ]


def open_questions(found: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Return the questions that wait for an answer, and the facts that nobody knows, each once."""
    conditions = [
        each
        for measure in found
        if measure["available"] == "undetermined"
        for way in measure["ways"]
        if way["holds"] in ("undetermined", "")
        for each in way["conditions"]
    ]
    questions = [name for each in conditions for name, _asked, _first in each["questions"]]
    unknown = [fact for each in conditions for fact in each["unknown"]]
    return list(dict.fromkeys(questions)), list(dict.fromkeys(unknown))


def _for_others(file: CaseFile, measure: str, asked: set[str]) -> dict[str, Any] | None:
    if file.case.law not in DECIDING_LAWS or file.assessment["measures"][measure]["available"] == "no":
        return None
    others = decision_rules(file.case.law).others
    if others is None or unjudged_for_others(file, measure) is None:
        return None
    return {"words": others.words, "judged": others.judged, "first": _first(others.judged or "", asked)}


def _first(name: str, asked: set[str]) -> bool:
    is_first = name not in asked
    asked.add(name)
    return is_first


def _ways(file: CaseFile, measure: dict[str, Any], asked: set[str]) -> list[dict[str, Any]]:
    for_all = {"citation": "", "holds": "", "conditions": measure["general_conditions"]}
    return [
        {
            **way,
            "conditions": [
                _with_answers(file, measure, each, asked, moot=way["holds"] == "no")
                for each in way["conditions"]
            ],
        }
        for way in (*measure["grounds"], for_all)
        if way["conditions"]
    ]


def _with_answers(
    file: CaseFile, measure: dict[str, Any], condition: dict[str, Any], asked: set[str], *, moot: bool
) -> dict[str, Any]:
    numbers = {line.event.id: line.number for line in file.lines if isinstance(line.event, IncidentRecorded)}
    because, missing = condition["because"], condition["missing"]
    open_ = [each.removeprefix(JUDGEMENT) for each in missing if each.startswith(JUDGEMENT)]
    return {
        **condition,
        "answers": [line for each in because if (line := _answer(file, each))],
        "answered": [_answered(file, line, asked) for each in because if (line := _answer(file, each))],
        "facts": [(each, numbers.get(each)) for each in because if not each.startswith(JUDGEMENT)],
        "questions": [] if moot else [(name, _weighed(measure, name), _first(name, asked)) for name in open_],
        "settled": moot or condition["holds"] != "undetermined",
        "unknown": [each for each in missing if not each.startswith(JUDGEMENT)],
    }


def _answer(file: CaseFile, fact: str) -> Line | None:
    return file.answers.get(fact.removeprefix(JUDGEMENT))


def _answered(file: CaseFile, line: Line, asked: set[str]) -> dict[str, Any]:
    """Return an answer that counts, those before it, and whether it is answered anew here: once a page."""
    assert isinstance(line.event, Assessed)
    name = line.event.judgement
    earlier = [
        each
        for each in file.standing
        if isinstance(each.event, Assessed) and each.event.judgement == name and each.number != line.number
    ]
    return {"line": line, "name": name, "earlier": earlier, "first": _first(f"anew {name}", asked)}


def _weighed(measure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    judged = name.partition(".")[0]
    return [each for each in measure["assessments"] if each["judged"] in (name, judged)]
