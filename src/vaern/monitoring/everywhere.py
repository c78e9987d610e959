"""Every place in turn: zones, margins and plans carried through a pass."""

from __future__ import annotations

import numpy as np

from vaern.monitoring.columns import SPECIAL
from vaern.monitoring.course import carry
from vaern.monitoring.fix import Ints
from vaern.monitoring.guidance import in_company
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.places import Ground, Place
from vaern.monitoring.presence import Presence
from vaern.monitoring.sheet import Name, Sheet
from vaern.monitoring.stand import NEAR, RAISED, TORMENTED, Change, Marked, Places, Stand
from vaern.monitoring.standing import settled, standing
from vaern.monitoring.walk import Hit, Opened, Touched, Walk
from vaern.monitoring.watch import Watch


def judge_places(sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness, horizon: int) -> Opened:
    """Carry every zone, margin and plan through the walk and on to the horizon; return what is opened."""
    touched = walk.touched()
    places = _places(sheet, watch, walk, touched)
    required = watch.pieces.required[places.zone]
    for number in np.nonzero(required)[0].tolist():
        pair, zone, first, last, begin, end = (int(column[number]) for column in places[:6])
        steps, rows = touched.step[first:last], touched.hit[first:last]
        hits = zip(steps.tolist(), walk.hits(rows), strict=True)
        Presence(sheet, watch, walk, pair, zone).follow(hits, begin, end)
    places = Places._make(column[~required] for column in places)
    opened = _Round(sheet, watch, walk, nearness, touched, places).judged()
    due = {(k.pair, k.zone) for k, episode in sheet.open.items() if k.zone >= 0 and episode.until < horizon}
    for pair, zone in sorted(due | {(k.pair, k.zone) for k in sheet.crossings}):
        at = horizon - int(watch.behind_ms[pair])
        if watch.pieces.required[zone]:
            Presence(sheet, watch, walk, pair, zone).expire(at)
        else:
            Place(sheet, watch, walk, nearness, pair, zone).expire(at)
    return opened


def judge_late_places(sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness) -> Opened:
    """Judge each fix of the walk by itself."""
    rows, places = [], dict[tuple[int, int], Place]()
    touched = walk.touched()
    marks = zip(*(column.tolist() for column in touched[:3]), walk.hits(touched.hit), strict=True)
    for pair, zone, step, hit in marks:
        if watch.pieces.required[zone]:
            Presence(sheet, watch, walk, pair, zone).meet_late(hit, step)
            continue
        if (pair, zone) not in places:
            places[pair, zone] = Place(sheet, watch, walk, nearness, pair, zone)
        opened = places[pair, zone].meet_late(hit, step)
        if opened is not None:
            name, hit, out = opened
            rows.append((name, int(watch.pairs.control[pair]), hit, out))
    return Opened.of(rows)


def _places(sheet: Sheet, watch: Watch, walk: Walk, touched: Touched) -> Places:
    """Return the places with marks, and those where something is open or a stay goes on."""
    new = (np.diff(touched.pair, prepend=-1) != 0) | (np.diff(touched.zone, prepend=-1) != 0)
    first = np.nonzero(new)[0]
    last = np.append(first[1:], len(new)) if len(first) else first
    marked = list(zip(touched.pair[first].tolist(), touched.zone[first].tolist(), strict=True))
    waiting = {(key.pair, key.zone) for key in sheet.open if key.zone >= 0} | sheet.visits.keys()
    rest = sorted(waiting.difference(marked))
    pair, zone = np.array([*marked, *rest], np.int64).reshape(-1, 2).T
    nothing = np.zeros(len(rest), np.int64)
    bounds = walk.bounds(pair)
    traits = watch.traits[watch.pairs.control[pair]]
    first, last = np.append(first, nothing), np.append(last, nothing)
    return Places(pair.copy(), zone.copy(), first, last, *bounds, traits)


