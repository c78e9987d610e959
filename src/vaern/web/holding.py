"""What an account holds: one role, the districts it is posted to, its sessions; and its end."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from vaern.accounts.models import AccountAct
from vaern.web import clock
from vaern.web.permissions import POSTING, ROLES, may


def role_of(user: User) -> str:
    """Return the role, or empty."""
    return next((group.name for group in user.groups.all() if group.name in ROLES), "")


def districts_of(user: User) -> list[str]:
    """Return the codes of the districts that the account is posted to."""
    names = sorted(group.name for group in user.groups.all())
    return [name.removeprefix(POSTING) for name in names if name.startswith(POSTING)]


def still_may(number: int, session: str | None, action: str) -> bool:
    """Say whether an account has not ended, its session neither, and one of its roles opens `action`.

    For an answer that lasts longer than the check at its beginning, as a stream does.
    """
    user = User.objects.filter(pk=number, is_active=True).first()
    lasts = Session.objects.filter(session_key=session, expire_date__gt=timezone.now()).exists()
    return user is not None and lasts and may(user, action)


@transaction.atomic
def give(user: User, role: str, posted: Iterable[str], *, by: str, act: str) -> None:
    """Give the account this role and these postings and no other, and write down that `by` did so."""
    held = [role, *sorted(posted)]
    user.groups.set([Group.objects.get_or_create(name=name)[0] for name in held])
    AccountAct(account=user.username, act=act, held=held, by=by, at=clock.now()).save()


@transaction.atomic
def end_account(user: User, *, by: str) -> None:
    """Close the account, take its role and districts, and end every session it has, at once."""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    user.groups.clear()
    for session in Session.objects.all().iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    AccountAct(account=user.username, act="ended", held=[], by=by, at=clock.now()).save()
