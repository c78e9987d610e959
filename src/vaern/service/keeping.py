"""How long the law lets positions be kept, and on whose clock the days are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vaern.deadlines.periods import Clock, period
from vaern.monitoring.control import Control, carriers
from vaern.monitoring.rules import MonitoringRules

RETENTION = "VAERN_RETENTION"
"""The setting that gives a period where a pack's law gives none, e.g. P1Y."""
_QUARTER_MS = 15 * 60 * 1000
"""No clock's midnight falls within a quarter of an hour of UTC."""


class Keeping(NamedTuple):
    """The clock on which the law counts days, and how long a position may be kept (ISO 8601)."""

    zone: ZoneInfo
    written: str

    @classmethod
    def under(cls, rules: MonitoringRules, setting: str | None) -> Keeping:
        """Return the pack's period, else the setting; InputError where neither gives one."""
        return cls(ZoneInfo(rules.time_zone), rules.retention_period(setting, RETENTION))

    def day(self, at_ms: int) -> date:
        """Return the law's date of a moment."""
        return _day(at_ms // _QUARTER_MS, self.zone)


@lru_cache(maxsize=1024)
def _day(quarter: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(quarter * _QUARTER_MS / 1000, zone).date()


class Whose(NamedTuple):
    """Whose positions, of which day, kept until the end of which day."""

    person: str
    day: date
    kept_until: date


def keepings(controls: Sequence[Control], setting: str | None = None) -> dict[str, Keeping]:
    """Return the keeping of the law that each person is watched under, by person."""
    rules = {control.rules.pack: control.rules for control in controls}
    of_law = {pack: Keeping.under(each, setting) for pack, each in rules.items()}
    return {person: of_law[control.rules.pack] for control in controls for _, person in carriers(control)}


def today(rules: Mapping[str, MonitoringRules], now_ms: int) -> date:
    """Return the date that has been reached wherever a pack's law applies."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    return min(now.astimezone(ZoneInfo(each.time_zone)).date() for each in rules.values())


@lru_cache(maxsize=1024)
def last_day_kept(day: date, keeping: Keeping) -> date:
    """Return the last day of the period that begins with the registration on `day`."""
    return Clock(keeping.zone).last_day(period(keeping.written), day)
