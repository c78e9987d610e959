"""What every event of a case has."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict

CASE_OFFICER = "case_officer"
CONTROL_ROOM = "control_room"


class Person(NamedTuple):
    """Somebody an event names, so that the case is found by them."""

    role: str
    name: str
    birthdate: date | None = None


class Event(BaseModel):
    """What every event has: when it happened (aware), which roles may say it, what deadlines read of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: ClassVar[str]
    said_by: ClassVar[frozenset[str]] = frozenset({CASE_OFFICER})
    deadline: ClassVar[tuple[str, ...] | None] = None
    """The fields that `deadlines` reads; None: the event starts, meets and ends no deadline."""
    deadline_type: ClassVar[str | None] = None
    """What `deadlines` calls the event, where that is not its own type."""
    closes: ClassVar[bool | None] = None
    """True: the case is closed by it; False: it is open again; None: neither."""

    at: AwareDatetime

    def named(self) -> tuple[Person, ...]:
        """Return the persons this names: the search finds the case by them."""
        return ()

    def outrun_by(self, later: Event) -> bool:
        """Tell whether this must be looked at again if `later` came while it was being written.

        By default another entry of the same type; an event that may be said often answers False.
        """
        return type(later) is type(self)
