"""Cells that a spreadsheet would run as a formula: kept as text here, written so that none runs there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

STARTS = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"


def neutral(value: str) -> str:
    """Return the cell as it may be exported: one that starts as a formula gets an apostrophe before it."""
    return MARK + value if value.startswith(STARTS) else value


def plain(value: str) -> str:
    """Return the text of an exported cell: the apostrophe that `neutral` put before it is taken off."""
    return value[1:] if value.startswith(MARK) and value[1:].startswith(STARTS) else value


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV (RFC 4180), with every cell neutral."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue()
