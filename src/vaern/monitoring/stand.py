"""Where the alarms at places stand, in columns, what a pass brings to them and what it changes.

A device at a zone in which it must not be has two alarms there (ALARMS): that of the zone, and that of its
margin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.fix import Floats, Ints
from vaern.monitoring.sheet import KEPT_EPISODES
from vaern.monitoring.track import NEVER

ALARMS = ("zone", "margin")
ZONE, MARGIN = 0, 1
NEAR, TORMENTED = 1, 2
"""She is to hear of a fix; she is, but the alarm is used to torment her: a person decides."""
RAISED, ROSE, CROSSED, ENDED = range(4)
"""What a change is; CROSSED tells nobody anything: a crossing is counted."""
REASONS = (
    "fix_inside", "fix_inside_again", "protected_person_near", "crossed_between_fixes", "fix_outside", "",
)  # fmt: skip
INSIDE, AGAIN, HERS, BETWEEN, OUTSIDE, CLOCK = range(6)
Flags = npt.NDArray[np.bool_]
Small = npt.NDArray[np.int8]


class Steps(NamedTuple):
    """The positioned fixes of respondents, device by device in order of time, and the last before each."""

    at: Ints
    lat: Floats
    lon: Floats
    accuracy_m: Floats
    jumped: Flags
    from_lat: Floats
    from_lon: Floats
    from_accuracy_m: Floats


class Marked(NamedTuple):
    """Steps that tell something of a zone, in order: a hit (row of Hits, -1 for none), a way that crossed it.

    Of a hit the shares are what is left of it when ground open to him is taken out; `near`: NEAR, TORMENTED.
    """

    step: Ints
    hit: Ints
    crossed: Flags
    distance_m: Floats
    margin_m: Floats
    in_zone: Floats
    in_margin: Floats
    near: Small


class Places(NamedTuple):
    """Each device at each zone: marks first..last-1, steps begin..end-1, and the traits (see Watch)."""

    pair: Ints
    zone: Ints
    first: Ints
    last: Ints
    begin: Ints
    end: Ints
    traits: npt.NDArray[np.int8]


class Stand(NamedTuple):
    """Where each alarm (rows: places, columns: ALARMS) stands, as Episode says it.

    `name` numbers the alarm's name; `earlier` is its unrest; `began` and `ended` are the past ones.
    """

    is_open: Flags
    name: Ints
    begun: Ints
    until: Ints
    grade: Ints
    told: Flags
    outside_since: Ints
    outside_fixes: Ints
    rested: Flags
    returned_at: Ints
    depth_m: Floats
    touched: Flags
    began: Ints
    ended: Ints

    @classmethod
    def blank(cls, places: int) -> Stand:
        """Return no alarm anywhere."""
        shape = places, len(ALARMS)

        def flags() -> Flags:
            return np.zeros(shape, np.bool_)

        def ints(value: int = 0) -> Ints:
            return np.full(shape, value, np.int64)

        def past() -> Ints:
            return np.full((*shape, KEPT_EPISODES), NEVER, np.int64)

        return cls(
            flags(), ints(-1), ints(), ints(), ints(), flags(), ints(NEVER), ints(), flags(), ints(NEVER),
            np.zeros(shape), flags(), past(), past(),
        )  # fmt: skip


class Change(NamedTuple):
    """One change of an alarm (numbers of `places` and ALARMS) by a mark, or by none (-1).

    `counts`: by it he is shown to have crossed the boundary.
    """

    place: int
    alarm: int
    mark: int
    what: int
    reason: int
    at: int
    grade: int
    told: int
    counts: int
