"""The web's way to the live service: over loopback, with a token, never into its folder of keys."""

from __future__ import annotations

from django.conf import settings

from vaern.errors import InputError
from vaern.service.client import Service


def service() -> Service:
    """Return a client of the live service; its address comes from the environment."""
    if not settings.LIVE_SERVICE_URL:
        raise InputError(
            "the live service is not set up", "VAERN_SERVICE_URL", "the address that vaern run gives it"
        )
    token = (settings.HOME / "monitor" / "token").read_text().strip()
    return Service(settings.LIVE_SERVICE_URL, token)


def is_up() -> bool:
    """Say whether the live service answers."""
    try:
        service().health()
    except (InputError, FileNotFoundError):
        return False
    return True
