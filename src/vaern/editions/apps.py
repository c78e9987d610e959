"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """The editions of action plans and the reports on them."""

    name = "vaern.editions"
    default_auto_field = "django.db.models.BigAutoField"
