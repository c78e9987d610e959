"""A row of a table, and why one was not used. No refusal holds what stood in the row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vaern.sheets.reason import Reason

YES = ("yes", "ja", "true", "1")
NO = ("no", "nej", "nei", "false", "0")
LONGEST_CELL = 4000
_LOCAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?")


class Refused(NamedTuple):
    """A row that was not used: its number (a header is row 1), the field, why, and what it meets."""

    row: int
    field: str
    reason: Reason
    limit: str = ""


class RowError(ValueError):
    """A cell cannot be used; neither `reason` nor `limit` holds its value."""

    def __init__(self, field: str, reason: Reason, limit: str = "") -> None:
        super().__init__(f"{field}: {reason} {limit}".strip())
        self.field = field
        self.reason = reason
        self.limit = limit

    def at(self, row: int) -> Refused:
        """Return the refusal of the row with this number."""
        return Refused(row, self.field, self.reason, self.limit)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by column; an empty cell is absent, as nothing was said."""

    number: int
    cells: Mapping[str, str]

    def text(self, field: str, most: int = LONGEST_CELL) -> str:
        """Return a cell's text, empty when nothing was said; raises RowError over `most` characters."""
        value = self.cells.get(field, "")
        if len(value) > most:
            raise RowError(field, Reason.TOO_LONG, str(most))
        return value

    def needed(self, field: str) -> str:
        """Return a cell's text; raises RowError when nothing was said."""
        if not self.text(field):
            raise RowError(field, Reason.MISSING)
        return self.text(field)

    def choice(self, field: str, allowed: Sequence[str]) -> str | None:
        """Return one of `allowed`, None when nothing was said; raises RowError for anything else."""
        value = self.text(field)
        if value and value not in allowed:
            raise RowError(field, Reason.NOT_ALLOWED, ", ".join(allowed))
        return value or None

    def flag(self, field: str) -> bool | None:
        """Return yes or no as truth, None when nothing was said; raises RowError for anything else."""
        value = self.text(field).lower()
        if value and value not in (*YES, *NO):
            raise RowError(field, Reason.NOT_YES_OR_NO)
        return value in YES if value else None

    def day(self, field: str) -> date | None:
        """Return a date, None when nothing was said; raises RowError unless it is written YYYY-MM-DD."""
        value = self.text(field)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise RowError(field, Reason.NO_DATE) from None

    def moment(self, field: str, clock: ZoneInfo) -> datetime:
        """Return an aware time; one without an offset is read on `clock`.

        Raises RowError when it is missing or unreadable, or when the clock shows it twice or not at all.
        """
        value = self.needed(field)
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise RowError(field, Reason.NO_TIME) from None
        if found.tzinfo is not None:
            return found
        if not _LOCAL.fullmatch(value):
            raise RowError(field, Reason.NO_TIME)
        return _on(clock, found, field)


def _on(clock: ZoneInfo, naive: datetime, field: str) -> datetime:
    first, second = (naive.replace(tzinfo=clock, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(clock).replace(tzinfo=None) != naive:
        raise RowError(field, Reason.NEVER)
    if first.utcoffset() != second.utcoffset():
        raise RowError(field, Reason.TWICE)
    return first
