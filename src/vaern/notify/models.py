"""A person's calendar feed, where a party is reached, and each message. Of a feed's secret a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

PROTECTED_PERSON = "protected_person"
CHANNELS = ("file", "mail", "webhook")
WARNING, OVER = "warning", "over"
WAITING, DELIVERED, FAILED, TOO_LATE, MERGED = "waiting", "delivered", "failed", "too_late", "merged"
"""MERGED: another message of the same moment says it already."""
AGAIN_AFTER_S = (5, 15, 30)
"""A warning that did not get there is tried again after so many seconds; then a person has to call."""


class Feed(models.Model):
    """The one feed of a person, in a language, until it is revoked: then its row is gone."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed")
    sha256 = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=5)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed {self.pk}"


def make_feed(person: AbstractBaseUser, language: str, now: datetime) -> str:
    """Give `person` a new feed in place of an old one; return the secret, which nobody can read again."""
    secret = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(
        person=person, defaults={"sha256": _hash(secret), "language": language, "made_at": now}
    )
    return secret


def find_feed(secret: str) -> Feed | None:
    """Return the feed of a secret, or None."""
    return Feed.objects.select_related("person").filter(sha256=_hash(secret)).first()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Reach(models.Model):
    """Where a party to a control is reached; `discreet`: the message does not say what it is about."""

    control = models.CharField(max_length=80)
    party = models.CharField(max_length=20, default=PROTECTED_PERSON)
    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=200)
    language = models.CharField(max_length=5, default="da")
    discreet = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["control", "party", "channel", "address"], name="reached_once")
        ]

    def __str__(self) -> str:
        return f"reach {self.pk}"


class Delivery(models.Model):
    """One message to one reach about one alarm, and what became of it."""

    reach = models.ForeignKey(Reach, on_delete=models.CASCADE, related_name="deliveries")
    alarm = models.CharField(max_length=250)
    kind = models.CharField(max_length=30)
    what = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reach", "alarm", "what"], name="said_once_an_alarm")]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_due")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def key(self) -> str:
        """What a receiver knows it by: the same at each try, and it names nobody."""
        return f"vaern-{self.pk}"

    def arrived(self) -> None:
        """Note that it got there."""
        self.state, self.reason = DELIVERED, ""
        self.save()

    def missed(self, reason: str, now: datetime) -> bool:
        """Note that it did not; return whether that was the last try."""
        self.tries, self.reason = self.tries + 1, reason
        is_last = self.tries > len(AGAIN_AFTER_S)
        if is_last:
            self.state = FAILED
        else:
            self.due_at = now + timedelta(seconds=AGAIN_AFTER_S[self.tries - 1])
        self.save()
        return is_last


class Followed(models.Model):
    """Up to which place of the live service's stream all is queued (a number of any length), and when."""

    place = models.CharField(max_length=100)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.place
