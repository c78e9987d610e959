"""Where records lie: one DuckDB file, made anew from the logs; a table reads it and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from vaern.errors import InputError
from vaern.statistics.records import SHAPES
from vaern.statistics.request import Record
from vaern.statistics.table import Records

_AT_ONCE = 50_000


def fill(path: Path | None, found: Iterable[tuple[str, Record]]) -> Records:
    """Write records to a new file at `path` (in memory when None) and return it, open."""
    beside = None if path is None else path.with_suffix(".new")
    if beside is not None:
        beside.unlink(missing_ok=True)
    db = duckdb.connect(":memory:" if beside is None else str(beside))
    for name, columns in SHAPES.items():
        db.execute(f"CREATE TABLE {name} ({columns})")
    waiting: dict[str, list[list[str | None]]] = {name: [] for name in SHAPES}
    for name, record in found:
        waiting[name].append([_text(value) for value in record.values()])
        if len(waiting[name]) >= _AT_ONCE:
            _insert(db, name, waiting)
    for name in SHAPES:
        _insert(db, name, waiting)
    if path is None or beside is None:
        return db
    db.close()
    beside.replace(path)
    return opened(path)


def opened(path: Path) -> Records:
    """Return the records at `path`, to be read."""
    if not path.exists():
        raise InputError("there are no records yet", "", "run `vaern statistics gather` first")
    return duckdb.connect(str(path), read_only=True)


def _insert(db: Records, name: str, waiting: dict[str, list[list[str | None]]]) -> None:
    rows, waiting[name] = waiting[name], []
    if not rows:
        return
    described = db.execute(f"DESCRIBE {name}").fetchall()
    incoming = {
        column: np.array([row[i] for row in rows], object) for i, (column, *_) in enumerate(described)
    }
    db.register("incoming", incoming)
    asked = ", ".join(f'CAST("{column}" AS {kind})' for column, kind, *_ in described)
    db.execute(f"INSERT INTO {name} SELECT {asked} FROM incoming")
    db.unregister("incoming")


def _text(value: Any) -> str | None:
    """Return a value as DuckDB casts it."""
    return None if value is None else str(value)
