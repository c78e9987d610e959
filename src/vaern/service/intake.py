"""From the rows of a call to fixes that the engine may judge, each bad row refused by itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from vaern.ingest.row import COLUMNS, RowRefused, fix_of
from vaern.monitoring.events import Events
from vaern.monitoring.fix import Fix
from vaern.service.clock import Clock


@dataclass(frozen=True)
class RefusedRow:
    """A row of the call that is not judged as it stands: its place, the field, the reason; never a value."""

    index: int
    field: str
    reason: str


class Acknowledged(NamedTuple):
    """What became of a call's rows: how many are accepted; which came before; which are refused, and why."""

    accepted: int
    repeated: tuple[int, ...]
    refused: tuple[RefusedRow, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as the sender hears it."""
        refused = [asdict(row) for row in self.refused]
        return {"accepted": self.accepted, "repeated": len(self.repeated), "refused": refused}


class Read(NamedTuple):
    """The fixes of a call, the row of each, and the rows that hold none."""

    fixes: list[Fix]
    rows: list[int]
    refused: list[RefusedRow]


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


def acknowledged(calls: Sequence[Read], events: Events) -> list[Acknowledged]:
    """Return what became of each call's rows, all of them having gone to the engine as one batch."""
    ends = list(accumulate(len(call.fixes) for call in calls))
    refused = [list(call.refused) for call in calls]
    again: list[list[int]] = [[] for _ in calls]
    for refusal in events.refused:
        call, row = _row(calls, ends, refusal.index)
        refused[call].append(RefusedRow(row, refusal.field, refusal.reason))
    for index in events.again:
        call, row = _row(calls, ends, index)
        again[call].append(row)
    read = [len(call.rows) + len(call.refused) for call in calls]
    return [
        Acknowledged(many - len(came) - len(no), tuple(came), tuple(no))
        for many, came, no in zip(read, again, refused, strict=True)
    ]


def _row(calls: Sequence[Read], ends: Sequence[int], index: int) -> tuple[int, int]:
    """Return the call and its row that a fix of the batch came from."""
    call = bisect_right(ends, index)
    return call, calls[call].rows[index - ends[call] + len(calls[call].rows)]
