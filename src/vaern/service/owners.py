"""Whose positions an event tells of, and until when the law lets them be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vaern.monitoring.events import Events
from vaern.monitoring.rules import DEMANDED, MonitoringRules
from vaern.service.journal import Telling
from vaern.service.keeping import Keeping, Whose, last_day_kept
from vaern.service.shard import Laid


class Owners:
    """Knows who carries which device in every control that has been watched since the start."""

    def __init__(self, rules: Mapping[str, MonitoringRules], setting: str | None) -> None:
        self.kept: dict[str, Keeping] = {}
        self._rules, self._setting = rules, setting
        self._persons: dict[tuple[str | None, str], str] = {}
        self._strictest = _strictest(rules, setting)

    def learn(self, laid: Laid) -> None:
        """Add controls; InputError where a law is silent on how long to keep, and no setting says it."""
        pairs, ids, persons = laid.watch.pairs, laid.watch.ids.tolist(), laid.watch.persons.tolist()
        of_law = {pack: Keeping.under(self._rules[pack], self._setting) for pack in set(laid.packs)}
        rows = zip(pairs.control.tolist(), pairs.device.tolist(), pairs.person.tolist(), strict=True)
        for control, device, person in rows:
            self.kept[persons[person]] = of_law[laid.packs[control]]
            self._persons[ids[control], laid.watch.devices[device]] = persons[person]

    def tellings(self, events: Events) -> list[Telling]:
        """Return what is to be told of alarms and opened fixes: whose, on the day of the event or the fix."""
        alarms = [
            Telling("alarm", a.as_dict(), self._whose(a.control, a.device, a.at)) for a in events.alarms
        ]
        opened = (("released_early", events.released_early), ("released", events.released))
        return alarms + [
            Telling(kind, row.as_dict(), self._whose(row.control, row.device, row.fixed_at))
            for kind, rows in opened
            for row in rows
        ]

    def _whose(self, control: str | None, device: str, at_ms: int) -> Whose:
        """A call for help of a person under no control is kept as long as the strictest law lets it be."""
        person = self._persons.get((control, device), device)
        keeping = self.kept.get(person, self._strictest)
        day = keeping.day(at_ms)
        return Whose(person, day, last_day_kept(day, keeping))


def _strictest(rules: Mapping[str, MonitoringRules], setting: str | None) -> Keeping:
    stated = [each for each in rules.values() if setting or each.retention.value != DEMANDED]
    kept = [Keeping.under(each, setting) for each in stated]
    return min(kept, key=lambda keeping: last_day_kept(date(2000, 1, 1), keeping))
