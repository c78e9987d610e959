"""What was done about alarms, one row an act; the database refuses to change or remove one."""

from __future__ import annotations

from typing import Any

from django.db import models

TAKEN, PASSED_ON, CALLED, PATROL, NOTED, CLOSED, HANDED_OVER = (
    "taken", "passed_on", "called", "patrol", "noted", "closed", "handed_over",
)  # fmt: skip
NOT_WARNED = "not_warned"
"""She was to be warned and was not: written by the program; `outcome` says why."""


class Act(models.Model):
    """One act on an alarm, by whom and when; `handed_over` speaks of a shift and of no alarm.

    `began_at` is when the alarm did. `to` is a desk (`passed_on`) or who was called (`called`),
    `outcome` what came of the call, `finding` what an alarm is closed with.
    """

    alarm = models.CharField(max_length=250, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    began_at = models.DateTimeField(null=True)
    what = models.CharField(max_length=12)
    to = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    finding = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["alarm"], name="act_of_alarm"),
            models.Index(fields=["at"], name="act_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["alarm"], condition=models.Q(what=CLOSED), name="an_alarm_is_closed_once"
            )
        ]

    def __str__(self) -> str:
        return self.what

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an existing one is refused."""
        if self.pk is not None:
            raise RuntimeError("an act is written once: a better one is one more")
        super().save(*args, **{**kwargs, "force_insert": True})
