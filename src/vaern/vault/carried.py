"""Whose row and which device number each fix of a batch has: one look-up a batch while nobody is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.fix import FixBatch
from vaern.vault.record import Records, name_records

Persons = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]
_NOBODY = -1


class Found(NamedTuple):
    """Row and device number of each fix, right only where it is known."""

    rows: Rows
    numbers: Rows
    known: npt.NDArray[np.bool_]


class Carried:
    """The rows of persons, and the number of each device in its person's chain.

    The engine's batches share one table of devices: for it stands here who carried each device last.
    """

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self._persons: Persons = np.empty(0, np.object_)
        self._numbers: dict[tuple[str, str], int] = {}
        self._given = 0
        self._devices: tuple[str, ...] = ()
        self._row_of = self._number_of = np.empty(0, np.int64)

    def add(self, persons: Sequence[str]) -> None:
        """Give each person the next row."""
        first = len(self._persons)
        self.rows.update({person: first + place for place, person in enumerate(persons)})
        self._persons = np.concatenate([self._persons, np.array(persons, np.object_)])

    def forget(self, person: str) -> int | None:
        """Let go of a person; return the row that was theirs."""
        row = self.rows.pop(person, None)
        if row is not None:
            self._persons[row] = None
            self._numbers = {pair: each for pair, each in self._numbers.items() if pair[0] != person}
            self._row_of[self._row_of == row] = _NOBODY
        return row

    def without_row(self, persons: Persons, fixes: FixBatch) -> list[str]:
        """Return the persons who have no row yet, each once."""
        unknown = persons[~self._found(persons, fixes).known].tolist()
        return [person for person in dict.fromkeys(unknown) if person not in self.rows]

    def of(self, persons: Persons, fixes: FixBatch) -> tuple[Rows, Rows, Records, Rows]:
        """Return row and device number of each fix; then the records that name new devices, and their rows.

        Everybody has a row.
        """
        rows, numbers, known = self._found(persons, fixes)
        new = np.flatnonzero(~known)
        codes = fixes.device[new]
        pairs = list(
            zip(persons[new].tolist(), [fixes.devices[code] for code in codes.tolist()], strict=True)
        )
        named, owners = self._named([pair for pair in dict.fromkeys(pairs) if pair not in self._numbers])
        self._row_of[codes] = rows[new] = [self.rows[person] for person, _ in pairs]
        self._number_of[codes] = numbers[new] = [self._numbers[pair] for pair in pairs]
        return rows, numbers, named, owners

    def _found(self, persons: Persons, fixes: FixBatch) -> Found:
        if fixes.devices is not self._devices:
            self._devices = fixes.devices
            self._row_of = np.full(len(fixes.devices), _NOBODY)
            self._number_of = np.zeros(len(fixes.devices), np.int64)
        rows, numbers = self._row_of[fixes.device], self._number_of[fixes.device]
        if not len(self._persons):
            return Found(rows, numbers, np.zeros(len(rows), np.bool_))
        return Found(rows, numbers, (rows != _NOBODY) & (self._persons[rows] == persons))

    def _named(self, fresh: Sequence[tuple[str, str]]) -> tuple[Records, Rows]:
        """Return the records that name the devices of `fresh` (person, device), and the row of each."""
        numbers = range(self._given, self._given + len(fresh))
        self._numbers.update(zip(fresh, numbers, strict=True))
        self._given += len(fresh)
        named, places = name_records([device for _, device in fresh], numbers)
        return named, np.array([self.rows[fresh[place][0]] for place in places.tolist()], np.int64)
