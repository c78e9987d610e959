"""Tables of the screening. An answer is written once; a better one is one more, and the last one counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from vaern.packs.screening import Screening
from vaern.screening.potential import Incident, Potential, potential


class ReportedIncident(models.Model):
    """An incident as the daily report of a district tells it; None and "" are what it does not tell.

    `day` is that of the report. `case` is the reference of the case opened from it, `answer` the last answer.
    """

    district = models.CharField(max_length=5)
    report_id = models.CharField(max_length=40)
    day = models.DateField()
    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=30, blank=True)
    provision = models.CharField(max_length=60, blank=True)
    same_address = models.BooleanField(null=True)
    children_present = models.BooleanField(null=True)
    relationship = models.CharField(max_length=30, blank=True)
    suspect_name = models.CharField(max_length=120, blank=True)
    suspect_birthdate = models.DateField(null=True)
    victim_name = models.CharField(max_length=120, blank=True)
    victim_birthdate = models.DateField(null=True)
    summary = models.TextField(blank=True)
    imported_by = models.CharField(max_length=150)
    imported_at = models.DateTimeField()
    case = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district", "report_id"], name="reported_once")]
        indexes = [
            models.Index(fields=["day", "district"], name="reported_day"),
            models.Index(fields=["answer", "day"], name="reported_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.report_id}"

    def potential(self, asked: Screening, clock: ZoneInfo) -> Potential:
        """Say whether it could have led to a measure."""
        at: datetime = self.happened_at.astimezone(clock)
        return potential(
            Incident(at, self.kind, self.provision, self.same_address, self.suspect_birthdate), asked
        )


class Considered(models.Model):
    """Somebody said whether a measure was used after an incident, and why not."""

    USED = "used"
    NOT_USED = "not_used"

    incident = models.ForeignKey(ReportedIncident, on_delete=models.PROTECT, related_name="considered")
    answer = models.CharField(max_length=10)
    measures = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    remark = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.answer

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an existing one is refused."""
        if self.pk is not None:
            raise RuntimeError("an answer is written once: a better one is one more")
        super().save(*args, **{**kwargs, "force_insert": True})
