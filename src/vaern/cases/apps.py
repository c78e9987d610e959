"""The room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The tables of the cases: cases, events, zones."""

    name = "vaern.cases"
    default_auto_field = "django.db.models.BigAutoField"
