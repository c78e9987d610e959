"""Writing to a case's log, reading it with its corrections, and proving that nobody touched it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from vaern.cases import events as said
from vaern.cases.canonical import sha256
from vaern.cases.events import Corrected, Event, read, write
from vaern.cases.models import Case, Entry
from vaern.errors import InputError

GENESIS = "0" * 64


class NotYours(PermissionError):
    """A role tried to say what it may not say."""


@dataclass(frozen=True)
class Line:
    """An entry as it counts today: `struck` when a later entry took it out, `event` with its replacement."""

    number: int
    event: Event
    by: str
    recorded_at: datetime
    hash: str
    struck: bool
    corrected_by: int | None


def append(case: Case, event: Event, *, by: str, roles: frozenset[str], now: datetime) -> Entry:
    """Add `event` to the log of `case` as said by `by` at `now` (aware).

    Raises `NotYours` when none of `roles` may say it, `InputError` for a correction of nothing.
    """
    if not roles & event.said_by:
        raise NotYours(f"{event.type} may be said by: {', '.join(sorted(event.said_by))}")
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        last = case.entries.order_by("-number").first()
        if isinstance(event, Corrected):
            _check_correction(case, event)
        number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
        entry = Entry(
            case=case, number=number, type=event.type, data=write(event), by=by, recorded_at=now,
            previous=previous, hash="",
        )  # fmt: skip
        entry.hash = seal(entry)
        entry.save()
        return entry


def seal(entry: Entry) -> str:
    """Return the hash that binds an entry to its case, its place and the entry before it."""
    return sha256(
        {
            "case": entry.case.reference,
            "number": entry.number,
            "type": entry.type,
            "data": entry.data,
            "by": entry.by,
            "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(),
            "previous": entry.previous,
        }
    )


def broken_at(case: Case) -> int | None:
    """Return the number of the first entry whose hash or place is wrong, or None when the chain holds."""
    previous = GENESIS
    for expected, entry in enumerate(case.entries.select_related("case").order_by("number"), start=1):
        if entry.number != expected or entry.previous != previous or entry.hash != seal(entry):
            return expected
        previous = entry.hash
    return None


def lines(case: Case, until: int | None = None) -> list[Line]:
    """Return the log in order, each entry as it counts after the corrections that follow it.

    With `until`, the log as it stood when it had that many entries.
    """
    found = case.entries.order_by("number")
    return counted(found if until is None else found.filter(number__lte=until))


def counted(found: Iterable[Entry]) -> list[Line]:
    """Return the entries of a case, in order of their numbers, as they count."""
    entries = list(found)
    corrections = {entry.data["corrects"]: entry for entry in entries if entry.type == Corrected.type}
    return [_line(entry, corrections.get(entry.number)) for entry in entries]


def _line(entry: Entry, correction: Entry | None) -> Line:
    replacement: dict[str, Any] | None = correction.data["replacement"] if correction else None
    return Line(
        number=entry.number,
        event=read(entry.type, replacement or entry.data),
        by=entry.by,
        recorded_at=entry.recorded_at,
        hash=entry.hash,
        struck=correction is not None and replacement is None,
        corrected_by=correction.number if correction else None,
    )


def _check_correction(case: Case, event: Corrected) -> None:
    wrong = case.entries.filter(number=event.corrects).first()
    if wrong is None or wrong.type == Corrected.type:
        raise InputError(
            "there is no such entry to correct", "/corrects", "the number of an entry that is no correction"
        )
    if event.replacement is not None:
        read(wrong.type, event.replacement)
    resting = [
        line.number
        for line in lines(case)
        if not line.struck and rests_on(line.event, read(wrong.type, wrong.data))
    ]
    if event.replacement is None and resting:
        raise InputError(
            f"entry {resting[-1]} rests on this one",
            "/corrects",
            "the entries that rest on it, struck out first",
        )


def rests_on(event: Event, earlier: Event) -> bool:
    """Say whether `event` means nothing without `earlier`: an order its zone, a service its order."""
    match earlier:
        case said.ZoneDrawn():
            return isinstance(event, said.Decided | said.ControlOrdered) and event.zone == earlier.zone
        case said.Decided():
            return isinstance(event, said.Served | said.ControlOrdered) and event.order == earlier.order
        case said.ControlOrdered():
            return isinstance(event, said.Served) and event.order == earlier.control
        case said.AssaultAlarmHandedOut():
            later = isinstance(event, said.AssaultAlarmReviewed | said.AssaultAlarmReturned)
            return later and event.at >= earlier.at
        case _:
            return False
