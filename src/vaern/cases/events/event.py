"""What every event of a case has."""

from __future__ import annotations

from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

CASE_OFFICER = "case_officer"
CONTROL_ROOM = "control_room"


class Event(BaseModel):
    """What every event has: when it happened (aware), which roles may say it, what deadlines read of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: ClassVar[str]
    said_by: ClassVar[frozenset[str]] = frozenset({CASE_OFFICER})
    deadline: ClassVar[tuple[str, ...] | None] = None
    """The fields that `deadlines` reads; None: the event starts, meets and ends no deadline."""
    deadline_type: ClassVar[str | None] = None
    """What `deadlines` calls the event, where that is not its own type."""

    at: AwareDatetime

    def outrun_by(self, later: Event) -> bool:
        """Tell whether this must be looked at again if `later` came while it was being written.

        By default another entry of the same type; an event that may be said often answers False.
        """
        return type(later) is type(self)
