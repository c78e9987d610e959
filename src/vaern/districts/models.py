"""The measures of a district's plan. A change is a new row, so that one can read what was planned before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

STATUSES = ("planned", "ongoing", "completed", "not_carried_out")
STANDING = ("planned", "ongoing")
"""A measure that is planned or ongoing may be late; one that is completed or given up is not."""


class PlanMeasure(models.Model):
    """One measure as somebody wrote it: of those with one `district` (code) and `number`, the latest counts.

    `asks` names what of the strategy it answers (`packs.care`, `plan`); empty for the district's own idea.
    """

    district = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    asks = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)
    status = models.CharField(max_length=20, choices=[(each, each) for each in STATUSES])
    due_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("district", "number", "id")
        indexes = [models.Index(fields=["district", "number"], name="plan_of_district")]

    def __str__(self) -> str:
        return f"{self.district} {self.number}"

    def is_late(self, today: date) -> bool:
        """Tell whether its day has passed while it is neither completed nor given up."""
        return self.status in STANDING and self.due_on is not None and self.due_on < today


def plan(district: str | None = None) -> list[PlanMeasure]:
    """Return the measures of a district, or of all, as they stand now."""
    rows: Iterable[PlanMeasure] = PlanMeasure.objects.all()
    if district is not None:
        rows = PlanMeasure.objects.filter(district=district)
    return list({(row.district, row.number): row for row in rows}.values())


def next_number(district: str) -> int:
    """Return the number of the next measure of a district."""
    last = PlanMeasure.objects.filter(district=district).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1
