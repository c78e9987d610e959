"""What was done to an account. A row is written once and stays."""

from __future__ import annotations

from typing import Any

from django.db import models

ACTS = ("made", "changed", "ended")


class AccountAct(models.Model):
    """One act: `by` did `act` to the account `account`; `held` are its role and districts afterwards."""

    account = models.CharField(max_length=150)
    act = models.CharField(max_length=10, choices=[(each, each) for each in ACTS])
    held = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["account"], name="acts_on_account")]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an existing one is refused."""
        if self.pk is not None:
            raise RuntimeError("what was done to an account is not written over")
        super().save(*args, **{**kwargs, "force_insert": True})
