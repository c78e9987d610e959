"""How one alarm at a place begins, rises, rests and ends, compiled; each change is written as a row."""

from __future__ import annotations

from numba import njit

from vaern.monitoring.alarm import SHOWN_GRADE, grade_of
from vaern.monitoring.columns import Pieces
from vaern.monitoring.drift import has_been_quiet, is_back, is_beyond_doubt, unrest
from vaern.monitoring.fix import Ints
from vaern.monitoring.measuring import piece_at
from vaern.monitoring.stand import AGAIN, CLOCK, CROSSED, ENDED, HERS, INSIDE, OUTSIDE, ROSE, ZONE, Stand
from vaern.monitoring.track import NEVER

grade_of_share = njit(cache=False)(grade_of)


@njit(cache=False)
def begin(
    pieces: Pieces, stand: Stand,
    place: int, zone: int, which: int, at: int, grade: int, told: bool, depth_m: float, name: int,
) -> None:  # fmt: skip
    """Open an alarm, for as long as its zone holds without a break."""
    piece = piece_at(pieces, zone, at)
    while piece >= 0 and piece + 1 < pieces.first[zone + 1] and pieces.goes_on[piece + 1]:
        piece += 1
    stand.is_open[place, which], stand.name[place, which] = True, name
    stand.begun[place, which] = at
    stand.until[place, which] = pieces.ends[piece] if piece >= 0 else at
    stand.grade[place, which], stand.told[place, which] = grade, told
    stand.outside_since[place, which], stand.outside_fixes[place, which] = NEVER, 0
    stand.rested[place, which], stand.returned_at[place, which] = False, NEVER
    stand.depth_m[place, which], stand.touched[place, which] = depth_m, True


@njit(cache=False)
def rise(
    stand: Stand, place: int, which: int, mark: int, at: int,
    grade: int, depth_m: float, accuracy_m: float, near: bool, changes: Ints, found: int,
) -> int:  # fmt: skip
    """Take a fix inside while the alarm is open: it rings again when it tells more than it did."""
    before, deepest_m = stand.grade[place, which], stand.depth_m[place, which]
    if stand.outside_since[place, which] != NEVER:
        if stand.rested[place, which]:
            stand.returned_at[place, which] = at
        stand.outside_since[place, which], stand.outside_fixes[place, which] = NEVER, 0
        stand.rested[place, which] = False
        stand.touched[place, which] = True
    back = stand.returned_at[place, which]
    again = back != NEVER and is_back(depth_m, deepest_m, accuracy_m, at - back)
    counts = which == ZONE and (0 if back == at else before) < SHOWN_GRADE <= grade
    hers = near and not stand.told[place, which]
    if depth_m < deepest_m:
        stand.depth_m[place, which], stand.touched[place, which] = depth_m, True
    if grade <= before and not hers and not again:
        if not counts:
            return found
        return write(changes, found, place, which, mark, CROSSED, INSIDE, at, before, False, True)
    reason = INSIDE if grade > before else (AGAIN if again else HERS)
    grade = max(grade, before)
    stand.grade[place, which], stand.returned_at[place, which] = grade, NEVER
    stand.told[place, which] |= near
    stand.touched[place, which] = True
    told = stand.told[place, which]
    return write(changes, found, place, which, mark, ROSE, reason, at, grade, told, counts)


@njit(cache=False)
def outside(
    stand: Stand, place: int, which: int, mark: int, at: int,
    beyond_m: float, accuracy_m: float, changes: Ints, found: int,
) -> int:  # fmt: skip
    """End an alarm at a fix outside beyond doubt, or after fixes outside for long enough."""
    if not stand.is_open[place, which]:
        return found
    since, fixes = stand.outside_since[place, which], stand.outside_fixes[place, which] + 1
    since = at if since == NEVER else since
    earlier = unrest(stand.begun[place, which], stand.began[place, which], stand.ended[place, which])
    if has_been_quiet(since, fixes, at, earlier) or is_beyond_doubt(beyond_m, accuracy_m, earlier):
        return _end(stand, place, which, mark, OUTSIDE, at, changes, found)
    stand.outside_since[place, which], stand.outside_fixes[place, which] = since, fixes
    stand.rested[place, which] |= has_been_quiet(since, fixes, at, 0)
    stand.returned_at[place, which], stand.touched[place, which] = NEVER, True
    return found


@njit(cache=False)
def expire(stand: Stand, place: int, which: int, at: int, changes: Ints, found: int) -> int:
    """End an alarm that the clock has ended before a moment."""
    if not stand.is_open[place, which] or stand.until[place, which] >= at:
        return found
    return _end(stand, place, which, -1, CLOCK, stand.until[place, which], changes, found)


@njit(cache=False)
def _end(
    stand: Stand, place: int, which: int, mark: int, reason: int, at: int, changes: Ints, found: int
) -> int:
    stand.is_open[place, which] = False
    began, ended = stand.began[place, which], stand.ended[place, which]
    began[:-1], ended[:-1] = began[1:].copy(), ended[1:].copy()
    began[-1], ended[-1] = stand.begun[place, which], at
    grade, told = stand.grade[place, which], stand.told[place, which]
    return write(changes, found, place, which, mark, ENDED, reason, at, grade, told, False)


@njit(cache=False)
def write(
    changes: Ints, found: int, place: int, which: int, mark: int,
    what: int, reason: int, at: int, grade: int, told: bool, counts: bool,
) -> int:  # fmt: skip
    """Write one change (see Change); return how many there are."""
    row = changes[found]
    row[0], row[1], row[2], row[3] = place, which, mark, what
    row[4], row[5], row[6], row[7], row[8] = reason, at, grade, told, counts
    return found + 1
