"""An activity plan: he must be inside, and nothing is told but that he is or is not there."""

from __future__ import annotations

from collections.abc import Iterable

from vaern.monitoring.alarm import grade_of
from vaern.monitoring.passage import excused
from vaern.monitoring.sheet import Episode, Key, Name, Sheet, raised_to
from vaern.monitoring.walk import Hit, Walk
from vaern.monitoring.watch import Watch

KIND = "absent"


class Presence:
    """One device at one zone in which it must be, during one pass."""

    def __init__(self, sheet: Sheet, watch: Watch, walk: Walk, pair: int, zone: int) -> None:
        self._sheet = sheet
        self._walk = walk
        self._watched = watch.zones[zone]
        self._control = watch.controls[self._watched.control]
        self._key = Key(KIND, pair, zone)
        self._order = (self._watched.control, zone, watch.devices[watch.pairs.device[pair]])

    def follow(self, hits: Iterable[tuple[int, Hit]], begin: int, end: int) -> None:
        """Judge the steps not shown inside, and between and after them the first that was."""
        for step, hit in hits:
            self._first_present(begin, step)
            self._meet(hit, step)
            begin = step + 1
        self._first_present(begin, end)

    def _first_present(self, begin: int, end: int) -> None:
        step = self._walk.any_left(begin, end)
        if step is not None:
            self._present(self._walk.spot(step).at)

    def meet_late(self, hit: Hit, step: int) -> None:
        """Judge a fix by itself that came too late: an absence of its own unless one covers it."""
        if self._sheet.covering(self._key, hit.at) is None:
            later = self._sheet.open.pop(self._key, None)
            self._meet(hit, step)
            if self._key in self._sheet.open:
                self._end(hit.at, "late_fix")
            if later is not None:
                self._sheet.open[self._key] = later

    def expire(self, at: int) -> None:
        """Close the alarm if the hours ended before a moment."""
        episode = self._sheet.open.get(self._key)
        if episode and episode.until < at:
            self._end(episode.until, self._watched.why_ended(self._control, episode.until))

    def _meet(self, hit: Hit, step: int) -> None:
        self.expire(hit.at)
        if excused(self._watched.zone, hit.at, self._walk.spot(step).place):
            self._present(hit.at, "permission_began")
            return
        grade, episode = grade_of(hit.in_margin), self._sheet.open.get(self._key)
        if grade and episode is None:
            stretch = self._watched.stretch(hit.at)
            name = Name(self._control.id, self._watched.zone.id, KIND)
            begun = Episode(name, hit.at, stretch.ends if stretch else hit.at, grade)
            self._sheet.begin(self._key, begun, self._order, because="fix_outside")
        elif episode is not None and grade > episode.grade:
            higher = raised_to(episode, grade, False)
            self._sheet.rise(self._key, higher, hit.at, self._order, because="fix_outside")

    def _present(self, at: int, because: str = "fix_inside") -> None:
        self.expire(at)
        if self._key in self._sheet.open:
            self._end(at, because)

    def _end(self, at: int, because: str) -> None:
        self._sheet.end(self._key, at, self._order, because=because)
