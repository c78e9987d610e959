"""Tables out: CSV, Parquet, JSON-stat 2.0. What is hidden stays hidden in every one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb

from vaern.statistics.table import TOTAL, Key, Table

HIDDEN = ".."
"""The sign that statistics offices print for a number that is not shown."""


def as_csv(table: Table) -> str:
    """Return the table, a row a cell; with its definition's id, unit and source in each row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["table", "unit", table.definition.rows.name, _column_name(table), "value"])
    for row in table.rows:
        for column in table.columns:
            value = table.cell(row, column)
            shown = HIDDEN if value is None else _number(value, table.definition.decimals)
            writer.writerow([table.definition.id, table.definition.unit, _said(row), _said(column), shown])
    return out.getvalue()


def as_json_stat(table: Table, language: str = "en") -> str:
    """Return the table as a JSON-stat 2.0 dataset; a hidden cell is null with status `..`."""
    definition = table.definition
    values = [table.cell(row, column) for row in table.rows for column in table.columns]
    column = _column_name(table)
    dataset: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": definition.title.get(language) or definition.title["en"],  # type: ignore[call-overload]
        "source": definition.source,
        "note": [definition.population["en"]],
        "id": [definition.rows.name, column],
        "size": [len(table.rows), len(table.columns)],
        "dimension": {
            definition.rows.name: {"category": {"index": [_said(row) for row in table.rows]}},
            column: {"category": {"index": [_said(each) for each in table.columns]}},
        },
        "value": values,
        "status": {str(place): HIDDEN for place, value in enumerate(values) if value is None},
        "extension": {"table": definition.id, "unit": definition.unit, "missing": table.missing},
    }
    return json.dumps(dataset, ensure_ascii=False)


def write_parquet(table: Table, path: Path) -> None:
    """Write the table, a row a cell, as Parquet."""
    with duckdb.connect() as db:
        db.execute('CREATE TABLE cells ("table" TEXT, unit TEXT, "row" TEXT, "column" TEXT, value DOUBLE)')
        rows = [
            (table.definition.id, table.definition.unit, _said(row), _said(column), table.cell(row, column))
            for row in table.rows
            for column in table.columns
        ]
        if rows:
            db.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?)", rows)
        db.table("cells").write_parquet(str(path))


def _column_name(table: Table) -> str:
    return table.definition.columns.name if table.definition.columns else TOTAL


def _said(key: Key) -> str:
    return "not recorded" if key is None else str(key)


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"
