"""A party's own way in, and what the protected person writes, consents to and calls for. Diary rows stay."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vaern.cases.models import Appended, Case

PROTECTED_PERSON, RESPONDENT = "protected_person", "respondent"
POSITION = "position"
"""That her telephone says where it is when she calls for help."""


class Access(models.Model):
    """A party's way in to the own pages of one case: invited, then taken with an account of her own.

    `secret` is the hash of the invitation, empty once it was used; `device` is how the live service knows
    her telephone: it names nobody. `telephone` is where the control room rings back.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accesses")
    party = models.CharField(max_length=20)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="access"
    )
    secret = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField()
    device = models.CharField(max_length=40, unique=True)
    telephone = models.CharField(max_length=40, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "party"], name="access_of_party")]

    def __str__(self) -> str:
        return f"access {self.pk}"


class Consent(Appended):
    """She said yes or no to something her telephone may do; the last one counts."""

    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="consents")
    what = models.CharField(max_length=20)
    given = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what


class DiaryEntry(Appended):
    """One contact as she wrote it down; chained by hash to the one before. `files` are SHA-256 and type."""

    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="diary")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    files = models.JSONField(default=list)
    entered_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["access", "number"], name="diary_number_once"),
            models.UniqueConstraint(fields=["access", "key"], name="diary_sending_once"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"diary {self.number}"


class Call(models.Model):
    """A call for help from her telephone: `key` is the telephone's own, so that a call sent twice is one."""

    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="calls")
    key = models.CharField(max_length=40)
    pressed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    passed_on_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["access", "key"], name="call_once")]

    def __str__(self) -> str:
        return f"call {self.pk}"
