"""Logs of cases that fit the published tables of seed 004, so that the tables can be proved to count right.

The published tables give sums and not which case is which: what is not tied together there is dealt out in a
fixed order here. Persons, days and numbers are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from vaern.cases import events as said
from vaern.cases.events import Event
from vaern.simulate.expulsions import CLOCK, column, dealt, expulsion_cases, log_of, published
from vaern.simulate.tilhold_years import tilhold_years
from vaern.statistics.records import records
from vaern.statistics.request import Filed, Record

LAW = "dk-2004"


def register() -> Iterator[tuple[str, Record]]:
    """Yield the records of all logs, and the potential cases as a statistics office would give them."""
    for filed, log in logs():
        yield from records(filed, log)
    yield from (("potential", record) for record in _potential())


def logs() -> Iterator[tuple[Filed, list[Event]]]:
    """Yield every case with its log: 60 expulsion cases, misfiled numbers, tilhold of nine years."""
    every = [*((case.district, log_of(case)) for case in expulsion_cases()), *_other_numbers()]
    taken = sum(isinstance(e, said.Decided) and e.measure == "tilhold" for _, log in every for e in log)
    assert taken == 3
    every += [(None, log) for log in tilhold_years(CLOCK, _attached(log for _, log in every))]
    for number, (district, log) in enumerate(every, start=1):
        yield Filed(number, LAW, CLOCK, district), log


def _attached(every: Iterator[list[Event]]) -> list[int]:
    """Return the years of the tilhold that were decided with an expulsion: they are among the year's own."""
    return [e.at.year for log in every for e in log if isinstance(e, said.Decided) and e.measure == "tilhold"]


def _other_numbers() -> Iterator[tuple[str | None, list[Event]]]:
    """Yield the journal numbers that were not of the Act or not of these years, by district where known."""
    numbers, rng = published("journal-numbers"), Random(206)
    codes = dealt(published("misfiled-as"), rng)
    for place, district in enumerate(dealt(column("by-district", "misfiled"), rng)):
        yield district, _moved(f"M-{place}", 2007 + place % 2, codes[place])
    for place in range(int(numbers["not sent in"])):
        yield None, _moved(f"N-{place}", 2007, "other")
    for place in range(int(numbers["of 2006"])):
        at = datetime(2006, 7, 1, 12, tzinfo=CLOCK)
        yield None, [said.JournalNumberGiven(at=at, number=f"E-{place}", filed_as="bortvisning")]


def _moved(number: str, year: int, code: Any) -> list[Event]:
    at = datetime(year, 4, 1, 12, tzinfo=CLOCK)
    return [
        said.JournalNumberGiven(at=at, number=number, filed_as="bortvisning"),
        said.JournalNumberReclassified(at=at + timedelta(days=1), number=number, filed_as=code, reasons="-"),
    ]


def _potential() -> Iterator[Record]:
    """Yield the potential cases: their years, districts, crimes and decisions, dealt out each by itself."""
    rng = Random(1907)
    years = dealt(published("potential-by-year"), rng)
    districts = dealt(column("by-district", "potential"), rng)
    crimes = dealt(column("crime", "potential"), rng)
    decisions = dealt(column("criminal-decision", "potential"), rng, len(years))
    for year, district, crime, decision in zip(years, districts, crimes, decisions, strict=True):
        yield {"year": int(year), "district": district, "crime": crime, "criminal_decision": decision}
