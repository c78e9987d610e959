"""The web's clock, one place to inject another."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware."""
    return datetime.now(UTC)
