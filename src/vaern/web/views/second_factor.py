"""A second factor is set up, asked for, taken away."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as verified
from django_otp import match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from vaern.accounts.models import AccountAct
from vaern.web import clock
from vaern.web.permissions import allowed
from vaern.web.second_factor import has_one, new_codes, remove


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the code to scan, and take it on when its first number is right; the recovery codes come once."""
    user: Any = request.user
    if has_one(user):
        return _kept(request)
    device, _new = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "app"})
    failed = False
    if request.method == "POST":
        if device.verify_token(_code(request)):
            with transaction.atomic():
                device.confirmed = True
                device.save()
                codes = new_codes(user)
            verified(request, device)
            return render(request, "registration/second_factor.html", {"codes": codes})
        failed = True
    picture = segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=3)
    shown = {
        "picture": picture,
        "secret": device.config_url.partition("secret=")[2].partition("&")[0],
        "failed": failed,
    }
    return render(request, "registration/second_factor.html", shown, status=422 if failed else 200)


def _kept(request: HttpRequest) -> HttpResponse:
    """Say that there is one; with a right code it is taken away, or the recovery codes are made anew."""
    user: Any = request.user
    if not user.is_verified():
        return redirect("second-factor-code")
    if request.method == "POST":
        if match_token(user, _code(request)) is None:
            return render(
                request, "registration/second_factor.html", {"kept": True, "failed": True}, status=422
            )
        if request.POST.get("what") == "codes":
            return render(request, "registration/second_factor.html", {"codes": new_codes(user)})
        remove(user)
        messages.success(request, _("The second factor is taken away."))
        return redirect("home")
    return render(request, "registration/second_factor.html", {"kept": True})


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the telephone, or a recovery code; too many wrong ones have to wait."""
    user: Any = request.user
    if user.is_verified() or not has_one(user):
        return redirect("home")
    failed = False
    if request.method == "POST":
        device = match_token(user, _code(request))
        if device is not None:
            verified(request, device)
            return redirect("home")
        failed = True
    return render(
        request, "registration/second_factor_code.html", {"failed": failed}, status=422 if failed else 200
    )


@require_POST
@allowed("look_after_accounts")
def take_away(request: HttpRequest, number: int) -> HttpResponse:
    """Take away the second factor of somebody who has lost it; that it was done stands on record."""
    user = get_object_or_404(User, pk=number, access=None)
    if user.pk == request.user.pk:
        raise PermissionDenied  # nobody takes one's own away without a code
    remove(user)
    held = [*user.groups.values_list("name", flat=True), "second factor taken away"]
    AccountAct(
        account=user.username, act="changed", held=held, by=request.user.get_username(), at=clock.now()
    ).save()
    messages.success(
        request, _("The second factor is taken away. Tell the person to set up a new one today.")
    )
    return redirect("account", number)


def _code(request: HttpRequest) -> str:
    return "".join(request.POST.get("code", "").split())
