"""The door of the engine: what is refused, what came before, what is too late to wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.columns import STRANGER
from vaern.monitoring.events import Refusal
from vaern.monitoring.fix import DEFAULT_ACCURACY_M, EVENTS, SOURCES, Codes, FixBatch, Floats, Indices, Ints
from vaern.monitoring.identity import Hashes, identities
from vaern.monitoring.kernel import entries
from vaern.monitoring.watch import Watch

CLOCK_AHEAD_MS = 10_000
"""A message that says it was made so much after it arrived has a wrong clock (our contract)."""
LATEST_MS = 4_102_444_800_000
"""The year 2100: later times are no times."""
BUTTON = EVENTS.index("button")
_DEFAULTS = np.array([DEFAULT_ACCURACY_M[source] for source in SOURCES])
_CHECKS = (
    ("lat", "impossible_coordinates"),
    ("time", "impossible_time"),
    ("accuracy_m", "impossible_accuracy"),
    ("device", "unknown_device"),
    ("time", "no_control"),
)
_CLOCK = ("time", "impossible_clock")
Mask = npt.NDArray[np.bool_]


class Arrivals(NamedTuple):
    """Messages let in, in order of arrival: `device` are codes of the watch, `row` is the batch's."""

    fixes: FixBatch
    device: Codes
    row: Ints
    hashes: Hashes

    @classmethod
    def joined(cls, parts: Sequence[Arrivals]) -> Arrivals:
        """Return several one after the other."""
        fixes = FixBatch.joined([part.fixes for part in parts])
        device, row, hashes = (np.concatenate(column) for column in list(zip(*parts, strict=True))[1:])
        return cls(fixes, device, row, hashes)

    def in_order(self) -> Arrivals:
        """Return the messages in the order they are judged: time, device, counter, then anything fixed."""
        fixes = self.fixes
        if (np.diff(fixes.fixed_at) > 0).all():
            return self
        order = np.argsort(fixes.fixed_at, kind="stable")
        same = np.diff(fixes.fixed_at[order], prepend=-1) == 0
        if same.any():
            order = np.lexsort((self.hashes, fixes.seq, self.device, fixes.fixed_at))
        return self.take(order)

    def take(self, indices: npt.ArrayLike | slice) -> Arrivals:
        """Return the chosen messages."""
        chosen: Any = indices if isinstance(indices, slice) else np.asarray(indices)
        return Arrivals(self.fixes.take(chosen), self.device[chosen], self.row[chosen], self.hashes[chosen])


def admit(watch: Watch, batch: FixBatch) -> tuple[Arrivals, list[Refusal]]:
    """Let in what can be judged; a press of the button always, without its position if that is impossible."""
    device = _codes(watch, batch)
    button = batch.event == BUTTON
    batch, wrong_clock = _with_sane_clock(batch, button)
    nowhere, untrue = _nowhere(batch), _untrue(batch)
    timeless = (batch.fixed_at < 0) | (batch.fixed_at > LATEST_MS)
    alien = device == STRANGER
    idle = _idle(watch, device, batch.fixed_at)
    failed = np.select([nowhere, timeless, untrue, alien, idle], [0, 1, 2, 3, 4], default=-1)
    refused = [Refusal(int(row), *_CHECKS[failed[row]]) for row in np.nonzero((failed >= 0) & ~button)[0]]
    kept = (failed < 0) | button
    refused += [Refusal(int(row), *_CLOCK) for row in np.nonzero(wrong_clock & kept & ~button)[0]]
    batch = _without_position(batch, button & (nowhere | untrue))
    chosen = np.nonzero(kept)[0]
    if len(chosen) < len(batch):
        batch, device = batch.take(chosen), device[chosen]
    return _coded(watch, batch, device, chosen), refused


def rejoined(watch: Watch, batch: FixBatch) -> Arrivals:
    """Return messages let in before, for a watch whose controls may have changed; strangers fall away."""
    device = _codes(watch, batch)
    chosen = np.nonzero((device != STRANGER) | (batch.event == BUTTON))[0]
    return _coded(watch, batch.take(chosen), device[chosen], chosen)


def _coded(watch: Watch, batch: FixBatch, device: Codes, row: Indices) -> Arrivals:
    hashes = identities(batch)
    if not (device == STRANGER).any():
        batch = replace(batch, devices=watch.devices, device=device)
    return Arrivals(batch, device, row.astype(np.int64), hashes)


def stated_or_assumed_accuracy_m(fixes: FixBatch) -> Floats:
    """Return the accuracy of each fix, the default of its source where it states none."""
    return np.where(np.isnan(fixes.accuracy_m), _DEFAULTS[fixes.source], fixes.accuracy_m)


def _codes(watch: Watch, batch: FixBatch) -> Codes:
    if batch.devices is watch.devices:
        return batch.device
    if len(batch) < len(batch.devices):
        return batch.by_device(lambda device: watch.codes.get(device, STRANGER), np.int32)
    if batch.devices not in watch.tables:
        watch.tables.clear()
        codes = [watch.codes.get(device, STRANGER) for device in batch.devices]
        watch.tables[batch.devices] = np.array(codes, np.int32)
    return watch.tables[batch.devices][batch.device]


def _with_sane_clock(batch: FixBatch, button: Mask) -> tuple[FixBatch, Mask]:
    """Judge a message from the future as of its arrival, without its position; a press keeps its own."""
    wrong = batch.fixed_at > batch.received_at + CLOCK_AHEAD_MS
    if not wrong.any():
        return batch, wrong
    sane = np.where(wrong, batch.received_at, batch.fixed_at)
    return replace(_without_position(batch, wrong & ~button), fixed_at=sane), wrong


def _without_position(batch: FixBatch, chosen: Mask) -> FixBatch:
    if not chosen.any():
        return batch
    return replace(
        batch,
        lat=np.where(chosen, np.nan, batch.lat),
        lon=np.where(chosen, np.nan, batch.lon),
        accuracy_m=np.where(chosen, np.nan, batch.accuracy_m),
    )


def _nowhere(batch: FixBatch) -> Mask:
    half: Mask = np.isnan(batch.lat) != np.isnan(batch.lon)
    return half | (np.abs(batch.lat) > 90) | (np.abs(batch.lon) > 180)


def _untrue(batch: FixBatch) -> Mask:
    wrong: Mask = (batch.accuracy_m < 0) | np.isinf(batch.accuracy_m)
    return wrong


def _idle(watch: Watch, device: Codes, fixed_at: Ints) -> Mask:
    """Tell which messages of known devices belong to no control in force at their time."""
    idle = np.ones(len(device), np.bool_)
    idle[entries(watch, device, fixed_at).fix] = False
    return idle
