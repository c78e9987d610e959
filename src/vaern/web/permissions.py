"""One rule set: what each role may do. The check on a page and the links in the menu come from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM

ROLES = (CASE_OFFICER, CONTROL_ROOM)
RULES: dict[str, frozenset[str]] = {
    "read_cases": frozenset({CASE_OFFICER}),
    "write_cases": frozenset({CASE_OFFICER}),
    "read_law": frozenset(ROLES),
    "read_statistics": frozenset(ROLES),
    "watch": frozenset({CONTROL_ROOM}),
    "report_breach": frozenset({CONTROL_ROOM}),
    "read_evidence": frozenset(ROLES),
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
    return {"may": {action: bool(held & who) for action, who in RULES.items()}}
