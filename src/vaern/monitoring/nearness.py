"""Whether a respondent's fix is so near to a protected place or person that she is to be told."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

import numpy as np

from vaern.monitoring.fix import FixBatch, Floats
from vaern.monitoring.kernel import Entries
from vaern.monitoring.seen import LastSeen, Seen
from vaern.monitoring.terms import Control
from vaern.monitoring.watch import Watch
from vaern.zones.ellipsoid import local_xy


class Nearness:
    """Answers for the fixes of one pass; a protected device's position counts while it is fresh."""

    def __init__(
        self, watch: Watch, fixes: FixBatch, chosen: Entries, accuracy_m: Floats, seen: Seen
    ) -> None:
        self._watch = watch
        self._fixes = fixes
        self._accuracy_m = accuracy_m
        self._seen = seen
        hers = np.nonzero(watch.pairs.protected[chosen.pair] & ~np.isnan(fixes.lat[chosen.fix]))[0]
        hers = hers[np.argsort(chosen.pair[hers], kind="stable")]
        self._pair, self._fix = chosen.pair[hers], chosen.fix[hers]

    def is_near(self, zone: int, fix: int) -> bool:
        """Return whether a fix lies within the ordered distance of a place of the zone, or of her device."""
        watched = self._watch.zones[zone]
        control = self._watch.controls[watched.control]
        within_m = control.protected_alert_within_m
        if within_m is None:
            return False
        at = int(self._fixes.fixed_at[fix])
        here = float(self._fixes.lat[fix]), float(self._fixes.lon[fix])
        places = [*watched.zone.protected_places, *self._devices(watched.control, control, at)]
        return any(hypot(*local_xy(*place, *here)[:2]) <= within_m for place in places)

    def seen(self) -> Seen:
        """Return where each protected device was last, after this pass."""
        if not len(self._pair):
            return self._seen
        last = np.nonzero(np.diff(self._pair, append=-1) != 0)[0]
        return self._seen.moved(
            self._pair[last], self._fixes, self._fix[last].astype(np.intp), self._accuracy_m
        )

    def _devices(self, index: int, control: Control, at: int) -> Iterator[tuple[float, float]]:
        if not control.protected_devices:
            return
        pairs = np.nonzero(self._watch.pairs.protected & (self._watch.pairs.control == index))[0]
        for pair in pairs.tolist():
            last = self.last(pair, at)
            if at - last.at <= control.signal_lost_after_s * 1000:
                yield last.lat, last.lon

    def last(self, pair: int, at: int) -> LastSeen:
        """Return where a protected device was last at a moment."""
        first, last = np.searchsorted(self._pair, [pair, pair + 1])
        fixes = self._fix[first:last]
        before = int(np.searchsorted(self._fixes.fixed_at[fixes], at, side="right"))
        if before == 0:
            seen = self._seen
            return LastSeen(
                int(seen.at[pair]), float(seen.lat[pair]), float(seen.lon[pair]), float(seen.accuracy_m[pair])
            )
        fix = fixes[before - 1]
        there = float(self._fixes.lat[fix]), float(self._fixes.lon[fix])
        return LastSeen(int(self._fixes.fixed_at[fix]), *there, float(self._accuracy_m[fix]))
