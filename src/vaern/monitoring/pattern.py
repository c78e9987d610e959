"""Crossing a boundary again and again, which uses the alarm itself to torment."""

from __future__ import annotations

from vaern.monitoring.sheet import Crossing, Episode, Key, Name, Sheet
from vaern.monitoring.terms import Pattern

KIND = "border_crossing_pattern"


class Crossings:
    """Counts the crossings of one boundary by one device; the pattern is told once, until it has stopped."""

    def __init__(
        self, sheet: Sheet, pattern: Pattern, key: Key, order: tuple[int, int, str], ends: int
    ) -> None:
        self._sheet = sheet
        self._pattern = pattern
        self._key = key._replace(kind=KIND)
        self._order = order
        self._ends = ends

    @property
    def stands(self) -> bool:
        """Whether the pattern has been told and goes on."""
        return self._key in self._sheet.open

    def count(self, at: int, name: Name) -> None:
        """Count a crossing; tell the control room when it makes the pattern, and let a told one go on."""
        self.expire(at)
        since = at - self._pattern.within_ms
        known = [*self._sheet.crossings.get(self._key, ()), Crossing(at, name)]
        recent = [crossing for crossing in known if crossing.at >= since][-self._pattern.crossings :]
        self._sheet.crossings[self._key] = tuple(recent)
        until = min(at + self._pattern.within_ms, self._ends)
        if self.stands:
            self._sheet.open[self._key] = self._sheet.open[self._key].lasting(until)
        elif len(recent) >= self._pattern.crossings:
            named = Name(name.control, name.place, KIND)
            said = {"because": "crossed_repeatedly", "crossings": tuple(crossing.name for crossing in recent)}
            self._sheet.begin(self._key, Episode(named, at, until), self._order, **said)

    def expire(self, at: int) -> None:
        """Close the pattern if nobody has crossed for as long as it looks back, or its control has ended."""
        episode = self._sheet.open.get(self._key)
        if episode and episode.until < at:
            because = "control_ended" if episode.until >= self._ends else "no_crossing"
            self._sheet.end(self._key, episode.until, self._order, because=because)
        if at - self._pattern.within_ms > max(
            (crossing.at for crossing in self._sheet.crossings.get(self._key, ())), default=at
        ):
            del self._sheet.crossings[self._key]
