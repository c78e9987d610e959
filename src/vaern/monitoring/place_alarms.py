"""The alarms of one device at one place: what they say, and how the clock ends them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vaern.monitoring.alarm import SHOWN, SHOWN_GRADE
from vaern.monitoring.guidance import bearings_out_deg
from vaern.monitoring.nearness import Nearness
from vaern.monitoring.pattern import Crossings
from vaern.monitoring.sheet import Key, Sheet
from vaern.monitoring.terms import Pattern
from vaern.monitoring.walk import Hit, Walk
from vaern.monitoring.watch import Watch


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

    def expire(self, at: int) -> None:
        """Close what ended before a moment by itself."""
        for key in self._keys:
            episode = self._sheet.open.get(key)
            if episode and episode.until < at:
                self._end(key, episode.until, self._watched.why_ended(self._control, episode.until))
        if self.pattern:
            self.crossings(self._sheet, self.pattern).expire(at)

    @property
    def pattern(self) -> Pattern | None:
        """What makes a pattern of crossings here."""
        return self._control.pattern

    def crossings(self, sheet: Sheet, pattern: Pattern) -> Crossings:
        """Return what counts the crossings here, on a sheet."""
        return Crossings(sheet, pattern, self._keys[0], self._order, self._control.valid.ends)

    def _end(self, key: Key, at: int, because: str, figures: dict[str, Any] | None = None) -> None:
        episode = self._sheet.open[key]
        said = self._said(key, episode.grade, episode.told) | (figures or {})
        self._sheet.end(key, at, self._order, because=because, **said)

    def _said(self, key: Key, grade: int, told: bool) -> dict[str, Any]:
        contrary = "no" if key.kind == "margin" else ("yes" if grade >= SHOWN_GRADE else "undetermined")
        told_too = ("control_room", "protected_person") if told else ("control_room",)
        return {"contrary_to_order": contrary, "notify": told_too}

    def _is_released(self, hit: Hit) -> bool:
        released = self._control.rules.released
        shares = (("zone", hit.in_zone), ("margin", hit.in_margin))
        return any(share >= SHOWN and kind in released for kind, share in shares)

    def _figures(self, hit: Hit, bearing_out_deg: int | None) -> dict[str, Any]:
        """Return what tells of the position: nothing unless the fix is released."""
        if not self._is_released(hit):
            return {}
        apart = self._nearness.apart(self._watched.control, hit.fix)
        return {
            "released": True,
            "distance_m": round(hit.distance_m, 1),
            "respondent_bearing_deg": bearing_out_deg,
            "parties_distance_m": round(apart.distance_m, 1) if apart else None,
            "protected_bearing_deg": apart.bearing_deg if apart else None,
        }

    def ways_out(self, found: Sequence[tuple[Hit, tuple[int, ...], int]]) -> list[int]:
        """Return the bearings that lead him out of fixes here, each with ground open to him and its step."""
        spots = [(hit, ground, self._walk.spot(step)) for hit, ground, step in found]
        return bearings_out_deg(self._watch, self._pair, self._zone, spots)


def with_share(figures: dict[str, Any], share: float) -> dict[str, Any]:
    """Return the share inside as a figure, where figures of the position may be told at all."""
    return {"inside_probability": share} if figures else {}
