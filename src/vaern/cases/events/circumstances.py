"""What stands around the incidents: witnesses, weapons, what came before, papers that came in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from vaern.cases.events.event import Event, Person
from vaern.cases.events.injuries import Digest


class WitnessNamed(Event):
    """Somebody saw or heard something, or was told of it."""

    type = "witness_named"
    name: str = Field(min_length=1, max_length=200)
    knows: Literal["saw", "heard", "was_told", "other"]
    summary: str = ""
    heard_by_police: bool | None = None

    def named(self) -> tuple[Person, ...]:
        """Return the witness."""
        return (Person("witness", self.name),)

    def outrun_by(self, later: Event) -> bool:
        """The same witness, written down by somebody else meanwhile."""
        return isinstance(later, WitnessNamed) and later.name.casefold() == self.name.casefold()


class WeaponsRecorded(Event):
    """It was asked whether there are weapons."""

    type = "weapons_recorded"
    has_access: bool | None = None
    has_permit: bool | None = None
    used_or_threatened: bool | None = None
    taken_away: bool | None = None
    summary: str = ""


class HistoryRecorded(Event):
    """It was asked what had happened before."""

    type = "history_recorded"
    violence_before: bool | None = None
    reported_before: bool | None = None
    orders_before: bool | None = None
    getting_worse: bool | None = None
    summary: str = ""


class FileKept(Event):
    """A paper or picture was taken into the case; `files` are its SHA-256."""

    type = "file_kept"
    title: str = Field(min_length=1, max_length=200)
    files: tuple[Digest, ...] = Field(min_length=1)

    def outrun_by(self, later: Event) -> bool:
        """One file takes nothing from another."""
        return False
