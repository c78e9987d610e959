"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The tables of the calendar feeds and of the warnings."""

    name = "vaern.notify"
    default_auto_field = "django.db.models.BigAutoField"
