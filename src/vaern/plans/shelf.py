"""The published plans that ship with Værn."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from vaern.errors import InputError
from vaern.plans.doubts import with_doubts
from vaern.plans.note import read_note
from vaern.plans.plan import Plan, read
from vaern.plans.tracker import Claim

PUBLISHED = {"dk-2023": "dk-2023-status-2025-04-15.txt", "se-2024": "se-2024.yaml"}


@cache
def published(name: str) -> Plan:
    """Return a published plan by its name, one of `PUBLISHED`."""
    if name not in PUBLISHED:
        raise InputError("no such plan", "", ", ".join(PUBLISHED))
    content = _text(PUBLISHED[name])
    return (
        read_note(content) if PUBLISHED[name].endswith(".txt") else with_doubts(read(yaml.safe_load(content)))
    )


@cache
def claims() -> tuple[Claim, ...]:
    """Return the figures that the Norwegian resolution claims; none is verified."""
    said: dict[str, Any] = yaml.safe_load(_text("no-2024-claims.yaml"))
    return tuple(Claim(**each, claimed_by=said["claimed_by"]) for each in said["claims"])


def _text(name: str) -> str:
    return resources.files("vaern.plans").joinpath("published", name).read_text(encoding="utf-8")
