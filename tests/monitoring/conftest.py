"""A square zone, a control over it, and fixes told by minutes and by metres east of the zone's east edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from vaern.monitoring.alarm import Alarm
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.engine import ShardState, finish, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Fix, FixBatch
from vaern.packs.monitoring import monitoring_rules
from vaern.zones.ellipsoid import metres_per_degree

SQUARE = [[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
BEGINS = "2026-05-01T00:00:00+02:00"
ENDS = "2026-07-31T23:59:59+02:00"
LAT, EDGE_LON = 55.705, 12.52
EAST_M = metres_per_degree(LAT)[1]


def ms(iso: str) -> int:
    return round(datetime.fromisoformat(iso).timestamp() * 1000)


@dataclass
class Scene:
    """What most tests need: one respondent R-7 with device R1, one zone with a margin of 500 m."""

    begins: int = field(default_factory=lambda: ms(BEGINS))

    def said(self, **changes: Any) -> dict[str, Any]:
        """The control as JSON, with some fields changed; zone fields under `zone`."""
        zone = {
            "id": "home",
            "kind": "prohibited",
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
            "margin_m": 500,
        } | changes.pop("zone", {})
        return {
            "id": "C1",
            "law": "dk-2011-draft",
            "order": "opholdsforbud",
            "mode": "hybrid",
            "valid": {"from": BEGINS, "to": ENDS},
            "respondent": "R-7",
            "respondent_devices": ["R1"],
            "zones": [zone],
            "signal_lost_after_s": 300,
        } | changes

    def controls(self, *said: dict[str, Any]) -> tuple[Control, ...]:
        """Checked controls; the usual one when none is given."""
        return parse_controls({"controls": list(said) or [self.said()]}, monitoring_rules())

    def at(self, minutes: float) -> int:
        """Milliseconds since 1970, so many minutes after the control began."""
        return self.begins + round(minutes * 60_000)

    def fix(self, minutes: float, east_m: float | None, **said: Any) -> Fix:
        """A fix so many metres east of the zone's east edge (negative: inside); None for no position."""
        place = {} if east_m is None else {"lat": LAT, "lon": EDGE_LON + east_m / EAST_M}
        told = {"device": "R1", "accuracy_m": 10.0} | said
        received = told.pop("received", minutes)
        return Fix(fixed_at=self.at(minutes), received_at=self.at(received), **place, **told)

    def walk(self, *metres: float | None, begin: int = 0, **said: Any) -> list[Fix]:
        """One fix a minute."""
        return [self.fix(begin + minute, east_m, **said) for minute, east_m in enumerate(metres)]

    def judge(
        self,
        fixes: Iterable[Fix],
        controls: tuple[Control, ...] | None = None,
        now: float | None = None,
        lateness_s: float = 120,
    ) -> Events:
        """All events of a whole stream, as a replay gives them."""
        state = start(self.controls() if controls is None else controls, lateness_s)
        state, events = step(state, FixBatch.of(list(fixes)))
        _, rest = finish(state, None if now is None else self.at(now))
        return events.then(rest)

    def step(self, state: ShardState, *fixes: Fix, now: float | None = None) -> tuple[ShardState, Events]:
        """One step with some fixes."""
        return step(state, FixBatch.of(list(fixes)), None if now is None else self.at(now))

    def told(self, alarms: Iterable[Alarm], kind: str | None = None) -> list[tuple[float, str, str]]:
        """Minute, alarm and event of each alarm event."""
        wanted = [alarm for alarm in alarms if kind in (None, alarm.kind)]
        return [((alarm.at - self.begins) / 60_000, alarm.alarm, alarm.event) for alarm in wanted]


@pytest.fixture(scope="session")
def scene() -> Scene:
    return Scene()


@pytest.fixture(scope="session")
def milliseconds() -> Callable[[str], int]:
    return ms
