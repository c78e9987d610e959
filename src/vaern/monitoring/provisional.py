"""Ringing before an event is final, and taking back what did not become final."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.judge import Judged

Said = tuple[str, str, int, str | None]
"""What makes two events the same: alarm, event, time, grade."""
Shown = tuple[str, int, str, str]
"""A released fix: its device and time, the control and zone it is released under."""


@dataclass(frozen=True, slots=True)
class Announced:
    """Provisional events said and not yet final, and the waiting fixes already shown."""

    events: Mapping[Said, Alarm] = field(default_factory=dict)
    shown: frozenset[Shown] = frozenset()

    @classmethod
    def of(cls, alarms: Iterable[Alarm], shown: Iterable[Shown]) -> Announced:
        """Return what has been announced, from the events themselves."""
        return cls({_said(alarm): alarm for alarm in alarms}, frozenset(shown))


def announce(
    before: Announced, final: Sequence[Alarm], guess: Judged, newest: int
) -> tuple[Announced, tuple[Alarm, ...], tuple[Released, ...]]:
    """Return what is now announced, the provisional events to send, and the fixes to show at once."""
    guessed = {_said(alarm): alarm for alarm in guess.alarms}
    settled = {_said(alarm) for alarm in final}
    fresh = [alarm for said, alarm in guessed.items() if said not in before.events]
    open_now = {said: alarm for said, alarm in before.events.items() if said not in settled}
    lost = [alarm for said, alarm in open_now.items() if said not in guessed]
    back = list(_taken_back(lost, {alarm.alarm for alarm in (*guess.alarms, *final)}, newest))
    shown = {_row(row): row for row in guess.released}
    early = tuple(row for key, row in shown.items() if key not in before.shown)
    provisional = tuple(replace(alarm, provisional=True) for alarm in (*fresh, *back))
    return Announced(guessed, frozenset(shown)), provisional, early


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
