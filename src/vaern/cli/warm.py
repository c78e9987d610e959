"""Compiles the judging kernel once, at set-up, so that the first alarm never waits for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from vaern.ingest.row import fix_of
from vaern.monitoring import engine
from vaern.monitoring.control import parse_controls
from vaern.monitoring.fix import FixBatch
from vaern.packs.monitoring import monitoring_rules
from vaern.simulate import walk

START = datetime(2026, 5, 4, 10, tzinfo=UTC)


def warm() -> int:
    """Judge the recorded walk in memory; return how many alarm events came of it."""
    zone = {"id": "z", "kind": "prohibited", "geometry": walk.zone(), "margin_m": 15}
    control = {
        "id": "warm",
        "law": "dk-2011-draft",
        "order": "opholdsforbud",
        "mode": "hybrid",
        "valid": {"from": START.isoformat(), "to": (START + timedelta(days=1)).isoformat()},
        "respondent": "warm",
        "respondent_devices": ["warm"],
        "zones": [zone],
        "report_interval_s": 60,
        "signal_lost_after_s": 300,
    }
    fixes = FixBatch.of([fix_of(dict(row), None) for row in walk.rows("warm", START)])
    state = engine.start(parse_controls({"controls": [control]}, monitoring_rules()), 0)
    state, events = engine.step(state, fixes)
    return len(events.alarms)


if __name__ == "__main__":
    warm()
