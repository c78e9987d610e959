"""Who has read a case: every read is on record before anything is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vaern.cases.models import Case, Read

TOGETHER = timedelta(minutes=1)
"""The same page read again within so long is one read: a page asks for its parts by itself."""


class Visit(NamedTuple):
    """What one person read of a case on one day: first and last moment, and each page once."""

    by: str
    first: datetime
    last: datetime
    pages: tuple[str, ...]


def note(case: Case, *, by: str, page: str, now: datetime) -> None:
    """Put a read on record; an error here passes through, so that nothing is read unrecorded."""
    if not Read.objects.filter(case=case, by=by, page=page, at__gt=now - TOGETHER, at__lte=now).exists():
        Read(case=case, by=by, page=page, at=now).save()


def visits(case: Case, zone: ZoneInfo, most: int) -> list[Visit]:
    """Return who read a case, the newest `most`: each person once a day of the clock of `zone`."""
    return list(islice(_visits(case.reads.order_by("-at").iterator(), zone), most))


def _visits(found: Iterable[Read], zone: ZoneInfo) -> Iterator[Visit]:
    for _day, rows in groupby(found, key=lambda each: each.at.astimezone(zone).date()):
        of_day: dict[str, list[Read]] = {}
        for each in rows:
            of_day.setdefault(each.by, []).append(each)
        for by, reads in of_day.items():
            yield Visit(by, reads[-1].at, reads[0].at, tuple(dict.fromkeys(each.page for each in reads)))
