"""Reads a table from the bytes of a CSV or JSON file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaern.errors import InputError
from vaern.sheets.cells import plain
from vaern.sheets.reason import Reason
from vaern.sheets.row import Refused, Row

FORMS = "CSV with a header row, or a JSON array of objects, in UTF-8 or Windows-1252"
SIZE_BYTES = 5_000_000
ROWS = 20_000


def read_rows(content: bytes, columns: Sequence[str], needed: Sequence[str]) -> Iterator[Row | Refused]:
    """Yield every row, or its refusal, in the order of the file.

    Raises InputError when the file as a whole is no table of these columns.
    """
    text = _text(content)
    rows = _json(text) if text.lstrip()[:1] in ("[", "{") else _csv(text)
    return _checked(rows, set(columns), needed)


def _checked(
    rows: Iterator[tuple[int, Any]], columns: set[str], needed: Sequence[str]
) -> Iterator[Row | Refused]:
    for count, (number, found) in enumerate(rows, start=1):
        if count > ROWS:
            raise InputError("the file has too many rows", "/file", f"at most {ROWS} rows")
        if not isinstance(found, Mapping):
            yield Refused(number, "", found)
            continue
        if count == 1 and set(found) - columns:
            raise InputError(
                "a column has an unknown name", "/file", f"columns: {', '.join(sorted(columns))}"
            )
        yield _row(number, found, columns, needed)


def _row(number: int, found: Mapping[str, Any], columns: set[str], needed: Sequence[str]) -> Row | Refused:
    if set(found) - columns:
        return Refused(number, "", Reason.UNKNOWN_COLUMN)
    cells: dict[str, str] = {}
    for name, value in found.items():
        if isinstance(value, list | dict):
            return Refused(number, name, Reason.NO_VALUE)
        if value is not None and str(value).strip():
            cells[name] = plain(_said(value).strip())
    for name in needed:
        if name not in cells:
            return Refused(number, name, Reason.MISSING)
    return Row(number, cells)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _text(content: bytes) -> str:
    if len(content) > SIZE_BYTES:
        raise InputError("the file is too large", "/file", f"at most {SIZE_BYTES // 1_000_000} MB")
    if not content.strip():
        raise InputError("the file is empty", "/file", FORMS)
    if b"\0" in content:
        raise InputError("this is not a file of text", "/file", FORMS)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("this is not a file of text", "/file", FORMS)


def _json(text: str) -> Iterator[tuple[int, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("this is not JSON", "/file", FORMS) from None
    if not isinstance(found, list):
        raise InputError("not an array", "/file", FORMS)
    return (
        (number, each if isinstance(each, dict) else Reason.NO_OBJECT)
        for number, each in enumerate(found, start=1)
    )


def _csv(text: str) -> Iterator[tuple[int, Any]]:
    first = text.lstrip().splitlines()[0]
    separator = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip().lower() for name in next(lines)]
    except csv.Error:
        raise InputError("the header row cannot be read", "/file", FORMS) from None
    if len(set(header)) != len(header):
        raise InputError("a column is there twice", "/file", FORMS)
    return _lines(lines, header)


def _lines(lines: Iterator[list[str]], header: Sequence[str]) -> Iterator[tuple[int, Any]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield number, Reason.QUOTATION_MARKS
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            yield number, Reason.CELLS
        else:
            yield number, dict(zip(header, cells, strict=True))
