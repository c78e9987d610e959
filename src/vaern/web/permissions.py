"""One rule set: what each role may do. The check on a page and the links in the menu come from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Case, Emergency
from vaern.persons.models import PROTECTED_PERSON, RESPONDENT
from vaern.web import clock

Row = TypeVar("Row", bound=Model)
POSTING = "district:"
MINISTRY = "ministry:"

ADMINISTRATOR = "administrator"
"""Looks after accounts and reads no case."""
PLAN_KEEPER, PLAN_REPORTER = "plan_keeper", "plan_reporter"
"""Keeps action plans and writes their note; reports on the initiatives of the own ministries."""
STAFF = (CASE_OFFICER, CONTROL_ROOM, ADMINISTRATOR, PLAN_KEEPER, PLAN_REPORTER)
ROLES = (*STAFF, PROTECTED_PERSON, RESPONDENT)
"""A party sees the own pages alone, of the one case of the own access (`web/parties.py`)."""
RULES: dict[str, frozenset[str]] = {
    "read_cases": frozenset({CASE_OFFICER}),
    "write_cases": frozenset({CASE_OFFICER}),
    "open_in_emergency": frozenset({CASE_OFFICER}),
    "read_law": frozenset(STAFF),
    "read_statistics": frozenset({CASE_OFFICER, CONTROL_ROOM}),
    "watch": frozenset({CONTROL_ROOM}),
    "report_breach": frozenset({CONTROL_ROOM}),
    "answer_alarm": frozenset({CONTROL_ROOM}),
    "read_evidence": frozenset({CASE_OFFICER, CONTROL_ROOM}),
    "look_after_accounts": frozenset({ADMINISTRATOR}),
    "read_plans": frozenset(STAFF) - {ADMINISTRATOR},
    "keep_plans": frozenset({PLAN_KEEPER}),
    "report_on_plans": frozenset({PLAN_REPORTER}),
    "see_own_protection": frozenset({PROTECTED_PERSON}),
    "see_own_order": frozenset({RESPONDENT}),
}
"""No rule opens a sealed position: there is nothing to permit, since no page can ask for one."""


def roles(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """Return the roles the user holds: the groups of that name."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(user.groups.values_list("name", flat=True)) & frozenset(ROLES)


def may(user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
    """Say whether one of the user's roles may do `action`; an action without a rule is a mistake here."""
    return bool(roles(user) & RULES[action])


def posted_to(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """Return the districts the user is posted to: the groups named `district:` and the district."""
    if not user.is_authenticated:
        return frozenset()
    names = user.groups.filter(name__startswith=POSTING).values_list("name", flat=True)
    return frozenset(name.removeprefix(POSTING) for name in names)


def ministries_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """Return the ministries for which the user reports: the groups named `ministry:` and its letters."""
    if not user.is_authenticated:
        return frozenset()
    names = user.groups.filter(name__startswith=MINISTRY).values_list("name", flat=True)
    return frozenset(name.removeprefix(MINISTRY) for name in names)


def visible(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Case]:
    """Return the cases the user may read: the one rule, which `sees` asks of one case and lists of many.

    An officer posted to districts reads their cases, those that are the officer's own, and those that no
    district has taken yet; and for a day what he or she opened in an emergency. An officer posted nowhere
    reads every case: see docs/permissions.md.
    """
    if not may(user, "read_cases"):
        return Case.objects.none()
    districts = posted_to(user)
    if not districts:
        return Case.objects.all()
    name = user.get_username()
    theirs = Q(summary__district__in=districts) | Q(summary__officer=name)
    opened = Emergency.objects.filter(by=name, until__gt=clock.now()).values("case")
    return Case.objects.filter(theirs | Q(summary__district="") | Q(pk__in=opened))


def beyond(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Case]:
    """Return the cases that an officer may open in an emergency alone: those that `visible` leaves out."""
    if not may(user, "open_in_emergency"):
        return Case.objects.none()
    return Case.objects.exclude(pk__in=visible(user).values("pk"))


def sees(user: AbstractBaseUser | AnonymousUser, case: Case) -> bool:
    """Say whether the user may read this case: by asking `visible`, so that the two cannot differ."""
    return visible(user).filter(pk=case.pk).exists()


def within(rows: QuerySet[Row], user: AbstractBaseUser | AnonymousUser) -> QuerySet[Row]:
    """Keep of rows that belong to a case (`case`) those whose case the user may read."""
    if may(user, "read_cases") and not posted_to(user):
        return rows
    return rows.filter(case__in=visible(user).values("pk"))


def allowed(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only those who may do `action` reach the view; everybody else gets 403 and learns nothing."""
    assert action in RULES

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        if iscoroutinefunction(view):

            @wraps(view)
            async def awaited(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
                if not await sync_to_async(may)(await request.auser(), action):
                    raise PermissionDenied
                return await view(request, *args, **kwargs)

            return awaited

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not may(request.user, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def in_templates(request: HttpRequest) -> dict[str, Any]:
    """Give templates `may.<action>` for the signed-in user."""
    user = getattr(request, "user", AnonymousUser())
    held = roles(user)
    return {
        "may": {action: bool(held & who) for action, who in RULES.items()},
        "exit_to": settings.EXIT_TO,
    }
