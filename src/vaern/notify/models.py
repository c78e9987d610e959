"""A person's calendar feed. The secret of its address is kept as a hash alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models


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
