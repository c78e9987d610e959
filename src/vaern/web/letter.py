"""What a letter shows: its telling, rendered, and nothing else of the case."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from vaern.cases.disclosures import Told, may_show, told
from vaern.cases.events import Disclosed, SubmittedToCourt
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.cases.orders import Order
from vaern.cases.withheld import occurs, seals_of
from vaern.errors import InputError
from vaern.letters.models import Letter
from vaern.web.templatetags.words import fields


class Shown(NamedTuple):
    """A letter as its reader sees it."""

    letter: Letter
    file: CaseFile
    told: Told
    orders: tuple[Order, ...]
    lines: tuple[Line, ...]

    @property
    def asked(self) -> Disclosed | None:
        """What the officer wrote, where the telling is one of its own."""
        event = self.told.line.event
        return event if isinstance(event, Disclosed) else None

    @property
    def about_orders(self) -> tuple[Order, ...]:
        """The orders that the reader may answer about."""
        return tuple(order for order in self.file.orders if order.name in self.told.about_orders)

    def as_sent(self) -> CaseFile:
        """Return the case as it stood when it was brought before the court."""
        assert isinstance(self.told.line.event, SubmittedToCourt)
        return CaseFile(self.file.case, self.told.line.recorded_at, self.told.number - 1)


def shown(letter: Letter, now: datetime) -> Shown | None:
    """Return what an open letter shows, None once its telling was struck out or has lost its ground."""
    file = CaseFile(letter.case, now)
    found = told(file, letter.told)
    if found is None or not may_show(file, found):
        return None
    orders = tuple(order for order in file.orders if order.name in found.orders)
    lines = tuple(line for line in file.standing if line.number in found.entries)
    return Shown(letter, file, found, orders, lines)


def refuse_withheld(file: CaseFile, found: Told) -> None:
    """Raise `InputError` where a word that must be kept back stands in an entry that would be shown.

    The papers say it themselves when they are made.
    """
    seals = seals_of(file.happened)
    lines = [line for line in file.standing if line.number in found.entries or line.number == found.number]
    for line in lines if seals else ():
        if any(occurs(seals, value) for _name, value in fields(line.event)):
            raise InputError("a withheld word stands in an entry", "/entries", "entries without it")
