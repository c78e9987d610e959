"""Several live states as one: every respondent's controls and all that his devices say are with one of them.

Nothing is shared between two respondents' controls, so nothing has to be said between shards. Where one
protected person is kept from two respondents, her fixes go to both, and each shard counts and seals them.
A place in the stream is the shards' own places side by side, 40 bits each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any
from zlib import crc32

from vaern.errors import InputError
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.rules import MonitoringRules
from vaern.service.desk import News, Standing
from vaern.service.intake import Acknowledged
from vaern.service.processes import Processes

_PLACE_BITS = 40
_PLACE = (1 << _PLACE_BITS) - 1


class Shards:
    """Answers as one desk; called by one thread at a time."""

    def __init__(self, processes: Processes, rules: Mapping[str, MonitoringRules]) -> None:
        self._processes, self._rules = processes, rules
        self._checked: dict[str, tuple[Mapping[str, Any], Control]] = {}
        self._of_device: dict[str, tuple[int, ...]] = {}
        self._learn_devices()

    def standing(self) -> Standing:
        """Return how the shards stand together."""
        each: list[Standing] = self._processes.all("standing")
        return each[0]._replace(
            controls=sum(one.controls for one in each),
            last_entry=_joined([one.last_entry for one in each]),
            now_ms=max(one.now_ms for one in each),
        )

    def put_controls(self, data: dict[str, Any]) -> int:
        """Watch just these controls from now on; all are checked before any shard takes its own."""
        controls = parse_controls(data, self._rules, self._checked)
        own: list[list[int]] = [[] for _ in range(len(self._processes))]
        for row, control in enumerate(controls):
            own[self._home(control.respondent)].append(row)
        self._refuse_unallowed(controls, own)
        puts = {
            shard: ({"controls": [data["controls"][row] for row in rows]},) for shard, rows in enumerate(own)
        }
        watched: int = sum(self._processes.some("put_controls", puts).values())
        self._checked = {
            control.id: (said, control) for control, said in zip(controls, data["controls"], strict=True)
        }
        self._learn_devices()
        return watched

    def take_together(self, calls: Sequence[Sequence[Any]]) -> list[Acknowledged]:
        """Judge the rows of several calls, each in the shards that know its device."""
        shards = [[self._shards_of(row) for row in rows] for rows in calls]
        places = {
            shard: [[row for row, own in enumerate(call) if shard in own] for call in shards]
            for shard in {shard for call in shards for own in call for shard in own}
        }
        parts = {
            shard: ([[rows[row] for row in chosen] for rows, chosen in zip(calls, mine, strict=True)],)
            for shard, mine in places.items()
        }
        heard = self._processes.some("take_together", parts)
        return [
            _together(
                [len(own) for own in call], [(heard[shard][n], mine[n]) for shard, mine in places.items()]
            )
            for n, call in enumerate(shards)
        ]

    def tick(self) -> bool:
        """Let every engine hear the clock; say whether anything came of it."""
        return any(self._processes.all("tick"))

    def answer(self, alarm: str, by: str, finding: str) -> None:
        """Tell every shard that has said the alarm; the first refuses what nobody has."""
        saying = [shard for shard, known in enumerate(self._processes.all("known", [alarm])) if known]
        self._processes.some("answer", dict.fromkeys(saying or [0], (alarm, by, finding)))

    def hold(self, case: str, alarms: Sequence[str]) -> int:
        """Keep what was said under alarms until the criminal case ends; nothing where one is unknown."""
        own = self._processes.all("known", alarms)
        unknown = sorted(set(alarms).difference(*own))
        if unknown or not any(own):
            own = [unknown, *([] for _ in own[1:])]  # the first refuses what nobody knows
            return sum(self._processes.some("hold", {0: (case, unknown)}).values())
        holding = {shard: (case, mine) for shard, mine in enumerate(own) if mine}
        return sum(self._processes.some("hold", holding).values())

    def end_hold(self, case: str) -> int:
        """Let what a case held follow the law's period again."""
        holding = [shard for shard, holds in enumerate(self._processes.all("holds_for", case)) if holds]
        return sum(self._processes.some("end_hold", dict.fromkeys(holding or [0], (case,))).values())

    def news(self, after: int) -> News:
        """Return the entries of every shard after its own place, numbered by all places."""
        places = [after >> (_PLACE_BITS * shard) & _PLACE for shard in range(len(self._processes))]
        told = self._processes.some("news", {shard: (place,) for shard, place in enumerate(places)})
        entries = []
        for shard, (mine, _, last) in told.items():
            for entry in mine:
                places[shard] = entry.seq
                entries.append(entry._replace(seq=_joined(places)))
            places[shard] = last
        return entries, _summed([counts for _, counts, _ in told.values()]), _joined(places)

    def alarms(self) -> list[dict[str, Any]]:
        """Return the latest event of each alarm."""
        return sorted(
            (alarm for each in self._processes.all("alarms") for alarm in each), key=itemgetter("at")
        )

    def evidence(self, alarm: str) -> dict[str, Any] | None:
        """Return the evidence of an alarm from the shard that said it."""
        return next((found for found in self._processes.all("evidence", alarm) if found), None)

    def counts(self) -> dict[str, int]:
        """Return the counts of all shards together."""
        return _summed(self._processes.all("counts"))

    def close(self) -> None:
        """Put every shard's state on disk and end its process."""
        self._processes.close()

    def _refuse_unallowed(self, controls: Sequence[Control], own: Sequence[Sequence[int]]) -> None:
        for shard, rows in enumerate(own):
            try:
                self._processes.some("refuse_unallowed", {shard: ([controls[row] for row in rows],)})
            except InputError as error:
                _, _, row, rest = error.where.split("/", 3)
                where = f"/controls/{rows[int(row)]}/{rest}"
                raise InputError(error.error, where, error.expected) from None

    def _learn_devices(self) -> None:
        self._of_device = {}
        for shard, devices in enumerate(self._processes.all("devices")):
            for device in devices:
                self._of_device[device] = (*self._of_device.get(device, ()), shard)

    def _shards_of(self, row: Any) -> tuple[int, ...]:
        device = str(row.get("device")) if isinstance(row, dict) else ""
        return self._of_device.get(device) or (self._home(device),)

    def _home(self, name: str) -> int:
        return crc32(name.encode("utf-8", "replace")) % len(self._processes)


def _together(times: Sequence[int], heard: Sequence[tuple[Acknowledged, Sequence[int]]]) -> Acknowledged:
    """Return what became of a call's rows: `times` says how many shards heard each.

    A row is refused where every one refuses it, and came before where none takes it for new.
    """
    refused = [(rows[no.index], no) for one, rows in heard for no in one.refused]
    again = [rows[index] for one, rows in heard for index in one.repeated]
    no, old = Counter(row for row, _ in refused), Counter(again)
    lost = {row: replace(why, index=row) for row, why in refused if no[row] == times[row]}
    came = [row for row in old if old[row] + no[row] == times[row]]
    return Acknowledged(
        len(times) - len(lost) - len(came), tuple(sorted(came)), tuple(lost[row] for row in sorted(lost))
    )


def _joined(places: Sequence[int]) -> int:
    return sum(place << (_PLACE_BITS * shard) for shard, place in enumerate(places))


def _summed(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return {name: sum(each[name] for each in counts) for name in counts[0]}
