"""Entries that were wrong."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from vaern.cases.events.event import Event


class Corrected(Event):
    """An earlier entry was wrong: struck out, or replaced by `replacement` (the entry's own fields)."""

    type = "corrected"
    corrects: int = Field(ge=1)
    reason: str = Field(min_length=1)
    replacement: dict[str, Any] | None = None
