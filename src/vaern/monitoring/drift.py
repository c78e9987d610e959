"""Drift without blindness: every number of the method, in one place (docs/decisions, drift).

An approach is never filtered: one fix that may be inside raises. Only leaving is slow, because a fix that
jumps about a boundary would ring again at each jump.
"""

from __future__ import annotations

from vaern.zones.measure import SIGMAS_OF_ACCURACY

CLEAR_M = 50.0
"""What a street canyon may add to the error that a receiver states: ours, to be measured."""
CLEAR_SIGMAS = 6.0
"""So many of a fix's own standard deviations beyond `CLEAR_M` and one fix outside leaves no doubt."""
QUIET_MS = 60_000
QUIET_FIXES = 3
"""Fixes outside but near the boundary clear only when there were so many and they lasted so long."""
FASTEST_M_PER_S = 70.0
"""Nobody crosses a zone faster between two fixes (the contract's number)."""


def is_beyond_doubt(outside_m: float, accuracy_m: float) -> bool:
    """Return whether a fix so many metres outside ends an alarm by itself."""
    return outside_m > CLEAR_M + CLEAR_SIGMAS * accuracy_m / SIGMAS_OF_ACCURACY


def has_been_quiet(outside_since: int, fixes: int, at: int) -> bool:
    """Return whether fixes near the boundary have been outside for long enough; times in milliseconds."""
    return fixes >= QUIET_FIXES and at - outside_since >= QUIET_MS
