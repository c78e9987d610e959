"""The second factor: nobody who has one comes past it, and who must have one sets it up first."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django_otp import user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from vaern.web.permissions import may, roles

FREE = frozenset({"second-factor", "second-factor-code", "sign-out", "set_language", "password"})
CODES = 8
"""Recovery codes for a lost telephone, each good once. Ours, of no statute."""


class SecondFactor(MiddlewareMixin):
    """Stands before every page and the API of those who are signed in; never before her call for help."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead to the code, or to the setting up; a program gets 401."""
        user: Any = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not user.is_authenticated or user.is_verified() or name in FREE:
            return None
        if may(user, "see_own_protection"):
            return None
        if user_has_device(user):
            return _led(request, "second-factor-code")
        if roles(user) & settings.SECOND_FACTOR:
            return _led(request, "second-factor")
        return None


def _led(request: HttpRequest, page: str) -> HttpResponse:
    if request.path.startswith("/api/") or request.headers.get("Accept") == "text/event-stream":
        return JsonResponse(
            {"error": "the second factor is missing", "where": "", "expected": "a code"}, status=401
        )
    return redirect(page)


def has_one(user: User) -> bool:
    """Say whether an account has a second factor."""
    return bool(user_has_device(user))


def new_codes(user: User) -> list[str]:
    """Return new recovery codes, told once; those before are void."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def remove(user: User) -> None:
    """Take the second factor away."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
