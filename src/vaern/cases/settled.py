"""What must be settled before a measure may be decided."""

from __future__ import annotations

from vaern.cases.events import HearingOmitted, PartyHeard
from vaern.cases.file import CaseFile
from vaern.packs.decision import decision_rules
from vaern.packs.procedure import procedure


def still_open(file: CaseFile, measure: str) -> list[str]:
    """Return what nobody has said yet of a measure, by the law contract's names, each once."""
    found = file.assessment["measures"][measure]
    ways = found["grounds"]
    able = [way for way in ways if way["holds"] != "no"]
    if any(way["holds"] == "yes" for way in ways):
        able = []
    conditions = [*found["general_conditions"], *(each for way in able for each in way["conditions"])]
    missing = [name for each in conditions if each["holds"] == "undetermined" for name in each["missing"]]
    return list(dict.fromkeys(missing))


def is_heard(file: CaseFile, measure: str) -> bool:
    """Tell whether the respondent was heard, or somebody said why not; True where the pack does not ask."""
    asked = procedure(file.case.law).hearing
    if asked is None or measure not in asked.measures:
        return True
    return any(
        isinstance(event, PartyHeard | HearingOmitted) and event.party == "respondent"
        for event in file.happened
    )


def unjudged_for_others(file: CaseFile, measure: str) -> str | None:
    """Return the assessment that must be answered yes before the measure protects others too, or None."""
    others = decision_rules(file.case.law).others
    if others is None or others.judged is None or measure not in others.measures:
        return None
    line = file.answers.get(others.judged)
    return None if line and getattr(line.event, "value", False) else others.judged
