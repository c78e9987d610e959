"""Reads a log of calls and messages, as a telephone or its company gives it out."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from vaern.contacts.contact import KINDS, Contact, masked
from vaern.sheets import Reason, Refused, Row, RowError, read_rows

COLUMNS = ("at", "kind", "number")


def read_log(content: bytes, clock: ZoneInfo, now: datetime) -> tuple[list[Contact], list[Refused]]:
    """Return the contacts of a CSV or JSON file, oldest first and each once, and the rows not used.

    A time without an offset is read on `clock`; what lies after `now` (aware) is refused.
    Raises InputError when the file as a whole cannot be read.
    """
    found: set[Contact] = set()
    refused: list[Refused] = []
    for row in read_rows(content, COLUMNS, ("at", "kind")):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        try:
            found.add(_contact(row, clock, now))
        except RowError as error:
            refused.append(error.at(row.number))
    return sorted(found), refused


def _contact(row: Row, clock: ZoneInfo, now: datetime) -> Contact:
    at = row.moment("at", clock)
    if at > now:
        raise RowError("at", Reason.FUTURE)
    return Contact(at, row.choice("kind", KINDS) or "", masked(row.text("number")))
