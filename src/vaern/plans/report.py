"""What a plan comes to on a day: counts, money, what is late, what is silent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaern.plans.plan import STATUSES, Initiative, Plan, Status

OVER: frozenset[Status] = frozenset({"completed", "not_carried_out"})
"""Where nothing more is to come."""


@dataclass(frozen=True)
class Theme:
    """The initiatives of a theme or objective, in the order of the plan; `title` may be empty."""

    title: str
    initiatives: tuple[Initiative, ...]

    @property
    def granted_dkk(self) -> int:
        """Return the sum of the grants to named recipients."""
        return granted_dkk(self.initiatives)

    @property
    def counts(self) -> dict[Status, int]:
        """Return how many initiatives have each status."""
        return counts(self.initiatives)


@dataclass(frozen=True)
class Report:
    """A plan looked at on a day."""

    plan: Plan
    on: date

    @property
    def counts(self) -> dict[Status, int]:
        """Return how many initiatives have each status."""
        return counts(self.plan.initiatives)

    @property
    def granted_dkk(self) -> int:
        """Return the sum of the grants to named recipients."""
        return granted_dkk(self.plan.initiatives)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Return the initiatives theme by theme; a programme's objectives stand for themes."""
        names = {each.id: each.title for each in self.plan.objectives}
        found: dict[str, list[Initiative]] = {}
        for each in self.plan.initiatives:
            title = each.theme or names.get(each.objective or "", "")
            found.setdefault(title, []).append(each)
        return tuple(Theme(title, tuple(initiatives)) for title, initiatives in found.items())

    @property
    def by_recipient(self) -> dict[str, int]:
        """Return the kroner of each recipient as named in the plan, the largest first."""
        sums: Counter[str] = Counter()
        for initiative in self.plan.initiatives:
            for grant in initiative.grants:
                sums[grant.recipient] += grant.amount_dkk
        return dict(sums.most_common())

    @property
    def late(self) -> tuple[Initiative, ...]:
        """Return the initiatives whose end is past and that are neither completed nor given up."""
        return tuple(
            each for each in self.plan.initiatives if each.status not in OVER and _is_past(each.ends, self.on)
        )

    @property
    def overtaken(self) -> tuple[tuple[Initiative, date], ...]:
        """Return the unfinished initiatives with a day that lay ahead in the plan and is past now."""
        known = self.plan.as_of
        return tuple(
            (each, day)
            for each in self.plan.initiatives
            for day in each.dates
            if each.status not in OVER and known is not None and known < day < self.on and day != each.ends
        )

    @property
    def silent(self) -> tuple[Initiative, ...]:
        """Return the unfinished initiatives about which nothing but the status is said."""
        return tuple(
            each
            for each in self.plan.initiatives
            if each.status not in OVER and len(each.status_text.splitlines()) < 2
        )

    @property
    def missing(self) -> int:
        """Return how many initiatives are expected and not recorded."""
        return max(0, (self.plan.expected_initiatives or 0) - len(self.plan.initiatives))

    def as_dict(self) -> dict[str, Any]:
        """Return the figures and the plan as JSON values."""
        return {
            "on": self.on.isoformat(),
            "initiatives": len(self.plan.initiatives),
            "expected": self.plan.expected_initiatives,
            "missing": self.missing,
            "by_status": self.counts,
            "by_theme": [
                {
                    "theme": theme.title or None,
                    "initiatives": len(theme.initiatives),
                    "by_status": theme.counts,
                    "granted_dkk": theme.granted_dkk,
                }
                for theme in self.themes
            ],
            "granted_dkk": self.granted_dkk,
            "by_recipient": self.by_recipient,
            "late": [each.number for each in self.late],
            "overtaken": [
                {"initiative": each.number, "date": day.isoformat()} for each, day in self.overtaken
            ],
            "silent": [each.number for each in self.silent],
            "plan": self.plan.as_dict(),
        }


def counts(initiatives: tuple[Initiative, ...]) -> dict[Status, int]:
    """Return how many initiatives have each status, in the order of the statuses; none is left out."""
    found = Counter(each.status for each in initiatives)
    return {status: found[status] for status in STATUSES}


def granted_dkk(initiatives: tuple[Initiative, ...]) -> int:
    """Return the sum of the grants to named recipients."""
    return sum(grant.amount_dkk for each in initiatives for grant in each.grants)


def _is_past(ends: date | int | None, on: date) -> bool:
    if ends is None:
        return False
    return ends < on if isinstance(ends, date) else ends < on.year
