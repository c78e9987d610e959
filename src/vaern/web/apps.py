"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, permissions and the API."""

    name = "vaern.web"
