"""The engine's state with the controls it judges: every input gives the next shard and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from vaern.errors import InputError
from vaern.monitoring import engine
from vaern.monitoring.answer import Answer
from vaern.monitoring.arrival import rejoined
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.events import EMPTY, Events
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.identity import Block, Memory
from vaern.monitoring.rules import MonitoringRules
from vaern.monitoring.state import waiting
from vaern.monitoring.watch import Watch

Given = dict[str, Any]
"""An input: {"fixes" (a FixBatch), "now_ms"}, or {"controls" (bytes), "now_ms"}: all of them from now on.

With fixes there may stand "answers": each the fields of an `Answer`, in their order.
"""
VERSION = 3


class Laid(NamedTuple):
    """Controls laid out to be watched, and the pack of each."""

    watch: Watch
    packs: tuple[str, ...]

    @classmethod
    def out(cls, controls: Sequence[Control]) -> Laid:
        """Lay controls out."""
        return cls(Watch.over(controls), tuple(control.rules.pack for control in controls))


Checked = Callable[[bytes, Mapping[str, MonitoringRules]], Laid]


@dataclass(frozen=True)
class Shard:
    """Never changed: whoever cannot keep what came of an input still has the shard from before it.

    `put` is the JSON array of the controls as they were put, `packs` the pack of each.
    """

    rules: Mapping[str, MonitoringRules]
    put: bytes
    packs: tuple[str, ...]
    state: engine.ShardState

    @property
    def controls(self) -> Sequence[Control]:
        """The controls that are watched, each unpacked when it is looked at."""
        return self.state.watch.controls

    @property
    def laid(self) -> Laid:
        """The controls as they are laid out."""
        return Laid(self.state.watch, self.packs)

    @classmethod
    def empty(cls, rules: Mapping[str, MonitoringRules], lateness_s: float) -> Shard:
        """Return a shard that watches nobody yet."""
        return cls(rules, b"[]", (), engine.start((), lateness_s, provisional=True))

    def put_controls(self) -> list[dict[str, Any]]:
        """Return the controls as they were put."""
        controls: list[dict[str, Any]] = json.loads(self.put)
        return controls

    def restored(self, saved: Mapping[str, Any], checked: Checked | None = None) -> Shard:
        """Return the shard that `saved` was taken of; InputError on another version's.

        `checked` returns the controls of their JSON laid out, where that has been done before.
        """
        if saved.get("version") != VERSION:
            raise InputError("this snapshot is of another version", "monitor/state.bin", str(VERSION))
        laid = (checked or parsed)(saved["put"], self.rules)
        state = engine.restore(laid.watch, saved["engine"])
        state = replace(
            state,
            pending=waiting(state.watch, rejoined(state.watch, saved["pending"])),
            judged=_memory_read(saved, "judged"),
            telling=_memory_read(saved, "telling"),
        )
        return replace(self, put=saved["put"], packs=laid.packs, state=state)

    def saved(self) -> dict[str, Any]:
        """Return the shard as JSON and arrays; it holds positions and belongs on disk only encrypted."""
        pending = waiting(self.state.watch, rejoined(self.state.watch, EMPTY))
        plain = replace(self.state, pending=pending, judged=Memory(), telling=Memory())
        return {
            "version": VERSION,
            "put": self.put,
            "engine": engine.snapshot(plain),
            "pending": self.state.pending.everything().fixes,
            **_memory_said(self.state.judged, "judged"),
            **_memory_said(self.state.telling, "telling"),
        }

    def given(
        self, given: Given, checked: Checked | None = None, *, rings: bool = True
    ) -> tuple[Shard, Events]:
        """Return the shard after one input, and the events of it; `rings`: those too that are not final."""
        if "controls" in given:
            return self.restored({**self.saved(), "put": given["controls"]}, checked), Events()
        state = replace(self.state, provisional=rings)
        if answers := given.get("answers"):
            state = engine.answer(state, [Answer(*fields) for fields in answers])
        state, events = engine.step(state, given["fixes"], given["now_ms"])
        return replace(self, state=replace(state, provisional=True)), events

    def caught_up(self, inputs: Sequence[Given], checked: Checked | None = None) -> Shard:
        """Return the shard after inputs of which everything has been said: it waits as it did before.

        What was announced before it is final follows from the end alone, so it is judged early only there.
        """
        if not inputs:
            return replace(self, state=engine.caught_up(self.state))
        shard = self
        for given, following in zip(inputs, [*inputs[1:], None], strict=True):
            rings = following is None or "controls" in following  # what they announce depends on them
            shard, _ = shard.given(given, checked, rings=rings)
        return shard


def parsed(put: bytes, rules: Mapping[str, MonitoringRules]) -> Laid:
    """Return the controls of their JSON array, laid out."""
    return Laid.out(parse_controls({"controls": json.loads(put)}, rules))


def fixes_given(fixes: FixBatch, now_ms: int) -> Given:
    """Return the input that brings `fixes` at `now_ms`; none of them is a tick of the clock."""
    return {"fixes": fixes, "now_ms": now_ms}


def answer_given(answer: Answer, now_ms: int) -> Given:
    """Return the input that brings what a person found of an alarm at `now_ms`."""
    return {**fixes_given(FixBatch.of([]), now_ms), "answers": [list(answer)]}


def controls_given(controls: Sequence[dict[str, Any]], now_ms: int) -> Given:
    """Return the input that replaces all controls at `now_ms`."""
    return {"controls": json.dumps(controls, separators=(",", ":")).encode(), "now_ms": now_ms}


def _memory_said(memory: Memory, name: str) -> dict[str, Any]:
    blocks = memory.blocks
    return {
        name: np.concatenate([np.empty(0, np.uint64), *(block.hashes for block in blocks)]),
        f"{name}_blocks": [[block.newest, len(block.hashes)] for block in blocks],
    }


def _memory_read(saved: Mapping[str, Any], name: str) -> Memory:
    spans = saved[f"{name}_blocks"]
    ends = np.cumsum([length for _, length in spans], dtype=np.int64)
    parts = np.split(saved[name], ends[:-1]) if spans else []
    return Memory(tuple(Block(newest, part) for (newest, _), part in zip(spans, parts, strict=True)))
