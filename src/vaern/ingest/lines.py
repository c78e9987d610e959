"""Opens a file of fixes, plain or compressed, and yields its rows with their line numbers."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import zstandard

from vaern.errors import InputError
from vaern.ingest.row import COLUMNS, NEEDED, RowRefused

PARQUET_ROWS = 50_000
LONGEST_LINE = 100_000
_EXPECTED = "a .csv, .jsonl or .parquet file, plain, .gz or .zst, or - for CSV from standard input"
_PRESS = re.compile(r'"event"\s*:\s*"button"')
_UNREADABLE = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)


class Line(NamedTuple):
    """A row and the number of its line; `row` is the refusal where the line holds none."""

    number: int
    row: Mapping[str, Any] | RowRefused


def rows(path: str) -> Iterator[Line]:
    """Yield every row of a file of fixes; InputError when the file as a whole cannot be read."""
    kind = _kind(path)
    if kind == ".parquet":
        yield from _parquet(Path(path))
        return
    with _opened(path) as text:
        yield from _csv(text) if kind == ".csv" else _json(text)


def _kind(path: str) -> str:
    if path == "-":
        return ".csv"
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    if suffixes and suffixes[-1] in (".gz", ".zst"):
        suffixes.pop()
    kind = suffixes[-1] if suffixes else ""
    packed_parquet = kind == ".parquet" and not path.lower().endswith(".parquet")
    if kind not in (".csv", ".jsonl", ".parquet") or packed_parquet:
        raise InputError("this is not a kind of file that holds fixes", "FIXES", _EXPECTED)
    return kind


@contextmanager
def _opened(path: str) -> Iterator[io.TextIOBase]:
    if path == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
        return
    try:
        with _binary(Path(path)) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="\n")
    except FileNotFoundError:
        raise InputError("there is no such file of fixes", "FIXES", "a file that exists") from None
    except IsADirectoryError:
        raise InputError("this is a folder and not a file of fixes", "FIXES", _EXPECTED) from None
    except _UNREADABLE:
        raise InputError("the compressed file of fixes is damaged", "FIXES", "a whole file") from None


def _binary(path: Path) -> Any:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return gzip.open(path, "rb")
    if suffix == ".zst":
        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(path.open("rb"), closefd=True))
    return path.open("rb")


def _csv(text: io.TextIOBase) -> Iterator[Line]:
    """Yield rows of CSV; no field holds a line end, so one open quote cannot swallow the lines after it."""
    header = [name.strip() for name in _cells(text.readline())]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise InputError("the first line names no column " + missing[0], "FIXES:1", ",".join(COLUMNS))
    for number, line in enumerate(text, start=2):
        if line.strip():
            cells = _cells(line)
            whole = len(cells) == len(header)
            yield Line(number, dict(zip(header, cells, strict=True)) if whole else _broken(header, line))


def _broken(header: Sequence[str], line: str) -> Mapping[str, Any] | RowRefused:
    """Refuse a row that is not whole, unless it is a press of the button: that is never refused."""
    cells = line.rstrip("\r\n").split(",")
    if "button" not in cells:
        return RowRefused("row", "broken_row")
    return dict(zip(header, cells, strict=False)) | {"event": "button"}


def _cells(line: str) -> list[str]:
    line = line.rstrip("\r\n")
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error:
        return []


def _json(text: io.TextIOBase) -> Iterator[Line]:
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield Line(number, _object(line))


def _object(line: str) -> Mapping[str, Any] | RowRefused:
    try:
        row = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        row = None
    if isinstance(row, dict):
        return row
    return {"event": "button"} if _PRESS.search(line) else RowRefused("row", "broken_row")


def _parquet(path: Path) -> Iterator[Line]:
    if not path.is_file():
        raise InputError("there is no such file of fixes", "FIXES", "a file that exists")
    try:
        with duckdb.connect() as memory:
            described = memory.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
            kinds = {name: kind for name, kind, *_ in described if name in COLUMNS}
            names = list(kinds)
            missing = [name for name in NEEDED if name not in names]
            if missing:
                raise InputError("the file has no column " + missing[0], "FIXES", ",".join(COLUMNS))
            asked = ", ".join(_asked(name, kind) for name, kind in kinds.items())
            found = memory.execute(f"SELECT {asked} FROM read_parquet(?)", [str(path)])
            fetched = iter(lambda: found.fetchmany(PARQUET_ROWS), [])
            for number, values in enumerate(chain.from_iterable(fetched), start=1):
                yield Line(number, dict(zip(names, values, strict=True)))
    except duckdb.Error:
        raise InputError("the Parquet file cannot be read", "FIXES", "a whole Parquet file") from None


def _asked(name: str, kind: str) -> str:
    """Return a column for the query; times with a zone come as milliseconds, which need no zone module."""
    return f'epoch_ms("{name}") AS "{name}"' if kind == "TIMESTAMP WITH TIME ZONE" else f'"{name}"'
