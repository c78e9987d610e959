"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """The table of what was done about alarms."""

    name = "vaern.dispatch"
    default_auto_field = "django.db.models.BigAutoField"
