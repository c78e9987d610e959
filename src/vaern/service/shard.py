"""The engine's state with the controls it judges: every input gives the next shard and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vaern.monitoring import engine
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.rules import MonitoringRules

Given = dict[str, Any]
"""An input: {"fixes" (a FixBatch), "now_ms"}, or {"controls", "now_ms"} for every control from now on."""


@dataclass(frozen=True)
class Shard:
    """Never changed: whoever cannot keep what came of an input still has the shard from before it."""

    rules: Mapping[str, MonitoringRules]
    put: tuple[dict[str, Any], ...]
    controls: tuple[Control, ...]
    state: engine.ShardState

    @classmethod
    def empty(cls, rules: Mapping[str, MonitoringRules], lateness_s: float) -> Shard:
        """Return a shard that watches nobody yet."""
        return cls(rules, (), (), engine.start((), lateness_s, provisional=True))

    def restored(self, saved: Mapping[str, Any]) -> Shard:
        """Return the shard that `saved` was taken of."""
        controls = parse_controls({"controls": saved["put"]}, self.rules)
        return replace(
            self, put=tuple(saved["put"]), controls=controls, state=engine.restore(controls, saved["state"])
        )

    def saved(self) -> dict[str, Any]:
        """Return the shard as JSON; it holds positions and belongs on disk only encrypted."""
        return {"put": list(self.put), "state": engine.snapshot(self.state)}

    def given(self, given: Given) -> tuple[Shard, Events]:
        """Return the shard after one input, and the events of it."""
        if "controls" in given:
            return self.restored({"put": given["controls"], "state": engine.snapshot(self.state)}), Events()
        state, events = engine.step(self.state, given["fixes"], given["now_ms"])
        return replace(self, state=state), events


def fixes_given(fixes: FixBatch, now_ms: int) -> Given:
    """Return the input that brings `fixes` at `now_ms`; none of them is a tick of the clock."""
    return {"fixes": fixes, "now_ms": now_ms}


def controls_given(controls: Sequence[dict[str, Any]], now_ms: int) -> Given:
    """Return the input that replaces all controls at `now_ms`."""
    return {"controls": list(controls), "now_ms": now_ms}
