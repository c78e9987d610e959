"""What may be told outside the house of something that is due: the case's reference, what, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Due:
    """A duty: `what` in the reader's words, `key` telling it from the case's others, `due` aware.

    `due` is None where the law gives no number: at once.
    """

    reference: str
    key: str
    what: str
    due: datetime | None

    def last_day(self, clock: ZoneInfo) -> date | None:
        """Return the day whose end is the last moment, or None where it is an hour or unknown."""
        local = self.due.astimezone(clock) if self.due else None
        return local.date() if local and local.time() >= LAST_MINUTE else None
