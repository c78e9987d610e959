"""Saying something in a case: all of it or nothing, checked, once, and never past what others said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vaern.cases import log
from vaern.cases.checks import checks_of
from vaern.cases.events import Corrected, Event
from vaern.cases.file import CaseFile
from vaern.cases.index import index
from vaern.cases.log import Line
from vaern.cases.models import Case, Entry, Said


class Outrun(Exception):
    """The log has grown since with something this rests on: `lines` are the entries to look at."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__("the case has moved on")
        self.lines = lines


def say(
    case: Case,
    events: Sequence[Event],
    *,
    by: str,
    roles: frozenset[str],
    now: datetime,
    token: str | None = None,
    seen: int | None = None,
) -> list[Entry]:
    """Add `events` to the log of `case`, all of them or none; return their entries.

    `token` names this sending: sent again, it returns the entries of the first time.
    `seen` is the number of the last entry the person saw (0: none): `Outrun` when one of the events must be
    looked at again because of what came since. Raises `InputError` from a check, `NotYours` for a role.
    """
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        before = Said.objects.filter(case=case, token=token).first() if token else None
        if before:
            return list(case.entries.filter(number__range=(before.first, before.last)))
        if seen is not None:
            _refuse_outrun(case, events, now, seen)
        entries = [_said(case, event, by, roles, now) for event in events]
        if token and entries:
            Said.objects.create(case=case, token=token, first=entries[0].number, last=entries[-1].number)
        index(CaseFile(case, now))
        return entries


def _said(case: Case, event: Event, by: str, roles: frozenset[str], now: datetime) -> Entry:
    for check in checks_of(event.type):
        check(CaseFile(case, now), event)
    return log.append(case, event, by=by, roles=roles, now=now)


def _refuse_outrun(case: Case, events: Sequence[Event], now: datetime, seen: int) -> None:
    if not case.entries.filter(number__gt=seen).exists():
        return
    lines = {line.number: line for line in CaseFile(case, now).lines}
    since = [line for line in lines.values() if line.number > seen]
    outrunning = [line for line in since if any(event.outrun_by(_meant(line, lines)) for event in events)]
    if outrunning:
        raise Outrun(outrunning)


def _meant(line: Line, lines: dict[int, Line]) -> Event:
    """Return the event a line is about: a correction is about the entry it corrects."""
    event = line.event
    return lines[event.corrects].event if isinstance(event, Corrected) else event
