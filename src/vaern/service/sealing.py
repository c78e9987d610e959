"""From the engine's sealed fixes to the vault: by person, day and the last day they may be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from vaern.monitoring.events import SealedFixes
from vaern.monitoring.fix import Ints
from vaern.service.keeping import Keeping, last_day_kept
from vaern.vault import Vault


def seal(vault: Vault, sealed: SealedFixes, kept: Mapping[str, Keeping]) -> None:
    """Hand each fix to the vault under its person and the day it was taken, on the law's clock."""
    if not len(sealed):
        return
    persons = sealed.persons.tolist()
    of_each = list(map(kept.__getitem__, persons))
    for keeping in {id(each): each for each in of_each}.values():
        mine = np.flatnonzero([each is keeping for each in of_each])
        for day, rows in days_of(sealed.fixes.fixed_at[mine], keeping.zone):
            chosen = mine[rows]
            whole = len(chosen) == len(persons)
            vault.seal(
                persons if whole else [persons[row] for row in chosen.tolist()],
                day,
                last_day_kept(day, keeping),
                sealed.fixes if whole else sealed.fixes.take(chosen),
            )


def days_of(at_ms: Ints, zone: ZoneInfo) -> Iterator[tuple[date, Ints]]:
    """Yield each day on the zone's clock with the rows that lie in it."""
    first, last = (datetime.fromtimestamp(int(at) / 1000, zone).date() for at in (at_ms.min(), at_ms.max()))
    day = first
    while day <= last:
        rows = np.flatnonzero((at_ms >= _begin_ms(day, zone)) & (at_ms < _begin_ms(day + _ONE_DAY, zone)))
        if len(rows):
            yield day, rows
        day += _ONE_DAY


_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def _begin_ms(day: date, zone: ZoneInfo) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)
