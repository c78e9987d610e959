"""What holds for every answer: a sign-in, and a policy that lets no foreign code run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.decorators import sync_and_async_middleware

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


class SignInRequired(LoginRequiredMiddleware):
    """No page or API answers without a sign-in; programs get 401 instead of the sign-in page."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:
        """Answer a program with 401, a person with the way to the sign-in page."""
        if request.path.startswith("/api/") or request.headers.get("Accept") == "text/event-stream":
            return JsonResponse({"error": "not signed in", "where": "", "expected": "a session"}, status=401)
        return super().handle_no_permission(request, view_func)
