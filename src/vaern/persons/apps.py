"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """The parties' own accounts, diary and calls."""

    name = "vaern.persons"
    default_auto_field = "django.db.models.BigAutoField"
