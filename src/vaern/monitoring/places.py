"""Zones and margins: how a device's fixes raise, grade and clear alarms, and which of them are released."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vaern.monitoring.alarm import POSSIBLE, SHARE_DECIMALS, SHOWN, grade_of
from vaern.monitoring.drift import has_been_quiet, is_beyond_doubt, unrest
from vaern.monitoring.passage import passage
from vaern.monitoring.place_alarms import SHOWN_GRADE, PlaceAlarms, with_share
from vaern.monitoring.sheet import Episode, Key, Name
from vaern.monitoring.walk import Hit, Mark, Opened, Spot
from vaern.zones import inside_probability, signed_distance_m
from vaern.zones.crossing import way

LEAST_GRADE = grade_of(POSSIBLE)


class Place(PlaceAlarms):
    """One device at one zone in which it must not be, during one pass."""

    def follow(self, marks: list[Mark]) -> list[Opened]:
        """Judge the marked steps in order, and between and after them what ends an alarm."""
        opened: list[Opened] = []
        expected, last = self._walk.bounds(self._pair)
        for mark in marks:
            if expected < mark.step:
                self._pass_by(expected, mark.step)
            self._cross(mark)
            if mark.hit is None:
                self.leave(self._walk.spot(mark.step))
            else:
                opened += self.meet(mark.hit, mark.step)
            if mark.crossed:
                self._raise_between(mark)
            expected = mark.step + 1
        self._pass_by(expected, last)
        return opened

    def meet(self, hit: Hit, step: int) -> Iterable[Opened]:
        """Judge a fix that may be inside; return it with the gravest alarm that opens it."""
        if self._watched.zone.openings:
            hit = self._on_closed_ground(hit, self._walk.spot(step))
        zone, margin = self._keys
        if not self._goes_on(zone, hit, hit.in_zone):
            self._judge(zone, hit, step, hit.in_zone)
        if not self._goes_on(margin, hit, hit.in_margin):
            self._judge(margin, hit, step, hit.in_margin)
        return self._opens(hit, step, self._sheet.open.get(zone), self._sheet.open.get(margin))

    def _goes_on(self, key: Key, hit: Hit, share: float) -> bool:
        """Tell whether a fix leaves an alarm as it is, but for how deep he has been: most do."""
        grade, episode = grade_of(share), self._sheet.open.get(key)
        if episode is None:
            return grade == 0
        asks_whom_to_tell = not episode.told and self._control.protected_alert_within_m is not None
        if not 0 < grade <= episode.grade or not episode.is_settled(hit.at) or asks_whom_to_tell:
            return False
        depth_m = self._depth_m(key, hit)
        if depth_m < episode.depth_m:
            self._sheet.open[key] = episode.as_deep_as(depth_m)
        return True

    def _judge(self, key: Key, hit: Hit, step: int, share: float) -> None:
        self._expire(key, hit.at)
        grade, episode = grade_of(share), self._sheet.open.get(key)
        if grade == 0 and episode is None:
            return
        spot, figures = self._walk.spot(step), self._figures(hit, step)
        figures |= with_share(figures, share)
        if grade == 0:
            self._outside(key, spot, hit.distance_m, figures)
        elif episode is None:
            self._begin(key, hit, grade, figures)
        else:
            self._rise(key, episode, hit, spot, grade, figures)

    def leave(self, spot: Spot) -> None:
        """Judge a fix that is outside beyond its own error."""
        self._sheet.visits.pop((self._pair, self._zone), None)
        for key in self._keys:
            self._expire(key, spot.at)
        if any(key in self._sheet.open for key in self._keys):
            distance_m = signed_distance_m(self._watched.zone.outline, spot.lat, spot.lon)
            for key in self._keys:
                self._outside(key, spot, distance_m, {})

    def expire(self, at: int) -> None:
        """Close what ended before a moment by itself."""
        for key in self._keys:
            self._expire(key, at)
        if self._crossings:
            self._crossings.expire(at)

    def meet_late(self, mark: Mark) -> Iterable[Opened]:
        """Judge a fix by itself that came too late: it opens an episode of its own unless one covers it."""
        if mark.hit is None:
            return ()
        spot, visit = self._walk.spot(mark.step), self._sheet.visits.pop((self._pair, self._zone), None)
        hit = self._on_closed_ground(mark.hit, spot)
        self._sheet.visits.pop((self._pair, self._zone), None)
        if visit is not None:
            self._sheet.visits[self._pair, self._zone] = visit
        figures, names = self._figures(hit, mark.step), dict[str, Name]()
        self._crossings = None
        for key, share in zip(self._keys, (hit.in_zone, hit.in_margin), strict=True):
            grade = grade_of(share)
            if grade:
                known = self._sheet.covering(key, hit.at)
                names[key.kind] = known or self._alone(key, hit, grade, figures | with_share(figures, share))
        return self._opens_alone(hit, mark.step, names)

    def _pass_by(self, begin: int, end: int) -> None:
        """Judge steps that are outside beyond their own error, while there is anything for them to end."""
        for step in self._walk.not_jumped(begin, end):
            if not self._is_waiting():
                return
            self.leave(self._walk.spot(step))

    def _is_waiting(self) -> bool:
        at_place = (self._pair, self._zone) in self._sheet.visits
        return at_place or any(key in self._sheet.open for key in self._keys)

    def _on_closed_ground(self, hit: Hit, spot: Spot) -> Hit:
        """Return the hit with the shares that are left when ground open to him is taken out."""
        zone, place = self._watched.zone, (self._pair, self._zone)
        self._open_ground = ()
        if not zone.openings:
            return hit
        shares = hit.in_zone, hit.in_margin
        passed = passage(zone, self._sheet.visits.get(place), hit.at, shares, spot.place, self._gap_ms)
        if passed.visit is None:
            self._sheet.visits.pop(place, None)
        else:
            self._sheet.visits[place] = passed.visit
        self._open_ground = passed.open
        return hit._replace(in_zone=passed.in_zone, in_margin=passed.in_margin)

    def _raise_between(self, mark: Mark) -> None:
        """Raise for a way that led through the zone between two fixes outside."""
        key, zone = self._keys[0], self._watched.zone
        spot, before = self._walk.spot(mark.step), self._walk.before(mark.step)
        episode = self._sheet.open.get(key)
        if episode is not None and not episode.rested:
            return
        shares = (inside_probability(zone.outline, *fix.place) for fix in (spot, before))
        if any(round(share, SHARE_DECIMALS) >= POSSIBLE for share in shares):
            return
        moments = (before.at, spot.at)
        opened = tuple(n for n, it in enumerate(zone.openings) if any(it.open.holds(at) for at in moments))
        led = way(zone.outline, before.place[:2], spot.place[:2])
        if opened and zone.ground(opened).carries(led):
            return
        distance_m = signed_distance_m(zone.outline, spot.lat, spot.lon)
        hit = mark.hit or Hit(-1, spot.at, distance_m, 0.0, 0.0, 0.0, 0.0)
        shown = {} if mark.hit is None else self._figures(hit, mark.step)
        figures = shown | with_share(shown, hit.in_zone) | {"between_fixes": True}
        if episode is None:
            self._begin(key, hit, LEAST_GRADE, figures, because="crossed_between_fixes")
        else:
            said = self._said(key, episode.grade, episode.told) | figures
            self._sheet.rise(key, episode, hit.at, self._order, because="crossed_between_fixes", **said)

    def _cross(self, mark: Mark) -> None:
        """Let a pattern that has stopped end before the next crossing is told."""
        if self._crossings:
            self._crossings.expire(self._walk.at(mark.step))

    def _outside(self, key: Key, spot: Spot, distance_m: float, figures: dict[str, Any]) -> None:
        """End an alarm at a fix outside beyond doubt, or after fixes outside for long enough."""
        episode = self._sheet.open.get(key)
        if episode is None:
            return
        margin_m = self._watched.zone.margin_at(spot.at) if key.kind == "margin" else 0.0
        since = spot.at if episode.outside_since is None else episode.outside_since
        fixes = episode.outside_fixes + 1
        past = self._sheet.past.get(key, ())
        earlier = unrest(episode.begun, (gone.ended for gone in past if gone.ended > gone.begun))
        quiet = has_been_quiet(since, fixes, spot.at, earlier)
        if quiet or is_beyond_doubt(distance_m - margin_m, spot.accuracy_m, earlier):
            self._end(key, spot.at, "fix_outside", figures)
            return
        rested = episode.rested or has_been_quiet(since, fixes, spot.at)
        self._sheet.open[key] = episode._replace(
            outside_since=since, outside_fixes=fixes, rested=rested, returned_at=None
        )

    def _expire(self, key: Key, at: int) -> None:
        episode = self._sheet.open.get(key)
        if episode and episode.until < at:
            self._end(key, episode.until, self._watched.why_ended(self._control, episode.until))

    def _opens(
        self, hit: Hit, step: int, in_zone: Episode | None, in_margin: Episode | None
    ) -> tuple[Opened, ...]:
        """Return the fix with the gravest of the alarms that open it.

        An alarm opens a fix that shows him in its place, and, where the law follows him while it lasts, every
        fix while he is still where it has shown him.
        """
        rules = self._control.rules
        for kind, share, episode in (("zone", hit.in_zone, in_zone), ("margin", hit.in_margin, in_margin)):
            if episode is None:
                continue
            lasts = episode.outside_since is None and episode.grade >= SHOWN_GRADE
            if (share >= SHOWN and kind in rules.released) or (lasts and kind in rules.followed_while):
                return (self._opened(episode.name, hit, step),)
        return ()

    def _opens_alone(self, hit: Hit, step: int, names: Mapping[str, Name]) -> tuple[Opened, ...]:
        """Return a late fix with the gravest of its alarms, if it shows him there itself."""
        for kind, share in (("zone", hit.in_zone), ("margin", hit.in_margin)):
            if kind in names and share >= SHOWN and kind in self._control.rules.released:
                return (self._opened(names[kind], hit, step),)
        return ()

    def _opened(self, name: Name, hit: Hit, step: int) -> Opened:
        return Opened(name, self._watched.control, hit, self._way_out(hit, step))

    def _alone(self, key: Key, hit: Hit, grade: int, figures: dict[str, Any]) -> Name:
        later = self._sheet.open.pop(key, None)
        self._begin(key, hit, grade, figures)
        name = self._sheet.open[key].name
        self._end(key, hit.at, "late_fix", figures)
        if later is not None:
            self._sheet.open[key] = later
        return name
