"""The positioned fixes of respondents, device by device in order of time, and what zones they touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.alarm import POSSIBLE
from vaern.monitoring.fix import Codes, FixBatch, Floats, Indices, Ints
from vaern.monitoring.kernel import Crossings, Entries, Hits, Moves, crossings, hits
from vaern.monitoring.sheet import Name
from vaern.monitoring.stand import Steps
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


class Touched(NamedTuple):
    """Steps that tell something of a zone: a hit (its row, -1 for none), a way that crossed it."""

    pair: Codes
    zone: Codes
    step: Ints
    hit: Ints
    crossed: npt.NDArray[np.bool_]


class Opened(NamedTuple):
    """Fixes that the law opens at places, as columns: the figures behind each, and what opens it.

    `name` is a number of `names`, the alarms.
    """

    control: Codes
    fix: Codes
    at: Ints
    distance_m: Floats
    margin_m: Floats
    in_zone: Floats
    in_margin: Floats
    bearing_out_deg: Ints
    name: Ints
    names: tuple[Name, ...]

    @classmethod
    def of(cls, rows: Sequence[tuple[Name, int, Hit, int]]) -> Opened:
        """Return fixes one by one: alarm, control, hit, bearing."""
        names, controls, hits, bearings = zip(*rows, strict=True) if rows else ((), (), (), ())
        fix, at, *figures, _ = zip(*hits, strict=True) if hits else [()] * 7
        numbers = [np.array(figure, np.float64) for figure in figures]
        first = np.array(controls, np.int32), np.array(fix, np.int32), np.array(at, np.int64)
        return cls._make([*first, *numbers, np.array(bearings, np.int64), np.arange(len(names)), names])


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
        self._jumped = jumped[walking]
        believed = marks[walking] == 0
        self._before = None if before is None else _Spots.before(self._pair, self._spots, believed, before)
        self._crossings = self._crossed(watch)

    @property
    def hit_fixes(self) -> Indices:
        """The fixes that told something, for the memory of repeats."""
        crossed = self._row[self._crossings.move]
        return np.unique(np.concatenate([self._fix, crossed])).astype(np.intp)

    @property
    def steps(self) -> Steps:
        """All steps; of a walk of single fixes the ones before are nowhere."""
        here, there = self._spots, self._before or self._spots
        return Steps(*here, self._jumped, there.lat, there.lon, there.accuracy_m)

    def spot(self, step: int) -> Spot:
        """Return the time and place of a step."""
        return self._spots.spot(step)

    def before(self, step: int) -> Spot:
        """Return the time and place of the fix before a step that crossed a zone."""
        if self._before is None:
            raise ValueError("a walk of single fixes knows no fix before")
        return self._before.spot(step)

    def any_left(self, begin: int, end: int) -> int | None:
        """Return the first step of a span that did not jump."""
        return next((step for step in range(begin, end) if not self._jumped[step]), None)

    def bounds(self, pairs: Ints) -> tuple[Ints, Ints]:
        """Return the first step of each pair and the one after its last."""
        pairs = pairs.astype(self._pair.dtype)
        return self._pair.searchsorted(pairs), self._pair.searchsorted(pairs, side="right")

    def measured(self, rows: Ints) -> Iterator[Floats]:
        """Yield distance, margin and both shares of some hits, nothing for the row -1."""
        return (np.append(column, 0.0)[rows] for column in self._hits[2:6])

    def bearings(self, rows: Ints) -> Floats:
        """Return the bearings out of some hits."""
        return self._hits.bearing_deg[rows]

    def fixes(self, rows: Ints) -> tuple[Codes, Ints]:
        """Return the fixes of some hits and their times."""
        return self._fix[rows], self._spots.at[self._step[rows]]

    def hits(self, rows: Ints) -> list[Hit]:
        """Return some hits."""
        fix, at = self.fixes(rows)
        figures = (column[rows].tolist() for column in self._hits[2:])
        return list(map(Hit._make, zip(fix.tolist(), at.tolist(), *figures, strict=True)))

    def touched(self) -> Touched:
        """Return every step that tells something of a zone, pair by pair, zone by zone, in order of time."""
        found, ways = self._hits, self._crossings
        step = np.concatenate([self._step, ways.move])
        zone = np.concatenate([found.zone, ways.zone])
        pair = np.concatenate([self._hit_pair, self._pair[ways.move]])
        hit = np.concatenate([np.arange(len(found.zone)), np.full(len(ways.zone), -1)])
        order = np.lexsort((hit < 0, step, zone, pair))
        step, zone, pair, hit = step[order], zone[order], pair[order], hit[order]
        again = np.zeros(len(order), np.bool_)
        again[1:] = (step[1:] == step[:-1]) & (zone[1:] == zone[:-1]) & (pair[1:] == pair[:-1])
        crossed = (hit < 0) | np.append(again[1:], False)
        columns = (column[~again] for column in (pair, zone, step, hit, crossed))
        return Touched(*columns)

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
        earlier = np.nonzero(latest < np.searchsorted(pair, pair))[0]
        before, old = cls._make(column[latest] for column in spots), track.rows[pair[earlier]]
        for name, column in zip(cls._fields, before, strict=True):
            column[earlier] = old[name]
        return before

    def spot(self, row: int) -> Spot:
        return Spot(
            int(self.at[row]), float(self.lat[row]), float(self.lon[row]), float(self.accuracy_m[row])
        )
