"""An activity plan: he must be inside, and nothing is told but that he is or is not there."""

from __future__ import annotations

from collections.abc import Iterable

from vaern.monitoring.alarm import grade_of
from vaern.monitoring.passage import excused
from vaern.monitoring.sheet import Episode, Key, Name, Sheet, raised_to
from vaern.monitoring.walk import Mark, Opened, Walk
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

    def follow(self, marks: list[Mark]) -> list[Opened]:
        """Judge the steps not shown inside, and between and after them the first that was."""
        expected, last = self._walk.bounds(self._key.pair)
        for mark in marks:
            if mark.hit is None:
                continue
            self._first_present(expected, mark.step)
            self._meet(mark)
            expected = mark.step + 1
        self._first_present(expected, last)
        return []

    def _first_present(self, begin: int, end: int) -> None:
        step = next(self._walk.not_jumped(begin, end), None)
        if step is not None:
            self._present(self._walk.at(step))

    def meet_late(self, mark: Mark) -> Iterable[Opened]:
        """Judge a fix by itself that came too late: an absence of its own unless one covers it."""
        if mark.hit is not None and self._sheet.covering(self._key, mark.hit.at) is None:
            later = self._sheet.open.pop(self._key, None)
            self._meet(mark)
            if self._key in self._sheet.open:
                self._end(mark.hit.at, "late_fix")
            if later is not None:
                self._sheet.open[self._key] = later
        return ()

    def expire(self, at: int) -> None:
        """Close the alarm if the hours ended before a moment."""
        episode = self._sheet.open.get(self._key)
        if episode and episode.until < at:
            self._end(episode.until, self._watched.why_ended(self._control, episode.until))

    def _meet(self, mark: Mark) -> None:
        hit = mark.hit
        assert hit is not None
        self.expire(hit.at)
        if excused(self._watched.zone, hit.at, self._walk.spot(mark.step).place):
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
