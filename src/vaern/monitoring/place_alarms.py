"""The alarms of one device at one place: how they are begun, raised and ended, and what they say."""

from __future__ import annotations

from typing import Any

from vaern.monitoring.alarm import SHOWN, grade_of
from vaern.monitoring.drift import is_back
from vaern.monitoring.guidance import bearing_out_deg
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.pattern import Crossings
from vaern.monitoring.sheet import Episode, Key, Name, Sheet, raised_to
from vaern.monitoring.walk import Hit, Spot, Walk
from vaern.monitoring.watch import Watch

SHOWN_GRADE = grade_of(SHOWN)


class PlaceAlarms:
    """What is written of one device at one zone in which it must not be, during one pass."""

    def __init__(
        self, sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness, pair: int, zone: int
    ) -> None:
        self._sheet = sheet
        self._watch = watch
        self._walk = walk
        self._nearness = nearness
        self._pair = pair
        self._zone = zone
        self._watched = watch.zones[zone]
        self._control = watch.controls[self._watched.control]
        self._gap_ms = int(watch.pairs.allowed_ms[pair])
        self._keys = (Key("zone", pair, zone), Key("margin", pair, zone))
        self._order = (self._watched.control, zone, watch.devices[watch.pairs.device[pair]])
        self._crossings = self._counted()
        self._open_ground: tuple[int, ...] = ()
        self._shown_out: tuple[int, int] | None = None

    def _begin(
        self, key: Key, hit: Hit, grade: int, figures: dict[str, Any], because: str = "fix_inside"
    ) -> None:
        stretch = self._watched.stretch(hit.at)
        until = stretch.ends if stretch else hit.at
        name = Name(self._control.id, self._watched.zone.id, key.kind)
        self._count(key, 0, grade, hit.at, name)
        near = self._is_near(hit)
        told = near and not self._torments()
        may = {"may_notify": ("protected_person",)} if near and not told else {}
        said = self._said(key, grade, told) | may | figures
        self._sheet.begin(
            key,
            Episode(name, hit.at, until, grade, told, depth_m=self._depth_m(key, hit)),
            self._order,
            because=because,
            **said,
        )

    def _rise(
        self, key: Key, was: Episode, hit: Hit, spot: Spot, grade: int, figures: dict[str, Any]
    ) -> None:
        episode, depth_m = was.inside(hit.at), self._depth_m(key, hit)
        back = episode.returned_at
        again = back is not None and is_back(depth_m, was.depth_m, spot.accuracy_m, hit.at - back)
        self._count(key, 0 if back == hit.at else was.grade, grade, hit.at, episode.name)
        told = episode.told or self._is_near(hit)
        higher = raised_to(episode, grade, told)._replace(depth_m=min(depth_m, was.depth_m))
        if grade <= episode.grade and told == episode.told and not again:
            self._sheet.open[key] = higher
            return
        near = "fix_inside_again" if again else "protected_person_near"
        because = "fix_inside" if grade > episode.grade else near
        said = self._said(key, higher.grade, told) | figures
        higher = higher._replace(returned_at=None)
        self._sheet.rise(key, higher, hit.at, self._order, because=because, **said)

    def _depth_m(self, key: Key, hit: Hit) -> float:
        return hit.distance_m - (hit.margin_m if key.kind == "margin" else 0.0)

    def _end(self, key: Key, at: int, because: str, figures: dict[str, Any] | None = None) -> None:
        episode = self._sheet.open[key]
        said = self._said(key, episode.grade, episode.told) | (figures or {})
        self._sheet.end(key, at, self._order, because=because, **said)

    def _said(self, key: Key, grade: int, told: bool) -> dict[str, Any]:
        contrary = "no" if key.kind == "margin" else ("yes" if grade >= SHOWN_GRADE else "undetermined")
        told_too = ("control_room", "protected_person") if told else ("control_room",)
        return {"contrary_to_order": contrary, "notify": told_too}

    def _is_near(self, hit: Hit) -> bool:
        return hit.fix >= 0 and self._nearness.is_near(self._zone, hit.fix)

    def _torments(self) -> bool:
        return self._crossings is not None and self._crossings.stands

    def _count(self, key: Key, before: int, grade: int, at: int, name: Name) -> None:
        """Count a crossing once he is shown to be in the zone."""
        if self._crossings and key.kind == "zone" and before < SHOWN_GRADE <= grade:
            self._crossings.count(at, name)

    def _counted(self) -> Crossings | None:
        pattern = self._control.pattern
        if pattern is None:
            return None
        return Crossings(self._sheet, pattern, self._keys[0], self._order, self._control.valid.ends)

    def _is_released(self, hit: Hit) -> bool:
        released = self._control.rules.released
        shares = (("zone", hit.in_zone), ("margin", hit.in_margin))
        return any(share >= SHOWN and kind in released for kind, share in shares)

    def _figures(self, hit: Hit, step: int) -> dict[str, Any]:
        """Return what tells of the position: nothing unless the fix is released."""
        if not self._is_released(hit):
            return {}
        apart = self._nearness.apart(self._watched.control, hit.fix)
        return {
            "released": True,
            "distance_m": round(hit.distance_m, 1),
            "respondent_bearing_deg": self._way_out(hit, step),
            "parties_distance_m": round(apart.distance_m, 1) if apart else None,
            "protected_bearing_deg": apart.bearing_deg if apart else None,
        }

    def _way_out(self, hit: Hit, step: int) -> int:
        """Return the bearing that leads him out, looked for once a step."""
        if self._shown_out is None or self._shown_out[0] != step:
            here = self._watch, self._pair, self._zone
            out = bearing_out_deg(*here, hit, self._open_ground, lambda: self._walk.spot(step))
            self._shown_out = step, out
        return self._shown_out[1]


def with_share(figures: dict[str, Any], share: float) -> dict[str, Any]:
    """Return the share inside as a figure, where figures of the position may be told at all."""
    return {"inside_probability": share} if figures else {}
