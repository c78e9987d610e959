"""Every plan with its editions, the published ones first, and the plan with what was reported since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from vaern.editions.models import Edition, StatusReport
from vaern.plans.plan import Plan, read
from vaern.plans.shelf import PUBLISHED, published


@dataclass(frozen=True)
class Kept:
    """One edition: the published one has number 0."""

    number: int
    plan: Plan

    @property
    def as_of(self) -> date | None:
        """The day as which it stands."""
        return self.plan.as_of


def names() -> list[str]:
    """Return the names of all plans."""
    return list(dict.fromkeys([*PUBLISHED, *Edition.objects.values_list("plan", flat=True)]))


def editions(name: str) -> list[Kept]:
    """Return the editions of a plan, oldest first; none where there is no such plan."""
    shipped = [Kept(0, published(name))] if name in PUBLISHED else []
    kept = [Kept(each.pk, read(each.content)) for each in Edition.objects.filter(plan=name)]
    return sorted([*shipped, *kept], key=lambda each: (each.as_of or date.min, each.number))


def add(name: str, plan: Plan, *, by: str, now: datetime) -> Edition:
    """Keep one more edition; those before stay."""
    edition = Edition(plan=name, as_of=plan.as_of, content=plan.as_dict(), by=by, at=now)
    edition.save()
    return edition


def reports(name: str, since: date | None) -> dict[int, StatusReport]:
    """Return the latest report on each initiative, of those made after an edition."""
    found = StatusReport.objects.filter(plan=name)
    if since:
        found = found.filter(at__date__gt=since)
    return {each.number: each for each in found}


def with_reports(plan: Plan, said: Iterable[StatusReport], on: date) -> Plan:
    """Return the plan as it stands on a day: where a ministry has reported, its words in place of the old."""
    latest = {each.number: each for each in said}
    initiatives = tuple(
        each.model_copy(
            update={"status": latest[each.number].status, "status_text": latest[each.number].text}
        )
        if each.number in latest
        else each
        for each in plan.initiatives
    )
    return plan.model_copy(update={"initiatives": initiatives, "as_of": on})
