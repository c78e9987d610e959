"""Editions of action plans and reports on their initiatives; rows are only ever added."""

from __future__ import annotations

from django.db import models

from vaern.cases.models import Appended


class Edition(Appended):
    """A plan as it stood on a day: the contract's plan.json, brought in by somebody."""

    plan = models.SlugField(max_length=40)
    as_of = models.DateField(null=True)
    content = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["as_of", "pk"]
        indexes = [models.Index(fields=["plan", "as_of"], name="edition_of_plan")]

    def __str__(self) -> str:
        return f"{self.plan} {self.as_of}"


class StatusReport(Appended):
    """What a ministry says of its initiative; the latest of each initiative goes into the next note."""

    plan = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    ministry = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    text = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "number"], name="report_on_initiative")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"