class _Round:
    """The places of one pass in which devices must not be."""

    def __init__(
        self, sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness, touched: Touched, places: Places
    ) -> None:
        self._sheet, self._watch, self._walk, self._nearness = sheet, watch, walk, nearness
        self._touched, self._all = touched, places
        measured = (touched.step, touched.hit, touched.crossed, *walk.measured(touched.hit))
        self._marked = Marked._make([*measured, np.zeros(len(touched.step), np.int8)])
        self._steps = walk.steps
        self._made: dict[int, Place] = {}
        self._ground: dict[int, Ground] = {}
        self._stand, self._names = standing(sheet, places)

    def judged(self) -> Opened:
        """Carry all places through the pass and write what changed; return what is opened."""
        for number in np.nonzero(self._all.traits & SPECIAL)[0].tolist():
            self._look_closer(number)
        changes, opened = self._carried(self._all, self._stand)
        opens = np.nonzero(opened >= 0)[0]
        bearing = self._bearings(opens)
        outs = dict(zip(opens.tolist(), bearing.tolist(), strict=True))
        hits = self._hits([change.mark for change in changes if change.mark >= 0])
        for change in changes:
            mark = change.mark
            near = mark >= 0 and self._marked.near[mark] > 0
            name = self._place(change.place).write(change, hits.get(mark), near, outs.get(mark))
            if change.what == RAISED:
                self._names.append(name)
        settled(self._sheet, self._all, self._stand, self._names)
        for number in np.nonzero(self._all.traits & SPECIAL)[0].tolist():
            self._let_pattern_end(number)
        return self._opened(opens, opened[opens], bearing)

    def _place(self, number: int) -> Place:
        if number not in self._made:
            pair, zone = int(self._all.pair[number]), int(self._all.zone[number])
            self._made[number] = Place(self._sheet, self._watch, self._walk, self._nearness, pair, zone)
        return self._made[number]

    def _hits(self, marks: list[int]) -> dict[int, Hit]:
        """Return the hits of some marks, with the shares that are left of each."""
        chosen = np.array([mark for mark in marks if self._marked.hit[mark] >= 0], np.int64)
        shares = self._marked.in_zone[chosen].tolist(), self._marked.in_margin[chosen].tolist()
        found = zip(chosen.tolist(), self._walk.hits(self._marked.hit[chosen]), *shares, strict=True)
        return {
            mark: hit._replace(in_zone=in_zone, in_margin=in_margin)
            for mark, hit, in_zone, in_margin in found
        }

    def _look_closer(self, number: int) -> None:
        """Ask of each fix at a place what only its control tells: open ground, whether she hears of it."""
        terms = self._watch.zones[int(self._all.zone[number])]
        if terms.zone.openings:
            self._close_ground(number)
        if self._watch.controls[terms.control].protected_alert_within_m is not None:
            for mark, hit in self._hits([*self._marks(number)]).items():
                if self._place(number).is_near(hit.fix):
                    self._marked.near[mark] = NEAR
            self._mark_torment(number)

    def _marks(self, number: int) -> range:
        return range(int(self._all.first[number]), int(self._all.last[number]))

    def _close_ground(self, number: int) -> None:
        place, marked = self._place(number), self._marked
        begin, end = int(self._all.begin[number]), int(self._all.end[number])
        hits = self._hits([*self._marks(number)])
        for mark in self._marks(number):
            step, hit = int(marked.step[mark]), hits.get(mark)
            if hit is None or self._walk.any_left(begin, step) is not None:
                place.leave()
            if hit is not None:
                hit, self._ground[mark] = place.on_closed_ground(hit, self._walk.spot(step))
                marked.in_zone[mark], marked.in_margin[mark] = hit.in_zone, hit.in_margin
            if marked.crossed[mark]:
                marked.crossed[mark] = not place.is_way_open(step)
            begin = step + 1
        if self._walk.any_left(begin, end) is not None:
            place.leave()

    def _mark_torment(self, number: int) -> None:
        """Mark the fixes at which a pattern of crossings stands: whom to tell changes no crossing."""
        place = self._place(number)
        if place.pattern is None or not len(self._marks(number)):
            return
        alone = Places._make(column[number : number + 1] for column in self._all)
        stand = Stand._make(column[number : number + 1].copy() for column in self._stand)
        changes, _ = self._carried(alone, stand)
        apart = Sheet(dict(self._sheet.open), {}, {}, {}, dict(self._sheet.crossings))
        crossings = place.crossings(apart, place.pattern)
        for change in changes:
            crossings.expire(change.at)
            if change.counts:
                crossings.count(change.at, Name(None, "", ""))
            if crossings.stands and change.what == RAISED and self._marked.near[change.mark]:
                self._marked.near[change.mark] = TORMENTED

    def _carried(self, places: Places, stand: Stand) -> tuple[list[Change], Ints]:
        pieces, shapes = self._watch.pieces, self._watch.shapes
        return carry(pieces, shapes, self._steps, self._marked, places, stand, len(self._names))

    def _let_pattern_end(self, number: int) -> None:
        place, marks = self._place(number), self._marks(number)
        if place.pattern is not None and len(marks):
            at = self._walk.spot(int(self._marked.step[marks[-1]])).at
            place.crossings(self._sheet, place.pattern).expire(at)

    def _bearings(self, marks: Ints) -> Ints:
        """Return the bearings out of marked fixes, most of them the zone's own."""
        number = self._number(marks)
        bearing = np.rint(self._walk.bearings(self._marked.hit[marks])).astype(np.int64) % 360
        asked = in_company(self._watch, self._all.pair[number], self._all.zone[number])
        asked |= np.array([bool(self._ground.get(mark)) for mark in marks.tolist()], np.bool_)
        hits = self._hits(marks[asked].tolist())
        found: dict[int, list[tuple[Hit, Ground, int]]] = {}
        for mark, place in zip(marks[asked].tolist(), number[asked].tolist(), strict=True):
            seen = hits[mark], self._ground.get(mark, ()), int(self._marked.step[mark])
            found.setdefault(place, []).append(seen)
        bearing[asked] = [out for place, seen in found.items() for out in self._place(place).ways_out(seen)]
        return bearing

    def _number(self, marks: Ints) -> Ints:
        """Return the place of each mark."""
        filled = np.nonzero(self._all.first < self._all.last)[0]
        return filled[np.searchsorted(self._all.first[filled], marks, side="right") - 1]

    def _opened(self, marks: Ints, name: Ints, bearing: Ints) -> Opened:
        marked, control = self._marked, self._watch.pairs.control[self._all.pair[self._number(marks)]]
        fix, at = self._walk.fixes(marked.hit[marks])
        figures = (column[marks] for column in marked[3:7])
        return Opened._make([control, fix, at, *figures, bearing, name, tuple(self._names)])
