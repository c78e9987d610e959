"""How far a case has come: each step done, open, not asked, or not for this case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.web.steps.registry import steps_of
from vaern.web.steps.step import PARTS, Step

State = Literal["done", "open", "not_asked", "does_not_apply"]


@dataclass(frozen=True)
class Standing:
    """A step in a case: its state, the entries that answer it, and why it does not apply."""

    step: Step
    state: State
    entries: list[Line]
    why_not: Any = ""


def standing(file: CaseFile, step: Step) -> Standing:
    """Return how a step stands: an entry makes it done, whatever else holds."""
    entries = step.form.entries(file)
    if entries:
        return Standing(step, "done", entries)
    why_not = step.why_not(file) if step.why_not else ""
    if why_not:
        return Standing(step, "does_not_apply", [], why_not)
    return Standing(step, "not_asked" if step.optional else "open", [])


def progress(file: CaseFile) -> list[tuple[str, Any, list[Standing]]]:
    """Return the parts that have steps: name, heading, the steps as they stand."""
    found: dict[str, list[Standing]] = {part: [] for part in PARTS}
    for step in steps_of(file):
        found[step.part].append(standing(file, step))
    return [(part, PARTS[part], steps) for part, steps in found.items() if steps]


def next_open(file: CaseFile, after: Step) -> Step | None:
    """Return the next step of the same part that nobody has answered, after one just done."""
    steps = [step for step in steps_of(file) if step.part == after.part]
    rest = steps[steps.index(after) + 1 :]
    return next((step for step in rest if standing(file, step).state in ("open", "not_asked")), None)
