"""Zones and margins: what a pass changed of a device's alarms is written, late fixes are by themselves."""

from __future__ import annotations

from typing import Any

from vaern.monitoring.alarm import SHOWN, grade_of
from vaern.monitoring.passage import passage
from vaern.monitoring.place_alarms import PlaceAlarms, with_share
from vaern.monitoring.sheet import Episode, Key, Name, raised_to
from vaern.monitoring.stand import BETWEEN, CLOCK, CROSSED, RAISED, REASONS, ROSE, Change
from vaern.monitoring.walk import Hit, Spot
from vaern.zones.crossing import way

Ground = tuple[int, ...]


class Place(PlaceAlarms):
    """One device at one zone in which it must not be, during one pass."""

    def write(self, change: Change, hit: Hit | None, near: bool, out: int | None) -> Name:
        """Write what a fix changed, whether she is to hear of it, and his way out; return the alarm."""
        key = self._keys[change.alarm]
        begins = change.what == RAISED
        name = self._name(key) if begins else self._sheet.open[key].name
        if change.counts and self.pattern:
            self.crossings(self._sheet, self.pattern).count(change.at, name)
        if change.what == CROSSED:
            return name
        figures = {} if hit is None else self._figures(hit, out)
        if hit is not None:
            figures |= with_share(figures, hit.in_margin if key.kind == "margin" else hit.in_zone)
        if change.reason == BETWEEN:
            figures |= {"between_fixes": True}
        told, because = bool(change.told), REASONS[change.reason]
        if begins:
            self._begin(key, name, change.at, change.grade, told, near, figures, because)
        elif change.what == ROSE:
            higher = raised_to(self._sheet.open[key], change.grade, told)
            said = self._said(key, higher.grade, told) | figures
            self._sheet.rise(key, higher, change.at, self._order, because=because, **said)
        else:
            by_clock = change.reason == CLOCK
            because = self._watched.why_ended(self._control, change.at) if by_clock else because
            self._end(key, change.at, because, figures)
        return name

    def is_near(self, fix: int) -> bool:
        """Return whether she is to be told of a fix."""
        return self._nearness.is_near(self._zone, fix)

    def leave(self) -> None:
        """Let a stay end: he was seen outside."""
        self._sheet.visits.pop((self._pair, self._zone), None)

    def on_closed_ground(self, hit: Hit, spot: Spot) -> tuple[Hit, Ground]:
        """Return the hit with the shares that are left when open ground is taken out, and that ground."""
        zone, place = self._watched.zone, (self._pair, self._zone)
        shares = hit.in_zone, hit.in_margin
        passed = passage(zone, self._sheet.visits.get(place), hit.at, shares, spot.place, self._gap_ms)
        if passed.visit is None:
            self._sheet.visits.pop(place, None)
        else:
            self._sheet.visits[place] = passed.visit
        return hit._replace(in_zone=passed.in_zone, in_margin=passed.in_margin), passed.open

    def is_way_open(self, step: int) -> bool:
        """Return whether the way to a step led over open ground alone."""
        zone, spot, before = self._watched.zone, self._walk.spot(step), self._walk.before(step)
        moments = before.at, spot.at
        opened = tuple(n for n, it in enumerate(zone.openings) if any(it.open.holds(at) for at in moments))
        return bool(opened) and zone.ground(opened).carries(
            way(zone.outline, before.place[:2], spot.place[:2])
        )

    def meet_late(self, hit: Hit, step: int) -> tuple[Name, Hit, int] | None:
        """Judge a fix by itself that came too late: it opens an episode of its own unless one covers it.

        Return the gravest of its alarms, if it shows him there itself and the law opens it.
        """
        visit, ground = self._sheet.visits.pop((self._pair, self._zone), None), Ground()
        if self._watched.zone.openings:
            hit, ground = self.on_closed_ground(hit, self._walk.spot(step))
        self._sheet.visits.pop((self._pair, self._zone), None)
        if visit is not None:
            self._sheet.visits[self._pair, self._zone] = visit
        (out,) = self.ways_out([(hit, ground, step)])
        figures, names = self._figures(hit, out), dict[str, Name]()
        for key, share in zip(self._keys, (hit.in_zone, hit.in_margin), strict=True):
            grade = grade_of(share)
            if grade:
                known = self._sheet.covering(key, hit.at)
                told = figures | with_share(figures, share)
                names[key.kind] = known or self._alone(key, hit, grade, told)
        for kind, share in (("zone", hit.in_zone), ("margin", hit.in_margin)):
            if kind in names and share >= SHOWN and kind in self._control.rules.released:
                return names[kind], hit, out
        return None

    def _name(self, key: Key) -> Name:
        return Name(self._control.id, self._watched.zone.id, key.kind)

    def _begin(
        self, key: Key, name: Name, at: int, grade: int, told: bool, near: bool, figures: dict[str, Any],
        because: str,
    ) -> None:  # fmt: skip
        may = {"may_notify": ("protected_person",)} if near and not told else {}
        said = self._said(key, grade, told) | may | figures
        self._sheet.begin(key, Episode(name, at, at, grade, told), self._order, because=because, **said)

    def _alone(self, key: Key, hit: Hit, grade: int, figures: dict[str, Any]) -> Name:
        later, name = self._sheet.open.pop(key, None), self._name(key)
        near = hit.fix >= 0 and self.is_near(hit.fix)
        self._begin(key, name, hit.at, grade, near, near, figures, "fix_inside")
        self._end(key, hit.at, "late_fix", figures)
        if later is not None:
            self._sheet.open[key] = later
        return name
