"""Logs of tilhold cases that give the published figures of 2001-2009, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from vaern.cases import events as said
from vaern.cases.events import Event
from vaern.statistics.shelf import definition


def tilhold_years(clock: ZoneInfo, already: Sequence[int]) -> Iterator[list[Event]]:
    """Yield the log of each request; `already` are the years of tilhold decided in other cases."""
    asked, broken = (
        definition("tilhold-requests-and-orders").published,
        definition("tilhold-breaches").published,
    )
    elsewhere = Counter(already)
    for name, figures in asked.items():
        year = int(name)
        assert isinstance(figures, dict)
        orders = int(figures["orders"]) - elsewhere[year]
        logs = [_request(year, place < orders, clock) for place in range(int(figures["requests"]))]
        acts = broken[name]
        assert isinstance(acts, dict)
        _break(logs[:orders], year, {kind: int(count) for kind, count in acts.items()}, clock)
        yield from logs


def _request(year: int, is_given: bool, clock: ZoneInfo) -> list[Event]:
    asked, answered = datetime(year, 2, 1, 12, tzinfo=clock), datetime(year, 2, 8, 12, tzinfo=clock)
    answer: Event = (
        said.Decided(at=answered, order="T", measure="tilhold", duration="P5Y")
        if is_given
        else said.Refused(at=answered, measure="tilhold", reasons="-")
    )
    return [said.Requested(at=asked, measure="tilhold", by="victim"), answer]


def _break(logs: Sequence[list[Event]], year: int, acts: dict[str, int], clock: ZoneInfo) -> None:
    """Add breaches to the year's orders in turn: all reported, some charged, some convicted of."""
    for number, log in zip(range(acts["reported"]), cycle(logs), strict=False):
        name = f"B{number}"
        at = datetime(year, 6, 1, 12, tzinfo=clock)
        log.append(said.BreachRecorded(at=at, id=name, order="T", measure="tilhold"))
        if number < acts["charged"]:
            log.append(said.Charged(at=at, acts=(name,)))
        if number < acts["convicted"]:
            end = datetime(year, 11, 1, 12, tzinfo=clock)
            log.append(said.OutcomeRecorded(at=end, result="judgment", acts=(name,)))
