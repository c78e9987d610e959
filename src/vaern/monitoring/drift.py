"""Drift without blindness: every number of the method, in one place (docs/decisions, drift).

An approach is never filtered: one fix that may be inside raises. Only leaving is slow, because a fix that
jumps about a boundary would ring again at each jump; and the more often it has done so, the slower.
"""

from __future__ import annotations

from numba import njit

from vaern.monitoring.fix import Ints
from vaern.zones.measure import SIGMAS_OF_ACCURACY

CLEAR_M = 50.0
"""What a street canyon may add to the error that a receiver states: ours, to be measured."""
CLEAR_SIGMAS = 6.0
"""So many of a fix's own standard deviations beyond `CLEAR_M` and one fix outside leaves no doubt."""
QUIET_MS = 60_000
QUIET_FIXES = 3
"""Fixes outside but near the boundary clear only when there were so many and they lasted so long."""
UNREST_MS = 12 * 3_600_000
"""So long an alarm that came before makes the next one at the same place leave more slowly."""
SLOWER = 6
LONGEST_QUIET_MS = 2 * 3_600_000
"""Each earlier alarm multiplies the quiet that is asked for, up to this much, and adds `CLEAR_M` again."""
BACK_MS = 15 * 60_000
"""An alarm that came so often rings again for whoever has been back for so long, or is deeper than ever."""
FASTEST_M_PER_S = 70.0
"""Nobody crosses a zone faster between two fixes (the contract's number)."""


@njit(cache=False)
def unrest(begun: int, began: Ints, ended: Ints) -> int:
    """Return how many alarms there were at the same place not long before one that began then.

    `began` and `ended` say when each did; one that was over at once is a late fix's, and no unrest.
    """
    earlier = 0
    for past in range(len(ended)):
        earlier += ended[past] > began[past] and begun - ended[past] <= UNREST_MS
    return earlier


@njit(cache=False)
def is_beyond_doubt(outside_m: float, accuracy_m: float, earlier: int) -> bool:
    """Return whether a fix so many metres outside ends an alarm by itself, after so many earlier ones."""
    return outside_m > CLEAR_M * (1 + earlier) + CLEAR_SIGMAS * accuracy_m / SIGMAS_OF_ACCURACY


@njit(cache=False)
def has_been_quiet(outside_since: int, fixes: int, at: int, earlier: int) -> bool:
    """Return whether fixes near the boundary have been outside for long enough; times in milliseconds."""
    quiet_ms = min(LONGEST_QUIET_MS, QUIET_MS * SLOWER**earlier)
    return fixes >= QUIET_FIXES and at - outside_since >= quiet_ms


@njit(cache=False)
def is_back(depth_m: float, deepest_m: float, accuracy_m: float, back_ms: int) -> bool:
    """Return whether a fix inside again is more than drift: deeper by its own error, or there for long."""
    return depth_m < deepest_m - accuracy_m or back_ms >= BACK_MS
