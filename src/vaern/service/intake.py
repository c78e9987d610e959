"""From the rows of a call to fixes that the engine may judge, each bad row refused by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from vaern.ingest.row import COLUMNS, RowRefused, fix_of
from vaern.monitoring.events import Refusal
from vaern.monitoring.fix import Fix
from vaern.service.clock import Clock


@dataclass(frozen=True)
class RefusedRow:
    """A row of the call that is not judged as it stands: its place, the field, the reason; never a value."""

    index: int
    field: str
    reason: str


class Read(NamedTuple):
    """The fixes of a call, the row of each, and the rows that hold none."""

    fixes: list[Fix]
    rows: list[int]
    refused: list[RefusedRow]

    def by_engine(self, refusals: Iterable[Refusal]) -> list[RefusedRow]:
        """Return what the engine refused, by the rows of the call."""
        return [RefusedRow(self.rows[refusal.index], refusal.field, refusal.reason) for refusal in refusals]


def read_rows(rows: Sequence[Any], clock: Clock) -> Read:
    """Read rows in the contract's columns; they arrive when the clock says, or as their sender says."""
    read = Read([], [], [])
    for index, row in enumerate(rows):
        try:
            fix = _fix(row, clock.arrival_ms())
        except RowRefused as refusal:
            read.refused.append(RefusedRow(index, refusal.field, refusal.reason))
            continue
        clock.not_before(fix.received_at)
        read.fixes.append(fix)
        read.rows.append(index)
    return read


def _fix(row: Any, arrived_ms: int | None) -> Fix:
    if not isinstance(row, dict):
        raise RowRefused("row", "broken_row")
    said = {name: _flat(row, name) for name in COLUMNS if name in row}
    if arrived_ms is not None:
        said.pop("received", None)
    return fix_of(said, arrived_ms)


def _flat(row: Mapping[str, Any], name: str) -> Any:
    """Return a value that a CSV could hold too: JSON nests, and writes characters that no text may hold."""
    value = row[name]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list | dict):
        if row.get("event") == "button":  # never refused, whatever else its row says
            return None
        raise RowRefused(name, "broken_row")
    return value
