"""A file of fixes as one batch in order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from vaern.ingest.lines import rows
from vaern.ingest.row import RowRefused, fix_of
from vaern.monitoring.fix import Fix, FixBatch, Ints

CHUNK = 20_000
AFTER_NOW = ("received", "after_now")


class RefusedLine(NamedTuple):
    """A line that was not used; never with a value."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a file holds: fixes by arrival, the line of each, the refused lines, how many lines were read."""

    batch: FixBatch
    line: Ints
    refused: tuple[RefusedLine, ...]
    read: int


def read_fixes(
    path: str, now_ms: int | None = None, progress: Callable[[int], None] = lambda _: None
) -> Recorded:
    """Read a file; rows arrive when their `received` says, others at their time, but after what their device
    has told before: a file may hold one device after the other.

    What arrived after `now_ms` has not happened yet and is refused. A press of the button that says no time
    is as of the line before it.
    """
    reading = _Reading(now_ms)
    for number, row in rows(path):
        reading.take(number, row)
        if reading.read % CHUNK == 0:
            progress(reading.read)
    return reading.recorded()


class _Reading:
    """Fills batches of CHUNK fixes, so that a long file never stands in memory as objects."""

    def __init__(self, now_ms: int | None) -> None:
        self.read = 0
        self._now_ms = now_ms
        self._fixes: list[Fix] = []
        self._batches: list[FixBatch] = []
        self._lines: list[int] = []
        self._arrived: list[int] = []
        self._told: dict[str, int] = {}
        self._refused: list[RefusedLine] = []

    def take(self, number: int, row: Mapping[str, Any] | RowRefused) -> None:
        """Keep the fix of a line, or why it holds none."""
        self.read += 1
        try:
            if isinstance(row, RowRefused):
                raise row
            fix = self._happened(fix_of(row, timeless_ms=self._arrived[-1] if self._arrived else 0))
        except RowRefused as refusal:
            self._refused.append(RefusedLine(number, refusal.field, refusal.reason))
            return
        stated = row.get("received") not in (None, "")
        told = fix.received_at if stated else max(fix.received_at, self._told.get(fix.device, 0))
        self._told[fix.device] = told
        self._arrived.append(told)
        self._fixes.append(fix)
        self._lines.append(number)
        if len(self._fixes) == CHUNK:
            self._batches.append(FixBatch.of(self._fixes))
            self._fixes = []

    def recorded(self) -> Recorded:
        """Return everything taken."""
        batch = FixBatch.joined([*self._batches, FixBatch.of(self._fixes)])
        order = np.argsort(np.array(self._arrived, np.int64), kind="stable")
        lines = np.array(self._lines, np.int64)[order]
        return Recorded(batch.take(order), lines, tuple(self._refused), self.read)

    def _happened(self, fix: Fix) -> Fix:
        if self._now_ms is None or fix.received_at <= self._now_ms:
            return fix
        if fix.event == "button":
            return replace(fix, received_at=self._now_ms)
        raise RowRefused(*AFTER_NOW)
