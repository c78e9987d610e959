"""What one step of the engine gives out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.fix import Codes, FixBatch, Ints
from vaern.monitoring.releases import Releases

EMPTY = FixBatch.of([])


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not judged: its index in the batch, the field, the reason; never a value."""

    index: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class SealedFixes:
    """Fixes that nobody may see, in the order they were judged: `names[person[i]]` carried row i's device."""

    names: npt.NDArray[Any]
    person: Codes
    fixes: FixBatch

    @classmethod
    def none(cls) -> SealedFixes:
        """Return no fixes."""
        return cls.of(np.empty(0, np.object_), EMPTY)

    @classmethod
    def of(cls, persons: npt.NDArray[np.object_], fixes: FixBatch) -> SealedFixes:
        """Return fixes with a person each."""
        return cls(persons, np.arange(len(persons), dtype=np.int32), fixes)

    def __len__(self) -> int:
        return len(self.person)

    @property
    def persons(self) -> npt.NDArray[np.object_]:
        """The person of each row."""
        found, which = np.unique(self.person, return_inverse=True)
        persons: npt.NDArray[np.object_] = self.names[found].astype(object)[which]
        return persons

    def then(self, later: SealedFixes) -> SealedFixes:
        """Return both, one after the other."""
        if not len(self) or not len(later):
            return later if not len(self) else self
        fixes = FixBatch.joined([self.fixes, later.fixes])
        if self.names is later.names:
            return SealedFixes(self.names, np.concatenate([self.person, later.person]), fixes)
        return SealedFixes.of(np.concatenate([self.persons, later.persons]), fixes)


@dataclass(frozen=True, slots=True)
class Events:
    """The result of a step: final alarms in event time (and provisional ones after them), releases, the rest.

    `released_early` shows what the law opens before its alarm is final; each comes again in `released`.
    Every row of a batch is `accepted`, `again` (by its index: it came before) or `refused`.
    """

    alarms: tuple[Alarm, ...] = ()
    released: Releases = field(default_factory=Releases)
    sealed: SealedFixes = field(default_factory=lambda: SealedFixes.none())
    refused: tuple[Refusal, ...] = ()
    released_early: tuple[Released, ...] = ()
    accepted: int = 0
    again: tuple[int, ...] = ()
    late: int = 0
    opened: int = 0
    destroyed: int = 0
    unknown_answers: int = 0

    @property
    def repeated(self) -> int:
        """How many rows had come before."""
        return len(self.again)

    def then(self, later: Events) -> Events:
        """Return both, one after the other."""
        return Events(**{name: _joined(getattr(self, name), getattr(later, name)) for name in _FIELDS})


_FIELDS = tuple(field.name for field in fields(Events))


def _joined(one: Any, other: Any) -> Any:
    return one.then(other) if isinstance(one, SealedFixes) else one + other


def told_of(batch: FixBatch, refused: Sequence[Refusal], again: Ints) -> Events:
    """Return what became of a batch's rows at the door; what came before is not refused once more."""
    known = set(again.tolist())
    refused = tuple(row for row in refused if row.index not in known)
    return Events(
        refused=refused, again=tuple(sorted(known)), accepted=len(batch) - len(refused) - len(known)
    )
