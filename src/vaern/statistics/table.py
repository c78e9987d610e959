"""A table as computed: cells by row and column, what is missing, and the definition they follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from vaern.errors import InputError
from vaern.statistics.definition import Definition, Dimension, Ratio

Key = str | int | None
Records = duckdb.DuckDBPyConnection
TOTAL = "total"
FILTERS = ("district", "municipality", "law", "year", "from", "to")
"""What a table may be narrowed to; `from` and `to` are dates of the definition's period."""


@dataclass(frozen=True)
class Table:
    """Cells by (row, column); the column is `total` where there is but one. None in a cell: not shown."""

    definition: Definition
    cells: Mapping[tuple[Key, Key], float | None]
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    shown_totals: Mapping[Key, float | None] = field(default_factory=dict)
    missing: int = 0
    filters: Mapping[str, str] = field(default_factory=dict)

    def cell(self, row: Key, column: Key = TOTAL) -> float | None:
        """Return a cell; zero where nothing was counted."""
        return self.cells.get((row, column), 0)

    def ratio(self, row: Key, ratio: Ratio) -> float | None:
        """Return a ratio's percent in a row (`total` for the row of totals), None where it cannot be told."""
        part = self.total(ratio.part) if row == TOTAL else self.cell(row, ratio.part)
        if ratio.whole is None:
            whole: float | None = self.total(ratio.part)
        else:
            whole = self.total(ratio.whole) if row == TOTAL else self.cell(row, ratio.whole)
        return None if part is None or not whole else 100 * part / whole

    def total(self, column: Key = TOTAL) -> float | None:
        """Return the sum of a column, hidden cells and all; None where it is too small to be shown."""
        return self.shown_totals.get(column, 0)


def compute(db: Records, definition: Definition, filters: Mapping[str, str] | None = None) -> Table:
    """Return the table of a definition over the records in `db`, narrowed by `filters` (`FILTERS`).

    Raises InputError on a filter that does not exist or does not fit.
    """
    narrowed, arguments = _narrowed(definition, filters or {})
    by = definition.columns.sql if definition.columns else f"'{TOTAL}'"
    found = _rows(
        db,
        f"SELECT {definition.rows.sql} AS r, {by} AS c, {definition.value} AS v FROM {definition.records} "
        f"WHERE ({definition.where}) {narrowed} GROUP BY ALL",
        arguments,
    )
    cells: dict[tuple[Key, Key], float | None] = {
        (row, column): float(value) for row, column, value in found if value is not None
    }
    columns = _keys(definition.columns, [column for _, column in cells]) if definition.columns else (TOTAL,)
    return Table(
        definition,
        cells,
        _keys(definition.rows, [row for row, _ in cells]),
        columns,
        {each: sum(value or 0 for (_, column), value in cells.items() if column == each) for each in columns},
        _missing(db, definition, narrowed, arguments),
        dict(filters or {}),
    )


def _missing(db: Records, definition: Definition, narrowed: str, arguments: list[str]) -> int:
    if definition.missing is None:
        return 0
    found = _rows(
        db,
        f"SELECT count(*) FROM {definition.records} "
        f"WHERE ({definition.where}) AND ({definition.missing}) {narrowed}",
        arguments,
    )
    return int(found[0][0])


def _rows(db: Records, asked: str, arguments: list[str]) -> list[tuple[Any, ...]]:
    try:
        return db.execute(asked, arguments).fetchall()
    except duckdb.ConversionException:
        raise InputError("a filter's value does not fit", "", "a year, or a date as 2026-05-04") from None


def _narrowed(definition: Definition, filters: Mapping[str, str]) -> tuple[str, list[str]]:
    parts: list[str] = []
    arguments: list[str] = []
    for name, value in filters.items():
        if name not in FILTERS:
            raise InputError("there is no such filter", f"/{name}", ", ".join(FILTERS))
        if name in ("year", "from", "to") and definition.period is None:
            raise InputError("this table has no period", f"/{name}", "a table with a period")
        parts.append(
            {
                "year": f"AND year({definition.period}) = CAST(? AS INTEGER)",
                "from": f"AND CAST({definition.period} AS DATE) >= CAST(? AS DATE)",
                "to": f"AND CAST({definition.period} AS DATE) <= CAST(? AS DATE)",
            }.get(name, f"AND {name} = ?")
        )
        arguments.append(value)
    return " ".join(parts), arguments


def _keys(dimension: Dimension | None, found: Sequence[Key]) -> tuple[Key, ...]:
    """Return the values in their fixed order, else sorted; what is not recorded comes last."""
    known: tuple[Key, ...] = dimension.values if dimension else ()
    others = sorted(
        {key for key in found if key is not None and key not in known}, key=lambda key: (str(type(key)), key)
    )
    unknown = (None,) if None in found else ()
    return (*known, *others, *unknown)


def _order(key: Key) -> tuple[bool, Key]:
    return isinstance(key, str), key
