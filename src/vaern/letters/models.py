"""The letters that are out. What a letter shows stands in the case's log, not here."""

from __future__ import annotations

from django.db import models

from vaern.cases.models import Case


class Letter(models.Model):
    """A way in to one telling (entry `told` of the case) for whoever reads the mail sent to `address`.

    `secret` and `code` are hashes: what was sent stands nowhere. `tries` counts wrong codes since the last
    right one, `locked_until` ends a pause after too many.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    told = models.PositiveIntegerField()
    receiver = models.CharField(max_length=20)
    authority = models.CharField(max_length=200)
    address = models.EmailField()
    language = models.CharField(max_length=5)
    secret = models.CharField(max_length=64, unique=True)
    sent_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "told"], name="letters_of_telling")]

    def __str__(self) -> str:
        return f"letter {self.pk}"
