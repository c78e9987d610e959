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
    for keeping, mine in _by_keeping(sealed, kept):
        for day, rows in days_of(mine.fixes.fixed_at, keeping.zone):
            whole = len(rows) == len(mine)
            vault.seal(
                mine.persons if whole else mine.persons[rows],
                day,
                last_day_kept(day, keeping),
                mine.fixes if whole else mine.fixes.take(rows),
            )


def _by_keeping(sealed: SealedFixes, kept: Mapping[str, Keeping]) -> Iterator[tuple[Keeping, SealedFixes]]:
    persons = sealed.persons.tolist()
    of_each = {person: kept[person] for person in dict.fromkeys(persons)}
    distinct = {id(keeping): keeping for keeping in of_each.values()}
    for keeping in distinct.values():
        if len(distinct) == 1:
            yield keeping, sealed
        else:
            rows = np.flatnonzero([of_each[person] is keeping for person in persons])
            yield keeping, SealedFixes(sealed.names, sealed.person[rows], sealed.fixes.take(rows))


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
