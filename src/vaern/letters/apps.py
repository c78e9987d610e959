"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The letters that are out, and their codes."""

    name = "vaern.letters"
    default_auto_field = "django.db.models.BigAutoField"
