"""The service's one SQLite file: durable at every commit, overwriting what it deletes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaern.vault.disk import DiskFull

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, alarm TEXT,
    content_sha256 TEXT NOT NULL, previous TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entries_of_alarm ON entries (alarm, seq) WHERE alarm IS NOT NULL;
CREATE TABLE IF NOT EXISTS contents (
    seq INTEGER PRIMARY KEY, said_at TEXT, whose TEXT NOT NULL, day TEXT NOT NULL, kept_until TEXT NOT NULL,
    held_by TEXT, sealed BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS contents_by_end ON contents (kept_until);
CREATE TABLE IF NOT EXISTS holds (
    held_by TEXT NOT NULL, alarm TEXT NOT NULL, PRIMARY KEY (held_by, alarm)
) STRICT;
CREATE TABLE IF NOT EXISTS controls (
    control TEXT NOT NULL, since_ms INTEGER NOT NULL, sha256 TEXT NOT NULL, sealed BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS window (n INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open or make the database; used by one thread at a time, whichever it is."""
    path.touch(mode=0o600)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        db.execute(f"PRAGMA {pragma}")
    with transaction(db):
        for statement in _SCHEMA.split(";"):
            db.execute(statement)
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, on disk when it ends; `DiskFull` where there is no room."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError) and _is_full(error):
            raise DiskFull from error
        raise


def _is_full(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
