"""Where a sign-in leads: each role to its own desk."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vaern.web.permissions import may

DESKS = {
    "read_cases": "desk",
    "watch": "control-room",
    "look_after_accounts": "accounts",
    "read_plans": "action-plans",
    "see_own_protection": "mine",
    "see_own_order": "own-order",
}


def home(request: HttpRequest) -> HttpResponse:
    """Send the signed-in user to the desk of his or her role."""
    for action, desk in DESKS.items():
        if may(request.user, action):
            return redirect(desk)
    raise PermissionDenied
