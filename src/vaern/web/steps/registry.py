"""All steps of the desk, by their names, in the order of the parts."""

from __future__ import annotations

from vaern.cases.file import CaseFile
from vaern.web.steps import (
    assessing,
    breach,
    children,
    closing,
    collecting,
    contacts,
    controlling,
    court,
    deciding,
    disclosing,
    ending,
    following_up,
    guidance,
    intake,
    risk,
    serving,
)
from vaern.web.steps.step import Step

MODULES = (
    intake,
    contacts,
    guidance,
    children,
    risk,
    assessing,
    deciding,
    controlling,
    serving,
    collecting,
    disclosing,
    court,
    breach,
    ending,
    following_up,
    closing,
)
STEPS: dict[str, Step] = {step.name: step for module in MODULES for step in module.STEPS}
assert len(STEPS) == sum(len(module.STEPS) for module in MODULES), "two steps bear one name"


def steps_of(file: CaseFile) -> list[Step]:
    """Return the steps of a case's law."""
    return [step for step in STEPS.values() if step.belongs_to(file.case.law)]
