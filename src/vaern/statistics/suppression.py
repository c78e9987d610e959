"""Small numbers are not shown, nor others that would give them away by subtraction from a total.

A count from 1 to `SMALLEST` - 1 is hidden. Totals of rows and columns are shown, so a hidden count may still
follow from the others: it does unless the hidden counts could be shifted by one along a closed way of rows
and columns and stay above zero (whoever reads knows that zeros are hidden last). As long as one follows, the
smallest count beside it is hidden too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from vaern.statistics.table import Key, Table

SMALLEST = 3
"""A count below this may be somebody: our setting; statistics offices use three to five."""

Place = tuple[Key, Key]


def protected(table: Table, smallest: int = SMALLEST) -> Table:
    """Return the table with None where a count is hidden; means and shares come back as they are."""
    if not table.definition.counts:
        return table
    counts = {(row, column): table.cell(row, column) or 0 for row in table.rows for column in table.columns}
    hidden = {place for place, count in counts.items() if 0 < count < smallest}
    while (more := _to_hide(table, counts, hidden)) is not None:
        hidden.add(more)
    cells: dict[Place, float | None] = {
        place: None if place in hidden else count for place, count in counts.items()
    }
    return replace(table, cells=cells)


def _to_hide(table: Table, counts: Mapping[Place, float], hidden: set[Place]) -> Place | None:
    """Return the next count to hide: the smallest one beside a hidden one that follows from its totals."""
    for place in sorted(hidden, key=str):
        if not _is_free(table, counts, hidden, place):
            beside = [each for line in _lines(table, place) for each in line if each not in hidden]
            if beside:
                return min(beside, key=lambda each: (counts[each] == 0, counts[each], str(each)))
    return None


def _is_free(table: Table, counts: Mapping[Place, float], hidden: set[Place], start: Place) -> bool:
    """Tell whether a hidden count could be another and every total the same."""
    least = 0 if any(counts[place] == 0 for place in hidden) else 1
    if len(table.columns) == 1:
        others = [counts[place] for place in hidden if place != start]
        return bool(others) and max(*others, counts[start]) > least
    ups = (True, False) if counts[start] > least else (True,)
    return any(_closes(counts, hidden, start, least, up=up) for up in ups)


def _closes(counts: Mapping[Place, float], hidden: set[Place], start: Place, least: int, *, up: bool) -> bool:
    """Tell whether one more (or one less) at `start` can be made good by turns along rows and columns."""
    seen: set[tuple[Place, bool]] = set()
    ways = [(start, up, True)]
    while ways:
        place, is_more, along_row = ways.pop()
        for other in hidden:
            same = other[0] == place[0] if along_row else other[1] == place[1]
            if not same or other == place:
                continue
            if other == start and not along_row and is_more != up:
                return True
            if (other, not is_more) in seen or (is_more and counts[other] <= least):
                continue
            seen.add((other, not is_more))
            ways.append((other, not is_more, not along_row))
    return False


def _lines(table: Table, place: Place) -> Iterator[list[Place]]:
    """Yield the column of a cell, and its row where the row has a total of its own."""
    yield [(row, place[1]) for row in table.rows]
    if len(table.columns) > 1:
        yield [(place[0], column) for column in table.columns]
