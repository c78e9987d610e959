"""Ground open to him in a zone: a corridor while he passes through, a place while a permission lasts."""

from __future__ import annotations

from typing import NamedTuple

from vaern.monitoring.alarm import POSSIBLE, SHARE_DECIMALS
from vaern.monitoring.sheet import Visit
from vaern.monitoring.terms import Zone

MORE_LIKELY = 0.5
"""If he is in the zone at all, he is more likely on open ground than beside it."""


class Passage(NamedTuple):
    """What a fix comes to once open ground is taken out of the zone.

    The shares are those in the zone and in its margin without open ground, 0 while he keeps to it;
    `open` are the openings that count at this fix.
    """

    visit: Visit | None
    in_zone: float
    in_margin: float
    kept: bool
    open: tuple[int, ...]


def passage(
    zone: Zone,
    visit: Visit | None,
    at: int,
    shares: tuple[float, float],
    fix: tuple[float, float, float],
    gap_ms: int,
) -> Passage:
    """Judge a fix (lat, lon, accuracy_m) with its shares in the zone and in its margin against open ground.

    The time of a passage runs from the first fix of the stay, wherever in the zone that was: stepping off a
    corridor and back on does not begin it again. Several corridors taken add up. After a silence of `gap_ms`
    nobody knows where he was: a new stay begins.
    """
    in_zone, in_margin = shares
    inside = in_zone >= POSSIBLE
    if visit is not None and (not inside or at - visit.latest >= gap_ms):
        visit = None
    visit = visit or Visit(at, at)
    taken = visit.taken
    if inside:
        taken = tuple(sorted({*taken, *_taken_now(zone, in_zone, fix)}))
    opened = tuple(
        number
        for number, opening in enumerate(zone.openings)
        if opening.open.holds(at) and at - visit.begun <= _transit_ms(zone, {*taken, number}, number)
    )
    within, whole = zone.ground(opened).shares(*fix) if opened else (0.0, 0.0)
    kept = (within >= MORE_LIKELY * in_zone) if inside else (whole >= MORE_LIKELY * in_margin)
    next_visit = Visit(visit.begun, at, taken) if inside else None
    if kept and opened:
        return Passage(next_visit, 0.0, 0.0, True, opened)
    left = round(max(0.0, in_zone - within), SHARE_DECIMALS)
    left_of_margin = max(left, round(in_margin - whole, SHARE_DECIMALS)) if in_margin > 0 else 0.0
    return Passage(next_visit, left, left_of_margin, False, opened)


def excused(zone: Zone, at: int, fix: tuple[float, float, float]) -> bool:
    """Return whether a permission lets him be where a fix is, and not in a zone in which he must be."""
    opened = tuple(number for number, opening in enumerate(zone.openings) if opening.open.holds(at))
    return bool(opened) and zone.ground(opened).shares(*fix)[1] >= MORE_LIKELY


def _taken_now(zone: Zone, in_zone: float, fix: tuple[float, float, float]) -> set[int]:
    corridors = [number for number, opening in enumerate(zone.openings) if opening.transit_ms is not None]
    return {n for n in corridors if zone.ground((n,)).shares(*fix)[0] >= MORE_LIKELY * in_zone}


def _transit_ms(zone: Zone, taken: set[int], number: int) -> int:
    """Return how long the corridors of a passage may take together; a permission knows no such limit."""
    if zone.openings[number].transit_ms is None:
        return 1 << 60
    return sum(zone.openings[corridor].transit_ms or 0 for corridor in taken)
