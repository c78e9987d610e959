"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    """The table of the districts' plans."""

    name = "vaern.districts"
    default_auto_field = "django.db.models.BigAutoField"
