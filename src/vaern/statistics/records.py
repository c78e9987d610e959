"""From the log of a case to the records that tables count: requests, journal numbers, breaches.

A record holds no name, address, place or free text. What nobody recorded is None, never "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.cases import events as said
from vaern.cases.events import Event
from vaern.statistics.request import Filed, Record, request

SHAPES: dict[str, str] = {
    "requests": """
        "case" INTEGER, law TEXT, district TEXT, municipality TEXT, measure TEXT,
        requested_at TIMESTAMP, requested_by TEXT, offence_at TIMESTAMP, decided_at TIMESTAMP,
        closed_at TIMESTAMP, served_at TIMESTAMP, hours_to_service DOUBLE, outcome TEXT, respondent_sex TEXT,
        respondent_age INTEGER, protected_age INTEGER, protected TEXT, relationship TEXT, charged BOOLEAN,
        crime TEXT, arrested BOOLEAN, remand_days INTEGER, criminal_decision TEXT, sentence_days INTEGER,
        convicted_before TEXT, municipality_told_at TIMESTAMP, told TEXT, review_wish TEXT, ruling TEXT,
        leaflet BOOLEAN, attached TEXT, area_orders INTEGER, fixed_duration TEXT, ended_at TIMESTAMP,
        end_reason TEXT, extended INTEGER, breaches INTEGER, residence TEXT, together_after BOOLEAN,
        admonished BOOLEAN""",
    "journal_numbers": """
        "case" INTEGER, district TEXT, number TEXT, given_at TIMESTAMP, filed_as TEXT, belongs_to TEXT""",
    "potential": """
        year INTEGER, district TEXT, crime TEXT, criminal_decision TEXT""",
    "acts": """
        "case" INTEGER, law TEXT, district TEXT, measure TEXT, kind TEXT, happened_at TIMESTAMP,
        breach TEXT""",
}
"""The columns of each set of records for DuckDB, in a record's order; times are on the law's own clock.

`potential` comes from a statistics office and not from logs: charges that would have allowed an order.
"""


def records(filed: Filed, log: Iterable[Event]) -> Iterator[tuple[str, Record]]:
    """Yield (set, record) of a case from the events that count, in the order in which they happened."""
    events = list(log)
    measures = [e.measure for e in events if isinstance(e, said.Requested | said.Decided | said.Refused)]
    for measure in dict.fromkeys(measures):
        yield "requests", _local(request(filed, events, measure), filed.clock)
    yield from (("journal_numbers", _local(each, filed.clock)) for each in _journal_numbers(filed, events))
    yield from (("acts", _local(each, filed.clock)) for each in _acts(filed, events))


def _journal_numbers(filed: Filed, events: Sequence[Event]) -> Iterator[Record]:
    moved = {e.number: e.filed_as for e in events if isinstance(e, said.JournalNumberReclassified)}
    for event in events:
        if isinstance(event, said.JournalNumberGiven):
            yield {
                "case": filed.case,
                "district": filed.district,
                "number": event.number,
                "given_at": event.at,
                "filed_as": event.filed_as,
                "belongs_to": moved.get(event.number, event.filed_as),
            }


def _acts(filed: Filed, events: Sequence[Event]) -> Iterator[Record]:
    """Yield breaches reported, charged and convicted of, each act by itself."""
    breaches = {e.id: e for e in events if isinstance(e, said.BreachRecorded)}
    common = {"case": filed.case, "law": filed.law, "district": filed.district}
    for event in events:
        match event:
            case said.BreachRecorded():
                yield {
                    **common,
                    "measure": event.measure,
                    "kind": "reported",
                    "happened_at": event.at,
                    "breach": event.id,
                }
            case said.Charged() | said.OutcomeRecorded():
                kind = "charged" if isinstance(event, said.Charged) else _conviction(event)
                for name in event.acts:
                    if name in breaches:
                        measure = breaches[name].measure
                        yield {
                            **common,
                            "measure": measure,
                            "kind": kind,
                            "happened_at": event.at,
                            "breach": name,
                        }


def _conviction(outcome: said.OutcomeRecorded) -> str:
    return "not_convicted" if outcome.result == "dropped" else "convicted"


def _local(record: Record, clock: ZoneInfo) -> Record:
    """Return the record with its times on the law's own clock, as days and quarters are counted."""
    return {
        name: value.astimezone(clock).replace(tzinfo=None) if isinstance(value, datetime) else value
        for name, value in record.items()
    }
