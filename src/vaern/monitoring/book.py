"""What judging knows from one pass to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vaern.monitoring.devices import TAMPER
from vaern.monitoring.fix import Ints
from vaern.monitoring.sheet import Condition, Crossing, Episode, Key, Past, Sheet, Visit
from vaern.monitoring.silence import never_heard
from vaern.monitoring.track import Track
from vaern.monitoring.watch import Watch


@dataclass(frozen=True, slots=True)
class Book:
    """What is open and past, how many alarms there were, silence allowed, where each device was last.

    `visits` are stays in zones with corridors, by pair and zone; `crossings` those of each boundary lately.
    """

    open: Mapping[Key, Episode]
    counts: Mapping[str, int]
    past: Mapping[Key, tuple[Past, ...]]
    excused: Ints
    track: Track
    visits: Mapping[tuple[int, int], Visit] = field(default_factory=dict)
    crossings: Mapping[Key, tuple[Crossing, ...]] = field(default_factory=dict)

    @classmethod
    def blank(cls, watch: Watch) -> Book:
        """Return the book of a shard that has heard nothing."""
        return cls({}, {}, {}, never_heard(watch), Track.nothing(len(watch.pairs.device)))

    def sheet(self) -> Sheet:
        """Return a sheet to write the next pass on; the book itself stays as it is."""
        known = [
            Condition(key, episode.begun, episode.until, episode.name)
            for key, episode in self.open.items()
            if key.kind == TAMPER
        ]
        return Sheet(
            dict(self.open), dict(self.counts), dict(self.past), dict(self.visits), dict(self.crossings),
            conditions=known,
        )  # fmt: skip

    def after(self, sheet: Sheet, excused: Ints, track: Track) -> Book:
        """Return the book after a pass."""
        return Book(sheet.open, sheet.counts, sheet.past, excused, track, sheet.visits, sheet.crossings)
