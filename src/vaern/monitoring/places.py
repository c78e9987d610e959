"""Zones and margins: alarms that a position raises, grades and clears, and the fixes they release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from vaern.monitoring.alarm import SHOWN, grade_of
from vaern.monitoring.fix import FixBatch, Floats, Indices
from vaern.monitoring.kernel import Entries, Hits, hits
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.sheet import Episode, Key, Name, Sheet, raised_to
from vaern.monitoring.track import JUMPED, Marks
from vaern.monitoring.watch import Watch

NO_STRETCH = -1
"""The end of an episode in a zone that, as its control stands now, never forbade: it ends at once."""


class Hit(NamedTuple):
    """A fix possibly in a zone or its margin, with what was measured."""

    fix: int
    at: int
    distance_m: float
    margin_m: float
    in_zone: float
    in_margin: float
    bearing_deg: float


class Opened(NamedTuple):
    """A fix that the law opens, the alarm that opens it, and the figures behind it."""

    name: Name
    control: int
    zone: int
    hit: Hit


class Walk:
    """The positioned fixes of each pair in order of time, and the hits among them."""

    def __init__(
        self, watch: Watch, fixes: FixBatch, chosen: Entries, accuracy_m: Floats, marks: Marks
    ) -> None:
        """Take the positions that are believed: one that jumped neither enters a zone nor leaves it."""
        jumped = marks == JUMPED
        found = hits(watch, chosen, fixes.fixed_at, fixes.lat, fixes.lon, accuracy_m)
        if jumped.any():
            found = Hits(*(column[~jumped[found.entry]] for column in found))
        placed = ~np.isnan(fixes.lat[chosen.fix]) & ~jumped
        walking = np.nonzero(placed & ~watch.pairs.protected[chosen.pair])[0]
        walking = walking[np.argsort(chosen.pair[walking], kind="stable")]
        self._pair = chosen.pair[walking]
        self._at = fixes.fixed_at[chosen.fix[walking]]
        step = np.empty(len(chosen.fix), np.int64)
        step[walking] = np.arange(len(walking))
        self._step = step[found.entry]
        self._hits = found
        self._fix = chosen.fix[found.entry]
        self._hit_pair = chosen.pair[found.entry]

    @property
    def hit_fixes(self) -> Indices:
        """The fixes that told something, for the memory of repeats."""
        return np.unique(self._fix).astype(np.intp)

    def at(self, step: int) -> int:
        """Return the time of a step."""
        return int(self._at[step])

    def bounds(self, pair: int) -> tuple[int, int]:
        """Return the first step of a pair and the one after its last."""
        first, last = np.searchsorted(self._pair, [pair, pair + 1])
        return int(first), int(last)

    def groups(self) -> Iterator[tuple[int, int, list[int], list[Hit]]]:
        """Yield (pair, zone, steps, hits), each in order of time."""
        found: Hits = self._hits
        order = np.lexsort((self._step, found.zone, self._hit_pair))
        pair, zone = self._hit_pair[order], found.zone[order]
        cuts = np.nonzero((np.diff(pair) != 0) | (np.diff(zone) != 0))[0] + 1
        columns = (self._fix, self._at[self._step], *found[2:])
        rows = list(zip(*(column[order].tolist() for column in columns), strict=True))
        steps = self._step[order].tolist()
        for first, last in zip([0, *cuts.tolist()], [*cuts.tolist(), len(order)], strict=True):
            if first < last:
                yield (
                    int(pair[first]),
                    int(zone[first]),
                    steps[first:last],
                    [Hit(*row) for row in rows[first:last]],
                )


def judge_places(sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness, horizon: int) -> list[Opened]:
    """Carry every zone and margin through the walk and on to the horizon; return what is opened."""
    opened: list[Opened] = []
    touched = set()
    for pair, zone, steps, found in walk.groups():
        place = Place(sheet, watch, nearness, pair, zone)
        place.follow(walk, steps, found, opened)
        touched.add((pair, zone))
    for key in [key for key in sheet.open if key.zone >= 0]:
        place = Place(sheet, watch, nearness, key.pair, key.zone)
        if (key.pair, key.zone) not in touched:
            touched.add((key.pair, key.zone))
            place.follow(walk, [], [], opened)
        place.expire(key, horizon)
    return opened


class Place:
    """One device at one zone, during one pass."""

    def __init__(self, sheet: Sheet, watch: Watch, nearness: Nearness, pair: int, zone: int) -> None:
        self._sheet = sheet
        self._nearness = nearness
        self._zone = zone
        self._watched = watch.zones[zone]
        self._control = watch.controls[self._watched.control]
        self._keys = (Key("zone", pair, zone), Key("margin", pair, zone))
        self._order = (self._watched.control, zone, watch.devices[watch.pairs.device[pair]])

    def follow(self, walk: Walk, steps: list[int], found: list[Hit], opened: list[Opened]) -> None:
        """Judge the hits, and between and after them the first fix that was none."""
        expected, last = walk.bounds(self._keys[0].pair)
        for step, hit in zip(steps, found, strict=True):
            if step > expected:
                self.leave(walk.at(expected))
            self.meet(hit)
            opened += self.opens(hit)
            expected = step + 1
        if expected < last:
            self.leave(walk.at(expected))

    def meet(self, hit: Hit) -> None:
        """Judge a fix that may be inside."""
        shown = self._is_released(hit)
        for key, share in zip(self._keys, (hit.in_zone, hit.in_margin), strict=True):
            self.expire(key, hit.at)
            grade, episode = grade_of(share), self._sheet.open.get(key)
            if grade == 0:
                if episode:
                    self._end(key, hit.at, "fix_outside", hit if shown else None, share)
            elif episode is None:
                self._begin(key, hit, grade, share, shown)
            else:
                self._rise(key, episode, hit, grade, share, shown)

    def leave(self, at: int) -> None:
        """Judge a fix that is outside beyond doubt."""
        for key in self._keys:
            self.expire(key, at)
            if key in self._sheet.open:
                self._end(key, at, "fix_outside")

    def expire(self, key: Key, at: int) -> None:
        """Close the alarm if what forbade has ended before a moment."""
        episode = self._sheet.open.get(key)
        if episode and episode.until < at:
            ended = episode.until >= self._control.valid.ends
            self._end(key, episode.until, "control_ended" if ended else "permission_began")

    def opens(self, hit: Hit) -> Iterator[Opened]:
        """Yield the fix with the gravest alarm that opens it."""
        for key, share in zip(self._keys, (hit.in_zone, hit.in_margin), strict=True):
            if (share >= SHOWN and key.kind in self._control.rules.released) or self._is_followed(key):
                yield Opened(self._sheet.open[key].name, self._watched.control, self._zone, hit)
                return

    def _is_followed(self, key: Key) -> bool:
        """Return whether an alarm that has shown him there lasts, and opens all his fixes meanwhile."""
        episode = self._sheet.open.get(key)
        lasts = episode is not None and episode.grade >= grade_of(SHOWN)
        return lasts and key.kind in self._control.rules.followed_while

    def meet_late(self, hit: Hit) -> Iterator[Opened]:
        """Judge a fix by itself that came too late: it opens an episode of its own unless one covers it."""
        shown, names = self._is_released(hit), {}
        for key, share in zip(self._keys, (hit.in_zone, hit.in_margin), strict=True):
            grade = grade_of(share)
            if grade:
                names[key.kind] = self._sheet.covering(key, hit.at) or self._alone(
                    key, hit, grade, share, shown
                )
        for kind, share in (("zone", hit.in_zone), ("margin", hit.in_margin)):
            if share >= SHOWN and kind in self._control.rules.released:
                yield Opened(names[kind], self._watched.control, self._zone, hit)
                return

    def _alone(self, key: Key, hit: Hit, grade: int, share: float, shown: bool) -> Name:
        later = self._sheet.open.pop(key, None)
        self._begin(key, hit, grade, share, shown)
        name = self._sheet.open[key].name
        self._end(key, hit.at, "late_fix", hit if shown else None, share)
        if later is not None:
            self._sheet.open[key] = later
        return name

    def _begin(self, key: Key, hit: Hit, grade: int, share: float, shown: bool) -> None:
        stretch = self._watched.stretch(hit.at)
        until = stretch.ends if stretch else hit.at
        told = self._nearness.is_near(self._zone, hit.fix)
        name = Name(self._control.id, self._watched.zone.id, key.kind)
        episode = Episode(name, hit.at, until, grade, told)
        self._sheet.begin(
            key,
            episode,
            self._order,
            because="fix_inside",
            **self._said(key, grade, told),
            **self._figures(hit, share, shown),
        )

    def _rise(self, key: Key, episode: Episode, hit: Hit, grade: int, share: float, shown: bool) -> None:
        told = episode.told or self._nearness.is_near(self._zone, hit.fix)
        if grade <= episode.grade and told == episode.told:
            return
        because = "fix_inside" if grade > episode.grade else "protected_person_near"
        higher = raised_to(episode, grade, told)
        said = self._said(key, higher.grade, told)
        self._sheet.rise(
            key, higher, hit.at, self._order, because=because, **said, **self._figures(hit, share, shown)
        )

    def _end(self, key: Key, at: int, because: str, hit: Hit | None = None, share: float = 0.0) -> None:
        episode = self._sheet.open[key]
        figures = self._figures(hit, share, True) if hit else {}
        said = self._said(key, episode.grade, episode.told)
        self._sheet.end(key, at, self._order, because=because, **said, **figures)

    def _said(self, key: Key, grade: int, told: bool) -> dict[str, Any]:
        contrary = "no" if key.kind == "margin" else ("yes" if grade >= grade_of(SHOWN) else "undetermined")
        told_too = ("control_room", "protected_person") if told else ("control_room",)
        return {"contrary_to_order": contrary, "notify": told_too}

    def _is_released(self, hit: Hit) -> bool:
        released = self._control.rules.released
        shares = (("zone", hit.in_zone), ("margin", hit.in_margin))
        return any(share >= SHOWN and kind in released for kind, share in shares)

    def _figures(self, hit: Hit, share: float, shown: bool) -> dict[str, Any]:
        """Return what tells of the position: nothing unless the fix is released."""
        if not shown:
            return {}
        apart = self._nearness.apart(self._watched.control, hit.fix)
        return {
            "released": True,
            "inside_probability": share,
            "distance_m": round(hit.distance_m, 1),
            "parties_distance_m": round(apart.distance_m, 1) if apart else None,
            "respondent_bearing_deg": round(hit.bearing_deg) % 360,
            "protected_bearing_deg": apart.bearing_deg if apart else None,
        }
