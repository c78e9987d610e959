"""Every place in turn: zones, margins and plans carried through a pass."""

from __future__ import annotations

from vaern.monitoring.nearness import Nearness
from vaern.monitoring.places import Place
from vaern.monitoring.presence import Presence
from vaern.monitoring.sheet import Sheet
from vaern.monitoring.walk import Mark, Opened, Walk
from vaern.monitoring.watch import Watch


def judge_places(sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness, horizon: int) -> list[Opened]:
    """Carry every zone, margin and plan through the walk and on to the horizon; return what is opened."""
    opened: list[Opened] = []
    touched = set()
    for pair, zone, marks in walk.groups():
        _follow(sheet, watch, walk, nearness, pair, zone, marks, opened)
        touched.add((pair, zone))
    waiting = {(key.pair, key.zone) for key in sheet.open if key.zone >= 0} | sheet.visits.keys()
    for pair, zone in sorted(waiting - touched):
        _follow(sheet, watch, walk, nearness, pair, zone, [], opened)
    due = {(k.pair, k.zone) for k, episode in sheet.open.items() if k.zone >= 0 and episode.until < horizon}
    for pair, zone in sorted(due | {(k.pair, k.zone) for k in sheet.crossings}):
        _place(sheet, watch, walk, nearness, pair, zone).expire(horizon - int(watch.behind_ms[pair]))
    return opened


def judge_late_places(sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness) -> list[Opened]:
    """Judge each fix of the walk by itself."""
    opened: list[Opened] = []
    for pair, zone, marks in walk.groups():
        place = _place(sheet, watch, walk, nearness, pair, zone)
        for mark in marks:
            opened += place.meet_late(mark)
    return opened


def _follow(
    sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness,
    pair: int, zone: int, marks: list[Mark], opened: list[Opened],
) -> None:  # fmt: skip
    opened += _place(sheet, watch, walk, nearness, pair, zone).follow(marks)


def _place(
    sheet: Sheet, watch: Watch, walk: Walk, nearness: Nearness, pair: int, zone: int
) -> Place | Presence:
    if watch.zones[zone].zone.required:
        return Presence(sheet, watch, walk, pair, zone)
    return Place(sheet, watch, walk, nearness, pair, zone)
