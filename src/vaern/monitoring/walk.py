"""The positioned fixes of respondents, device by device in order of time, and what zones they touch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.alarm import POSSIBLE
from vaern.monitoring.fix import Codes, FixBatch, Floats, Indices, Ints
from vaern.monitoring.kernel import Crossings, Entries, Hits, Moves, crossings, hits
from vaern.monitoring.sheet import Name
from vaern.monitoring.track import JUMPED, Marks, Track
from vaern.monitoring.watch import Watch


class Hit(NamedTuple):
    """A fix possibly in a zone or its margin, with what was measured (`Hits` has the units)."""

    fix: int
    at: int
    distance_m: float
    margin_m: float
    in_zone: float
    in_margin: float
    bearing_deg: float


class Mark(NamedTuple):
    """A step of a walk that tells something of a zone: a hit, or a way that crossed it, or both."""

    step: int
    hit: Hit | None
    crossed: bool


class Opened(NamedTuple):
    """A fix that the law opens, the alarm that opens it, and the figures behind it."""

    name: Name
    control: int
    hit: Hit
    bearing_out_deg: int


class Spot(NamedTuple):
    """A fix as time and place: milliseconds, degrees, metres."""

    at: int
    lat: float
    lon: float
    accuracy_m: float

    @property
    def place(self) -> tuple[float, float, float]:
        """Latitude, longitude, accuracy."""
        return self.lat, self.lon, self.accuracy_m


class Walk:
    """The fixes of one pass as steps; with `before`, each step knows the last believed fix, whenever it came.

    A position that jumped is a step only where it may be in a prohibited zone or its margin: it rings as any
    other, and the alarm `jump` beside it says what to think of it. It leaves no zone.
    """

    def __init__(
        self,
        watch: Watch,
        fixes: FixBatch,
        chosen: Entries,
        accuracy_m: Floats,
        marks: Marks,
        before: Track | None = None,
    ) -> None:
        jumped = marks == JUMPED
        found = hits(watch, chosen, fixes.fixed_at, fixes.lat, fixes.lon, accuracy_m)
        if jumped.any():
            counts = ~jumped[found.entry] | _may_be_inside(watch, found)
            found = Hits(*(column[counts] for column in found))
        placed = ~np.isnan(fixes.lat[chosen.fix]) & ~jumped
        placed[found.entry] = True
        walking = np.nonzero(placed & ~watch.pairs.protected[chosen.pair])[0]
        walking = walking[np.argsort(chosen.pair[walking], kind="stable")]
        self._pair = chosen.pair[walking]
        self._row = chosen.fix[walking]
        self._spots = _Spots.of(fixes, accuracy_m, self._row)
        step = np.empty(len(chosen.fix), np.int64)
        step[walking] = np.arange(len(walking))
        self._step = step[found.entry]
        self._hits = found
        self._hit_pair = chosen.pair[found.entry]
        self._fix = chosen.fix[found.entry]
        self._jumped = np.nonzero(jumped[walking])[0]
        believed = marks[walking] == 0
        self._before = None if before is None else _Spots.before(self._pair, self._spots, believed, before)
        self._crossings = self._crossed(watch)

    @property
    def hit_fixes(self) -> Indices:
        """The fixes that told something, for the memory of repeats."""
        crossed = self._row[self._crossings.move]
        return np.unique(np.concatenate([self._fix, crossed])).astype(np.intp)

    def at(self, step: int) -> int:
        """Return the time of a step."""
        return int(self._spots.at[step])

    def spot(self, step: int) -> Spot:
        """Return the time and place of a step."""
        return self._spots.spot(step)

    def before(self, step: int) -> Spot:
        """Return the time and place of the fix before a step that crossed a zone."""
        if self._before is None:
            raise ValueError("a walk of single fixes knows no fix before")
        return self._before.spot(step)

    def not_jumped(self, begin: int, end: int) -> Iterator[int]:
        """Yield the steps of a span that did not jump."""
        jumped = (
            set(self._jumped[np.searchsorted(self._jumped, begin) :].tolist()) if len(self._jumped) else ()
        )
        return (step for step in range(begin, end) if step not in jumped)

    def bounds(self, pair: int) -> tuple[int, int]:
        """Return the first step of a pair and the one after its last."""
        first, last = self._pair.searchsorted(np.array([pair, pair + 1], self._pair.dtype))
        return int(first), int(last)

    def groups(self) -> Iterator[tuple[int, int, list[Mark]]]:
        """Yield (pair, zone, marks), the marks in order of time."""
        crossed: dict[tuple[int, int], set[int]] = {}
        for move, zone in zip(*(column.tolist() for column in self._crossings), strict=True):
            crossed.setdefault((int(self._pair[move]), zone), set()).add(move)
        for pair, zone, marks in self._hit_groups():
            ways = crossed.pop((pair, zone), None)
            yield pair, zone, _with_ways(marks, ways) if ways else marks
        for (pair, zone), ways in sorted(crossed.items()):
            yield pair, zone, _with_ways([], ways)

    def _hit_groups(self) -> Iterator[tuple[int, int, list[Mark]]]:
        found: Hits = self._hits
        order = np.lexsort((self._step, found.zone, self._hit_pair))
        pair, zone = self._hit_pair[order], found.zone[order]
        cuts = np.nonzero((np.diff(pair) != 0) | (np.diff(zone) != 0))[0] + 1
        columns = (self._fix, self._spots.at[self._step], *found[2:])
        rows = zip(*(column[order].tolist() for column in columns), strict=True)
        steps = self._step[order].tolist()
        marks = [Mark(step, Hit(*row), False) for step, row in zip(steps, rows, strict=True)]
        for first, last in zip([0, *cuts.tolist()], [*cuts.tolist(), len(order)], strict=True):
            if first < last:
                yield int(pair[first]), int(zone[first]), marks[first:last]

    def _crossed(self, watch: Watch) -> Crossings:
        if self._before is None:
            return Crossings(np.empty(0, np.int32), np.empty(0, np.int32))
        here, there = self._spots, self._before
        return crossings(
            watch, Moves(self._pair, here.at, here.lat, here.lon, there.at, there.lat, there.lon)
        )


def _may_be_inside(watch: Watch, found: Hits) -> npt.NDArray[np.bool_]:
    inside: npt.NDArray[np.bool_] = np.maximum(found.in_zone, found.in_margin) >= POSSIBLE
    return inside & ~watch.pieces.required[found.zone]


def _with_ways(marks: list[Mark], ways: set[int]) -> list[Mark]:
    by_step = {mark.step: mark for mark in marks} | {
        step: Mark(step, next((mark.hit for mark in marks if mark.step == step), None), True) for step in ways
    }
    return [by_step[step] for step in sorted(by_step)]


class _Spots(NamedTuple):
    at: Ints
    lat: Floats
    lon: Floats
    accuracy_m: Floats

    @classmethod
    def of(cls, fixes: FixBatch, accuracy_m: Floats, rows: Codes) -> _Spots:
        return cls(fixes.fixed_at[rows], fixes.lat[rows], fixes.lon[rows], accuracy_m[rows])

    @classmethod
    def before(cls, pair: Codes, spots: _Spots, believed: npt.NDArray[np.bool_], track: Track) -> _Spots:
        latest = np.maximum.accumulate(np.where(believed, np.arange(len(pair)), -1))
        latest = np.roll(latest, 1)
        latest[:1] = -1
        earlier = latest < np.searchsorted(pair, pair)
        columns = zip(track[:4], spots, strict=True)
        return cls(*(np.where(earlier, old[pair], now[latest]) for old, now in columns))

    def spot(self, row: int) -> Spot:
        return Spot(
            int(self.at[row]), float(self.lat[row]), float(self.lon[row]), float(self.accuracy_m[row])
        )
