"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The record of what was done to accounts."""

    name = "vaern.accounts"
    default_auto_field = "django.db.models.BigAutoField"
