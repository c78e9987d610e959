"""The door to a letter: its number opens nothing by itself; a code mailed to the receiver does, once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from vaern.cases.models import Case
from vaern.letters.models import Letter

OPEN_FOR = timedelta(days=30)
CODE_FOR = timedelta(minutes=15)
WAIT = timedelta(minutes=15)
MOST_TRIES = 5
"""Ours, of no statute: five guesses of a code of eight digits, then a pause of a quarter of an hour."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that looks like another: the number may be read aloud."""


class Sent(NamedTuple):
    """A new letter and its number, which is told once and kept nowhere."""

    letter: Letter
    number: str


def send(
    case: Case,
    told: int,
    receiver: str,
    authority: str,
    address: str,
    *,
    language: str,
    by: str,
    now: datetime,
) -> Sent:
    """Make a letter; those before it to the same telling and address end."""
    number = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(5))
    with transaction.atomic():
        Letter.objects.filter(case=case, told=told, address=address, ended_at=None).update(ended_at=now)
        letter = Letter.objects.create(
            case=case, told=told, receiver=receiver, authority=authority, address=address, language=language,
            secret=_hash("number", number), sent_by=by, sent_at=now, until=now + OPEN_FOR,
        )  # fmt: skip
    return Sent(letter, number)


def of_number(number: str, now: datetime) -> Letter | None:
    """Return the letter of a number that is still open, or None: whoever asks cannot tell why."""
    found = Letter.objects.filter(secret=_hash("number", "".join(number.split()).casefold()))
    return found.filter(ended_at=None, until__gt=now).select_related("case").first()


def new_code(letter: Letter, now: datetime) -> str | None:
    """Return a new code to be mailed, None while the letter waits after too many wrong ones."""
    if letter.locked_until and letter.locked_until > now:
        return None
    code = f"{secrets.randbelow(10**8):08d}"
    letter.code, letter.code_until = _hash(letter.secret, code), now + CODE_FOR
    letter.save(update_fields=["code", "code_until"])
    return code


def opens(number: str, code: str, now: datetime) -> Letter | None:
    """Return the letter that number and code open; a code opens once. None says nothing of the reason."""
    with transaction.atomic():
        found = of_number(number, now)
        if found is None:
            return None
        letter = Letter.objects.select_for_update().select_related("case").get(pk=found.pk)
        if letter.locked_until and letter.locked_until > now:
            return None
        right = hmac.compare_digest(letter.code, _hash(letter.secret, "".join(code.split())))
        if not letter.code or not right or letter.code_until is None or letter.code_until <= now:
            _missed(letter, now)
            return None
        letter.code, letter.tries, letter.opened_at = "", 0, letter.opened_at or now
        letter.save(update_fields=["code", "tries", "opened_at"])
        return letter


def end(letter: Letter, now: datetime) -> None:
    """Close a letter for good."""
    Letter.objects.filter(pk=letter.pk, ended_at=None).update(ended_at=now)


def _missed(letter: Letter, now: datetime) -> None:
    letter.tries += 1
    if letter.tries >= MOST_TRIES:
        letter.tries, letter.code, letter.locked_until = 0, "", now + WAIT
    letter.save(update_fields=["tries", "code", "locked_until"])


def _hash(key: str, said: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"letter:{key}:{said}".encode(), hashlib.sha256).hexdigest()
