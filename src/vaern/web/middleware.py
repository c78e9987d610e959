"""What holds for every answer: a sign-in, and a policy that lets no foreign code run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware
from django.utils.deprecation import MiddlewareMixin

from vaern.service.client import NotThere
from vaern.web.permissions import may

POLICY = (
    "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@sync_and_async_middleware
def content_security_policy(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Send the policy with every answer, and keep pages out of shared caches."""

    def sent(response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    if iscoroutinefunction(get_response):

        async def later(request: HttpRequest) -> HttpResponseBase:
            return sent(await get_response(request))

        return later
    return lambda request: sent(get_response(request))


class IdleLock(MiddlewareMixin):
    """End a session that rests longer than `IDLE_MINUTES`, and any as old as `SESSION_COOKIE_AGE`.

    The control room's is not ended for resting: a screen that locks itself hears no alarm. Time is the
    sessions' own, not the case's clock.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Sign out what has rested too long; note at most once a minute that somebody is here."""
        if not request.user.is_authenticated:
            return
        now, session = int(timezone.now().timestamp()), request.session
        since = session.setdefault("signed_in_at", now)
        seen = session.setdefault("seen_at", now)
        if may(request.user, "see_own_protection"):
            return  # her call for help has no sign-in before it; what she wrote asks again (`web/parties.py`)
        rested = now - seen > settings.IDLE_MINUTES * 60 and not may(request.user, "watch")
        if rested or now - since > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif now - seen >= 60:
            session["seen_at"] = now


class SignInRequired(LoginRequiredMiddleware):
    """No page or API answers without a sign-in; programs get 401 instead of the sign-in page."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        """Answer a program with 401, a person with the way to the sign-in page."""
        if request.path.startswith("/api/") or request.headers.get("Accept") == "text/event-stream":
            return JsonResponse({"error": "not signed in", "where": "", "expected": "a session"}, status=401)
        return super().handle_no_permission(request, view_func)


class LiveServiceGone(MiddlewareMixin):
    """A page that cannot do without the live service says so, with 503, and loses nothing."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a program with the contract's error object, a person with a page."""
        if not isinstance(exception, NotThere):
            return None
        if "text/html" not in request.headers.get("Accept", "text/html"):
            return JsonResponse(exception.as_dict(), status=503)
        return render(request, "503.html", status=503)
