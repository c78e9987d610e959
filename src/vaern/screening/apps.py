"""The screening as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """`vaern.screening`."""

    name = "vaern.screening"
    default_auto_field = "django.db.models.BigAutoField"
