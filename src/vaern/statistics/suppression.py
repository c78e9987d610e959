"""Small numbers are not shown, nor others that would give them away by subtraction from a total.

A count from 1 to `SMALLEST` - 1 is hidden. The total of a column is shown, so a hidden count still follows
from it unless another is hidden with it and at least one of them could be lower (zeros are hidden last, as
whoever reads knows): as long as it follows, the smallest shown count of the column is hidden too. Rows have
no total in any form in which a table leaves the house, and a total below `SMALLEST` is hidden itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vaern.statistics.table import Key, Table

SMALLEST = 3
"""A count below this may be somebody: our setting; statistics offices use three to five."""


def protected(table: Table, smallest: int = SMALLEST) -> Table:
    """Return the table with None where a count is hidden; means and shares come back as they are."""
    if not table.definition.counts:
        return table
    cells: dict[tuple[Key, Key], float | None] = {}
    for column in table.columns:
        counts = {row: table.cell(row, column) or 0 for row in table.rows}
        hidden = _hidden(counts, smallest)
        cells |= {(row, column): None if row in hidden else count for row, count in counts.items()}
    sums = table.shown_totals.items()
    totals = {column: None if total and total < smallest else total for column, total in sums}
    return replace(table, cells=cells, shown_totals=totals)


def _hidden(counts: Mapping[Key, float], smallest: int) -> set[Key]:
    """Return the rows whose count in one column is not to be shown."""
    hidden = {row for row, count in counts.items() if 0 < count < smallest}
    beside = sorted(counts.keys() - hidden, key=lambda row: (counts[row] == 0, counts[row], str(row)))
    while hidden and beside and not _is_open(counts, hidden):
        hidden.add(beside.pop(0))
    return hidden


def _is_open(counts: Mapping[Key, float], hidden: set[Key]) -> bool:
    """Tell whether every hidden count could be another with the same sum."""
    least = 0 if any(counts[row] == 0 for row in hidden) else 1
    return len(hidden) > 1 and any(counts[row] > least for row in hidden)
