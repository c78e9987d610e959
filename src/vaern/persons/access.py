"""Inviting a party, taking the invitation, ending it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction

from vaern.cases.models import Case
from vaern.persons.models import POSITION, Access

INVITED_FOR = timedelta(days=2)
"""Ours, of no statute: an invitation is used where it is given, or soon after."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def invite(case: Case, party: str, *, telephone: str, by: str, now: datetime) -> str:
    """Return the code that lets a party in, once; what was given before ends. The code stands nowhere."""
    code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    with transaction.atomic():
        for earlier in Access.objects.filter(case=case, party=party, ended_at=None):
            end(earlier, now)
        Access.objects.create(
            case=case, party=party, secret=_hash(code), until=now + INVITED_FOR, made_by=by, made_at=now,
            device=f"app-{secrets.token_hex(8)}", telephone=telephone,
        )  # fmt: skip
    return code


def invited(code: str, now: datetime) -> Access | None:
    """Return the open invitation of a code, or None: whoever asks cannot tell why."""
    secret = _hash("".join(code.split()).casefold())
    found = Access.objects.filter(secret=secret, user=None, ended_at=None, until__gt=now)
    return found.select_related("case").first()


def take(code: str, password: str, now: datetime) -> Access | None:
    """Make the account of an invitation, once; its name is made up and names nobody."""
    with transaction.atomic():
        found = invited(code, now)
        if found is None:
            return None
        access = Access.objects.select_for_update().get(pk=found.pk)
        if access.user_id:
            return None
        name = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        access.user = User.objects.create_user(name, password=password)
        access.user.groups.add(Group.objects.get_or_create(name=access.party)[0])
        access.secret, access.taken_at = "", now
        access.save()
        return access


def end(access: Access, now: datetime) -> None:
    """Let nobody in by it any more."""
    Access.objects.filter(pk=access.pk).update(ended_at=now, secret="")
    if access.user_id:
        User.objects.filter(pk=access.user_id).update(is_active=False)


def consents(access: Access, what: str = POSITION) -> bool:
    """Say whether her last word is yes."""
    last = access.consents.filter(what=what).order_by("-pk").first()
    return bool(last and last.given)


def _hash(code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"access:" + code.encode(), hashlib.sha256).hexdigest()
