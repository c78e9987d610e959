"""Tables of the cases. Rows of `Entry` and `Zone` are only ever added; triggers in the database hold it."""

from __future__ import annotations

from typing import Any

from django.db import models


class Case(models.Model):
    """One case, known outside by its reference. Everything else about it stands in its log."""

    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    law = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.reference


class Appended(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an existing one is refused."""
        if self.pk is not None:
            raise RuntimeError(f"{type(self).__name__} is append-only: a correction is one more event")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: nothing of a case is taken out of its log."""
        raise RuntimeError(f"{type(self).__name__} is append-only: a correction is one more event")


class Entry(Appended):
    """An event as it stands in the log, with the hash of the entry before it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    data = models.JSONField()
    by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="entry_number_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"


class Zone(Appended):
    """One version of a zone's geometry (GeoJSON, WGS 84), named in the log by its SHA-256."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="zones")
    name = models.CharField(max_length=40)
    geometry = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "name", "sha256"], name="zone_version_once")]

    def __str__(self) -> str:
        return self.name


class Said(models.Model):
    """What one sending of a form became: the same sending again finds it and says nothing twice."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="said")
    token = models.CharField(max_length=40)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "token"], name="said_once")]

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


class Draft(models.Model):
    """What one person has typed into a step and not sent yet."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    by = models.CharField(max_length=150)
    step = models.CharField(max_length=40)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "by", "step"], name="draft_once")]

    def __str__(self) -> str:
        return self.step
