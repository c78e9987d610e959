"""Where she is when the respondent does something: near enough to be told, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import atan2, degrees, hypot
from typing import NamedTuple

import numpy as np

from vaern.monitoring.fix import FixBatch, Floats
from vaern.monitoring.kernel import Entries
from vaern.monitoring.track import LastSeen, Marks, Track
from vaern.monitoring.watch import Watch
from vaern.zones.ellipsoid import local_xy


class Apart(NamedTuple):
    """Metres between the parties, and the bearing that takes her away from him."""

    distance_m: float
    bearing_deg: int


class Nearness:
    """Answers for the fixes of one pass; a protected device's position counts while it is fresh."""

    def __init__(
        self, watch: Watch, fixes: FixBatch, chosen: Entries, accuracy_m: Floats, before: Track, marks: Marks
    ) -> None:
        self._watch = watch
        self._fixes = fixes
        self._accuracy_m = accuracy_m
        self._before = before
        placed = ~np.isnan(fixes.lat[chosen.fix]) & (marks == 0)
        hers = np.nonzero(watch.pairs.protected[chosen.pair] & placed)[0]
        hers = hers[np.argsort(chosen.pair[hers], kind="stable")]
        self._pair, self._fix = chosen.pair[hers], chosen.fix[hers]

    def is_near(self, zone: int, fix: int) -> bool:
        """Return whether a fix lies within the ordered distance of a place of the zone, or of her device."""
        watched = self._watch.zones[zone]
        within_m = self._watch.controls[watched.control].protected_alert_within_m
        if within_m is None:
            return False
        apart = self.apart(watched.control, fix)
        return bool(apart and apart.distance_m <= within_m) or self._is_by(
            watched.zone.protected_places, fix, within_m
        )

    def is_near_a_place(self, control: int, fix: int) -> bool:
        """Return whether a fix lies within the ordered distance of any protected place of a control."""
        terms = self._watch.controls[control]
        places = [place for zone in terms.zones for place in zone.protected_places]
        within_m = terms.protected_alert_within_m
        return within_m is not None and self._is_by(places, fix, within_m)

    def apart(self, control: int, fix: int) -> Apart | None:
        """Return how far a respondent's fix is from her nearest device, None where none of hers is fresh."""
        if not self._watch.controls[control].protected_devices:
            return None
        at, here = int(self._fixes.fixed_at[fix]), self._where(fix)
        ways = [local_xy(*here, last.lat, last.lon)[:2] for last in self._devices(control, at)]
        if not ways:
            return None
        x, y = min(ways, key=lambda way: hypot(*way))
        return Apart(hypot(x, y), round(degrees(atan2(x, y))) % 360)

    def last(self, pair: int, at: int) -> LastSeen:
        """Return where a protected device was last at a moment."""
        first, last = np.searchsorted(self._pair, [pair, pair + 1])
        fixes = self._fix[first:last]
        before = int(np.searchsorted(self._fixes.fixed_at[fixes], at, side="right"))
        if before == 0:
            return self._before.last(pair)
        fix = fixes[before - 1]
        return LastSeen(int(self._fixes.fixed_at[fix]), *self._where(fix), float(self._accuracy_m[fix]))

    def _devices(self, control: int, at: int) -> Iterator[LastSeen]:
        """Yield where her devices were last, of those heard within the time that silence may last."""
        allowed_ms = self._watch.controls[control].signal_lost_after_s * 1000
        for pair in self._watch.pairs_of(control, protected=True):
            last = self.last(pair, at)
            if 0 <= at - last.at <= allowed_ms:
                yield last

    def _is_by(self, places: Iterable[tuple[float, float]], fix: int, within_m: float) -> bool:
        here = self._where(fix)
        return any(hypot(*local_xy(*place, *here)[:2]) <= within_m for place in places)

    def _where(self, fix: int) -> tuple[float, float]:
        return float(self._fixes.lat[fix]), float(self._fixes.lon[fix])
