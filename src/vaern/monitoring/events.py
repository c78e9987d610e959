"""What one step of the engine gives out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.fix import FixBatch


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not judged: its index among all rows given to the shard, the field, the reason; never a value."""

    index: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class SealedFixes:
    """Fixes that nobody may see, in the order they were judged: `persons[i]` carried the device of row i."""

    persons: tuple[str, ...]
    fixes: FixBatch

    def __len__(self) -> int:
        return len(self.persons)


EMPTY = FixBatch.of([])


@dataclass(frozen=True, slots=True)
class Events:
    """The result of a step: final alarms in event time (and provisional ones after them), releases, the rest.

    `released_early` shows what the law opens before its alarm is final; each comes again in `released`.
    """

    alarms: tuple[Alarm, ...] = ()
    released: tuple[Released, ...] = ()
    sealed: SealedFixes = field(default_factory=lambda: SealedFixes((), EMPTY))
    refused: tuple[Refusal, ...] = ()
    released_early: tuple[Released, ...] = ()
    accepted: int = 0
    repeated: int = 0
    late: int = 0
    opened: int = 0
    destroyed: int = 0


def no_fixes() -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return an empty choice of rows."""
    return np.empty(0, np.intp)
