"""What the service's addresses ask for, answered from one live state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from vaern.monitoring.terms import Control
from vaern.service.evidence import evidence
from vaern.service.intake import Acknowledged
from vaern.service.journal import Entry
from vaern.service.live import Live

News = tuple[list[Entry], dict[str, int], int]
"""Entries of the journal, the counts, and the number up to which both go."""


class Standing(NamedTuple):
    """How many controls are watched, up to which entry the journal goes, and what the clock says."""

    controls: int
    last_entry: int
    clock: str
    now_ms: int
    lateness_s: float


class Desk:
    """One live state as it is asked; called by one thread at a time."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def standing(self) -> Standing:
        """Return how the service stands."""
        live = self._live
        return Standing(
            live.controls, live.journal.last(), live.clock.name, live.clock.now_ms(), live.lateness_s
        )

    def devices(self) -> tuple[str, ...]:
        """Return the devices that any control names."""
        return self._live.devices

    def refuse_unallowed(self, controls: Sequence[Control]) -> None:
        """Refuse controls that change what was in force before now, or go beyond a regulation."""
        self._live.refuse_unallowed(controls)

    def put_controls(self, data: dict[str, Any]) -> int:
        """Watch just these controls from now on; return how many they are."""
        return self._live.put_controls(data)

    def take_together(self, calls: Sequence[Sequence[Any]]) -> list[Acknowledged]:
        """Judge the rows of several calls; all of it is on disk when this returns."""
        return self._live.take_together(calls)

    def tick(self) -> bool:
        """Let the engine hear the clock; say whether anything came of it."""
        return self._live.tick()

    def known(self, alarms: Sequence[str]) -> list[str]:
        """Return those of the alarms that have been said here."""
        return [alarm for alarm in alarms if self._live.journal.of_alarm(alarm)]

    def answer(self, alarm: str, by: str, finding: str) -> None:
        """Take in that a person has dealt with an alarm."""
        self._live.answer(alarm, by, finding)

    def hold(self, case: str, alarms: Sequence[str]) -> int:
        """Keep what was said under alarms until the criminal case ends."""
        return self._live.hold(case, alarms)

    def holds_for(self, case: str) -> bool:
        """Say whether anything is held for a case here."""
        return self._live.contents.is_open(case)

    def end_hold(self, case: str) -> int:
        """Let what a case held follow the law's period again."""
        return self._live.end_hold(case)

    def news(self, after: int) -> News:
        """Return the entries after a number, the counts, and the number up to which both go."""
        entries = self._live.journal.after(after)
        return entries, self._live.counts.read(), entries[-1].seq if entries else after

    def alarms(self) -> list[dict[str, Any]]:
        """Return the latest event of each alarm, and when it began."""
        journal = self._live.journal
        latest, began = journal.latest_of_each_alarm(), journal.began()
        said = [entry.content for entry in latest if entry.content]
        return [alarm | {"began_at": began[alarm["alarm"]]} for alarm in said]

    def evidence(self, alarm: str) -> dict[str, Any] | None:
        """Return the evidence of an alarm, None where none of that name was said here."""
        return evidence(self._live, alarm)

    def counts(self) -> dict[str, int]:
        """Return how many fixes were accepted, repeated, refused, released and sealed."""
        return self._live.counts.read()

    def close(self) -> None:
        """Put the state on disk and let go of everything."""
        self._live.close()
