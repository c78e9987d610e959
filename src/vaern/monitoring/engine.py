"""The pure engine: a state and a batch of fixes in, a state and events out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vaern.monitoring.control import Control
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch


class ShardState: ...


class Answer:
    alarm: str
    at: int
    by: str
    finding: str


def start(controls: Sequence[Control], lateness_s: float = 120, *, provisional: bool = False) -> ShardState:
    """Return the state of a shard that has heard nothing yet."""
    ...


def step(state: ShardState, batch: FixBatch, now_ms: int | None = None) -> tuple[ShardState, Events]:
    """Judge what `batch` (in order of arrival) and the clock make final."""
    ...


def answer(state: ShardState, answers: Sequence[Answer]) -> ShardState:
    """Queue answers; each comes out as `answered` once its time is judged."""
    ...


def finish(state: ShardState, now_ms: int | None = None) -> tuple[ShardState, Events]:
    """Judge everything that is left, as of `now_ms` or the last arrival."""
    ...


def snapshot(state: ShardState) -> dict[str, Any]:
    """Return the state as JSON; it holds positions of the working window and belongs on disk only encrypted."""
    ...


def restore(controls: Sequence[Control], snapshot: Mapping[str, Any]) -> ShardState:
    """Return the state that `snapshot` was taken of, for the same controls."""
    ...
