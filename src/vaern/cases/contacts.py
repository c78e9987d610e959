"""The unwanted contacts of a case: those known, those a log adds, and what they look like together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.cases.events import ContactDeclined, ContactsLogged, Event, IncidentRecorded, LoggedContact
from vaern.cases.events.contacts import Source
from vaern.contacts import Contact, Series, series

INCIDENTS = {"contact": "other", "following": "following"}
"""Incidents that are contacts, and of which kind."""


def declined_at(log: Iterable[Event]) -> datetime | None:
    """Return when she first said clearly no, or None where the log does not tell."""
    return min((event.at for event in log if isinstance(event, ContactDeclined)), default=None)


def contacts(log: Iterable[Event]) -> list[Contact]:
    """Return every contact the log tells of, oldest first: from logs taken in and from single incidents."""
    found: list[Contact] = []
    for event in log:
        match event:
            case ContactsLogged():
                found += [Contact(each.at, each.kind, each.number) for each in event.contacts]
            case IncidentRecorded(kind="contact" | "following"):
                found.append(Contact(event.at, INCIDENTS[event.kind]))
    return sorted(found)


def pattern(log: Sequence[Event], clock: ZoneInfo) -> Series:
    """Return the counts of the contacts after the first clear no."""
    return series(contacts(log), declined_at(log), clock)


def logged(log: Sequence[Event], found: Iterable[Contact], source: Source) -> list[ContactsLogged]:
    """Return the events that take `found` into the log: what came after the no apart from what came before.

    A contact that stands in the log is not taken in again.
    """
    new = sorted(set(found) - set(contacts(log)))
    no = declined_at(log)
    earlier = [each for each in new if no is not None and each.at <= no]
    later = new[len(earlier) :]
    count = sum(1 for event in log if isinstance(event, ContactsLogged))
    parts = [(earlier, False), (later, None if no is None else True)]
    return [
        _event(part, f"contacts-{number}", source, after)
        for number, (part, after) in enumerate(((p, a) for p, a in parts if p), start=count + 1)
    ]


def _event(found: Sequence[Contact], name: str, source: Source, after_refusal: bool | None) -> ContactsLogged:
    return ContactsLogged(
        at=found[-1].at,
        id=name,
        contacts=tuple(LoggedContact(at=each.at, kind=each.kind, number=each.number) for each in found),
        source=source,
        after_refusal=after_refusal,
    )
