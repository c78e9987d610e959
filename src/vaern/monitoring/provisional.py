"""Ringing before an event is final, and taking back what did not become final."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.watch import Watch

Said = tuple[str, str, int, str | None]
"""What makes two events the same: alarm, event, time, grade."""
Shown = tuple[str, int, str, str]
"""A released fix: its device and time, the control and zone it is released under."""
Row = TypeVar("Row", Alarm, Released)


@dataclass(frozen=True, slots=True)
class Announced:
    """By group, the provisional events said and not yet final, and how often each waiting fix was shown."""

    events: Mapping[int, Mapping[Said, Alarm]] = field(default_factory=dict)
    shown: Mapping[int, Mapping[Shown, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, watch: Watch, alarms: Iterable[Alarm], shown: Iterable[Shown]) -> Announced:
        """Return what has been announced, from the events themselves."""
        events = {g: {_said(a): a for a in own} for g, own in by_group(watch, alarms).items()}
        rows: dict[int, dict[Shown, int]] = {}
        for row in shown:
            own = rows.setdefault(watch.group_of(row[0]), {})
            own[row] = own.get(row, 0) + 1
        return cls(events, rows)


class Told(NamedTuple):
    """Alarms and releases of one pass."""

    alarms: Sequence[Alarm]
    released: Sequence[Released]


def by_group(watch: Watch, rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Return alarms, or releases, by the groups of their devices."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(watch.group_of(row.device), []).append(row)
    return found


def announce(
    watch: Watch, before: Announced, anew: Set[int] | None, final: Told, guess: Told, newest: int
) -> tuple[Announced, tuple[Alarm, ...], tuple[Released, ...]]:
    """Return what is now announced, the provisional events to send, and the fixes to show at once.

    Of the groups in `anew` (None: of all) `guess` is everything that is not final, of the others what is to
    be added to what has been announced.
    """
    alarms, settled = by_group(watch, guess.alarms), by_group(watch, final.alarms)
    rows, opened = by_group(watch, guess.released), by_group(watch, final.released)
    if anew is None:
        anew = before.events.keys() | before.shown.keys() | alarms.keys() | rows.keys()
    events, shown = dict(before.events), dict(before.shown)
    fresh: set[Said] = set()
    early: set[Shown] = set()
    back: list[Alarm] = []
    for group in anew | alarms.keys() | settled.keys():
        over = {_said(alarm) for alarm in settled.get(group, ())}
        was, now = before.events.get(group, {}), {_said(a): a for a in alarms.get(group, ())}
        if group not in anew:
            now = {said: alarm for said, alarm in {**was, **now}.items() if said not in over}
        lost = [alarm for said, alarm in was.items() if said not in now and said not in over]
        standing = {alarm.alarm for alarm in (*now.values(), *settled.get(group, ()))}
        back += _taken_back(lost, standing, newest)
        fresh |= now.keys() - was.keys()
        _put(events, group, now)
    for group in anew | rows.keys() | opened.keys():
        seen, told = before.shown.get(group, {}), [_row(row) for row in rows.get(group, ())]
        gone = () if group in anew else map(_row, opened.get(group, ()))
        left = _counted({} if group in anew else seen, told, gone)
        early |= {row for row in told if row in left and row not in seen}
        _put(shown, group, left)
    first = {_said(alarm): alarm for alarm in guess.alarms if _said(alarm) in fresh}
    back.sort(key=lambda alarm: alarm.alarm)
    provisional = tuple(replace(alarm, provisional=True) for alarm in (*first.values(), *back))
    seen_first = {_row(row): row for row in guess.released if _row(row) in early}
    return Announced(events, shown), provisional, tuple(seen_first.values())


def _put(of_groups: dict[int, Any], group: int, own: Any) -> None:
    if own:
        of_groups[group] = own
    else:
        of_groups.pop(group, None)


def _counted(rows: Mapping[Shown, int], more: Iterable[Shown], gone: Iterable[Shown]) -> dict[Shown, int]:
    """Return how often each row is told, with more of them, and one less each of those that are gone."""
    left = dict(rows)
    for row in more:
        left[row] = left.get(row, 0) + 1
    for row in gone:
        left[row] = left.get(row, 0) - 1
        if left[row] <= 0:
            del left[row]
    return left


def _taken_back(lost: Iterable[Alarm], standing: set[str], newest: int) -> Iterator[Alarm]:
    """Yield one event for each alarm whose announced events are gone: cleared, or standing after all."""
    for alarm in {alarm.alarm: alarm for alarm in lost}.values():
        if alarm.alarm not in standing and alarm.event == "raised":
            yield _withdrawn(alarm, "cleared", newest)
        elif alarm.event == "cleared":
            yield _withdrawn(alarm, "graded", newest)


def _withdrawn(alarm: Alarm, event: str, at: int) -> Alarm:
    return replace(
        alarm,
        event=event,
        at=at,
        because="late_fix",
        released=False,
        inside_probability=None,
        distance_m=None,
        parties_distance_m=None,
        respondent_bearing_deg=None,
        protected_bearing_deg=None,
        crossings=(),
    )


def _said(alarm: Alarm) -> Said:
    return alarm.alarm, alarm.event, alarm.at, alarm.grade


def _row(row: Released) -> Shown:
    return row.device, row.fixed_at, row.control or "", row.zone or ""
