"""From the engine's sealed fixes to the vault: JSON that can be read in ten years, by person and day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.monitoring.control import Control, carriers
from vaern.monitoring.events import SealedFixes
from vaern.monitoring.fix import Fix
from vaern.vault import Vault

_FIELDS = tuple(field.name for field in fields(Fix))


def time_zones(controls: Sequence[Control]) -> dict[str, ZoneInfo]:
    """Return the time zone of the law that each person is watched under, by person."""
    return {
        person: ZoneInfo(control.rules.time_zone) for control in controls for _, person in carriers(control)
    }


def seal(vault: Vault, sealed: SealedFixes, zones: Mapping[str, ZoneInfo]) -> None:
    """Hand each fix to the vault under its person and the day it was taken, on the law's clock."""
    taken = defaultdict(list)
    for index, person in enumerate(sealed.persons):
        fix = sealed.fixes.fix(index)
        taken[person, datetime.fromtimestamp(fix.fixed_at / 1000, zones[person]).date()].append(payload(fix))
    for (person, day), payloads in taken.items():
        vault.seal(person, day, payloads)


def payload(fix: Fix) -> bytes:
    """Return what is sealed of a fix: its fields with a value, as compact JSON."""
    said = {name: value for name in _FIELDS if (value := getattr(fix, name)) not in (None, "")}
    return json.dumps(said, separators=(",", ":")).encode()
