"""From the engine's sealed fixes to the vault: JSON that can be read in ten years, by person and day."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.monitoring.events import SealedFixes
from vaern.monitoring.fix import Fix
from vaern.service.shard import Shard
from vaern.vault import Vault


def seal(vault: Vault, sealed: SealedFixes, shard: Shard) -> None:
    """Hand each fix to the vault under its person and the day it was taken, on the law's clock."""
    taken = defaultdict(list)
    for index, person in enumerate(sealed.persons):
        fix = sealed.fixes.fix(index)
        zone = ZoneInfo(shard.time_zone_of(person))
        taken[person, datetime.fromtimestamp(fix.fixed_at / 1000, zone).date()].append(payload(fix))
    for (person, day), payloads in taken.items():
        vault.seal(person, day, payloads)


def payload(fix: Fix) -> bytes:
    """Return what is sealed of a fix: its fields with a value, as compact JSON."""
    said = {name: value for name, value in asdict(fix).items() if value not in (None, "")}
    return json.dumps(said, separators=(",", ":")).encode()
