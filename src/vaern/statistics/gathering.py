"""Reads every case's log once and writes the records that tables count."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from vaern import packs
from vaern.cases.events import CaseTaken, Event
from vaern.cases.log import counted
from vaern.cases.models import Case, Entry
from vaern.deadlines.periods import clock_of
from vaern.statistics.records import records
from vaern.statistics.request import Filed, Record
from vaern.statistics.store import fill


def gather(path: Path) -> int:
    """Write the records of all cases to `path`, in the place of what was there; return how many cases."""
    read = 0

    def found() -> Iterator[tuple[str, Record]]:
        nonlocal read
        for filed, events in logs():
            read += 1
            yield from records(filed, events)

    fill(path, found()).close()
    return read


def logs() -> Iterator[tuple[Filed, list[Event]]]:
    """Yield each case with the events that count, in the order in which they happened."""
    laws = dict(Case.objects.values_list("pk", "law"))
    entries = Entry.objects.order_by("case_id", "number").iterator(chunk_size=5000)
    for case, own in groupby(entries, key=lambda entry: int(entry.case_id)):
        standing = [line for line in counted(own) if not line.struck]
        events = [line.event for line in sorted(standing, key=lambda line: (line.event.at, line.number))]
        taken = [event.district for event in events if isinstance(event, CaseTaken)]
        district = taken[-1] if taken and taken[-1] else None
        yield Filed(case, laws[case], _clock(laws[case]), district), events


@cache
def _clock(law: str) -> ZoneInfo:
    return clock_of(packs.load(law)).zone
