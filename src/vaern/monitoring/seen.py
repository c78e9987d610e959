"""Where each device of a protected person was last, within the engine's memory alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from vaern.monitoring.fix import Codes, FixBatch, Floats, Indices, Ints

NEVER = -(1 << 60)


class LastSeen(NamedTuple):
    """Where one device was last; NEVER and NaN where nobody knows."""

    at: int
    lat: float
    lon: float
    accuracy_m: float


class Seen(NamedTuple):
    """Time, place and accuracy per pair; NEVER and NaN where nothing is known."""

    at: Ints
    lat: Floats
    lon: Floats
    accuracy_m: Floats

    @classmethod
    def nothing(cls, pairs: int) -> Seen:
        """Return the memory of a shard that has heard nothing."""
        unknown = np.full((3, pairs), np.nan)
        return cls(np.full(pairs, NEVER, np.int64), *unknown)

    def moved(self, pairs: Codes, fixes: FixBatch, rows: Indices, accuracy_m: Floats) -> Seen:
        """Return the memory after newer fixes (`rows` of `fixes`) of some pairs."""
        newer = Seen(self.at.copy(), self.lat.copy(), self.lon.copy(), self.accuracy_m.copy())
        newer.at[pairs], newer.accuracy_m[pairs] = fixes.fixed_at[rows], accuracy_m[rows]
        newer.lat[pairs], newer.lon[pairs] = fixes.lat[rows], fixes.lon[rows]
        return newer
