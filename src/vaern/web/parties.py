"""A party's own pages: who comes in, to which one case, and what asks for the password again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from vaern.cases.binding import Bound, binding
from vaern.cases.file import CaseFile
from vaern.persons.models import Access
from vaern.web import clock
from vaern.web.permissions import allowed

FRESH_FOR = timedelta(minutes=15)
"""Ours, of no statute: so long after the password her pages open; her call for help asks for none."""


class Own(NamedTuple):
    """A party's access with the case as it stands now."""

    access: Access
    file: CaseFile

    @property
    def bound(self) -> list[Bound]:
        """How each order stands."""
        return binding(self.file)


def party(action: str, *, fresh: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the view the party's own access; 403 once it has ended, or where the case is not the party's.

    `fresh`: only soon after the password was given.
    """

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @allowed(action)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            access = Access.objects.filter(user=request.user, ended_at=None).select_related("case").first()
            if access is None:
                raise PermissionDenied
            if fresh and not is_fresh(request):
                return redirect("mine-unlock")
            return view(request, Own(access, CaseFile(access.case, clock.now())), *args, **kwargs)

        return guarded

    return guard


def is_fresh(request: HttpRequest) -> bool:
    """Say whether the password was given within the last quarter of an hour."""
    last = max(request.user.last_login.timestamp(), request.session.get("fresh_at", 0.0))
    return timezone.now().timestamp() - last < FRESH_FOR.total_seconds()
