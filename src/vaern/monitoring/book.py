"""What judging knows from one pass to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaern.monitoring.devices import TAMPER
from vaern.monitoring.fix import Ints
from vaern.monitoring.sheet import Condition, Episode, Key, Past, Sheet
from vaern.monitoring.silence import never_heard
from vaern.monitoring.track import Track
from vaern.monitoring.watch import Watch


@dataclass(frozen=True, slots=True)
class Book:
    """Open alarms, how many there were of each, past ones, silence allowed, where each device was last."""

    open: Mapping[Key, Episode]
    counts: Mapping[str, int]
    past: Mapping[Key, tuple[Past, ...]]
    excused: Ints
    track: Track

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
        return Sheet(dict(self.open), dict(self.counts), dict(self.past), conditions=known)

    def after(self, sheet: Sheet, excused: Ints, track: Track) -> Book:
        """Return the book after a pass."""
        return Book(sheet.open, sheet.counts, sheet.past, excused, track)
