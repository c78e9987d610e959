"""The sign-in page, and what it says when somebody has tried too often."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse


class SignIn(LoginView):
    """Django's sign-in; after `AXES_FAILURE_LIMIT` failures it answers 429 until the time has passed.

    django-axes counts in the database, so the count holds across processes and restarts.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the printed sign-ins of the demonstration are to be hinted at."""
        return super().get_context_data(**kwargs) | {"demonstration": settings.DEMONSTRATION}

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Say in plain words that the sign-in is locked, and for how long at most."""
        if not getattr(self.request, "axes_locked_out", False):
            return super().form_invalid(form)
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        context = self.get_context_data(form=form, locked_minutes=minutes)
        return self.render_to_response(context, status=429)
