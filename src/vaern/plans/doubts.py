"""What a whole plan leaves doubtful, however it came in."""

from __future__ import annotations

from collections import Counter

from vaern.plans.plan import Plan, Warning


def with_doubts(plan: Plan) -> Plan:
    """Return the plan with a warning for each number there twice and each date before the plan."""
    twice = [
        number for number, count in Counter(each.number for each in plan.initiatives).items() if count > 1
    ]
    doubts = [Warning(initiative=number, field="number", text="stands more than once") for number in twice]
    first = plan.period.from_ if plan.period else None
    doubts += [
        Warning(initiative=each.number, field="dates", text=f"{day.isoformat()} is before the plan")
        for each in plan.initiatives
        for day in each.dates
        if first is not None and day.year < first
    ]
    if plan.expected_initiatives not in (None, len(plan.initiatives)):
        text = f"{plan.expected_initiatives} expected, {len(plan.initiatives)} recorded"
        doubts.append(Warning(field="expected_initiatives", text=text))
    new = tuple(each for each in doubts if each not in plan.warnings)
    return plan.model_copy(update={"warnings": (*plan.warnings, *new)})
