"""The sign-in page, and what it says when somebody has tried too often."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _


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


class ChangePassword(PasswordChangeView):
    """One's own password: the old one is asked for, and every other session of the account ends."""

    template_name = "registration/password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and say so on the next page."""
        answer = super().form_valid(form)
        messages.success(
            self.request, _("Your password is changed. Wherever else you were signed in, you no longer are.")
        )
        return answer
