"""Moving house: everything one authority holds, as files that anybody can check and read with the keys.

    manifest.json      every file's SHA-256; the export is known by the SHA-256 of this file
    journal.jsonl      every entry with its hashes; `sealed` is base64, opened by the key that `key` names
    controls.jsonl     every control since when, with its zones, in the same way under the standing key
    holds.jsonl        which criminal case holds which alarm
    counts.jsonl, receipts.jsonl, custodian.pub
    segments/          the sealed positions as they lie: sealed they stay
    keys/              apart, so that it can travel apart and end alone: without it nothing can be read
        readable/      keys of released positions, a file a day; standing.key
        sealed/        wrapped keys that only the custodian can use
        engine/        the engine's own state and its key

A day's key file is slots of 96 bytes: pseudonym (16), life (16), commit (8), number (4), the last day it is
kept, as a proleptic ordinal (4), key (48, of which 32 are the AES-256-GCM key of a readable day).
`sealed` is a nonce of 12 bytes and the ciphertext, bound to the entry's number (8 bytes, big-endian).
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vaern.errors import InputError
from vaern.service.contents import Contents
from vaern.service.database import connect, transaction
from vaern.service.home import Home
from vaern.service.journal import Journal
from vaern.service.safe import Safe
from vaern.vault.disk import room_to_write
from vaern.vault.lock import Lock

_FOLDERS = {"segments": "vault/segments", "keys/sealed": "vault/keys", "keys/readable": "keys"}
_FILES = {"receipts.jsonl": "vault/receipts.jsonl", "custodian.pub": "custodian.pub",
          "keys/receipts.key": "vault/receipts.key", "keys/engine/state.bin": "state.bin"}  # fmt: skip
_TABLES = {
    "journal.jsonl": "SELECT e.*, c.said_at, c.whose, c.whose AS key, c.day, c.kept_until, c.held_by,"
    " c.sealed"
    " FROM entries e LEFT JOIN contents c USING (seq) ORDER BY e.seq",
    "controls.jsonl": "SELECT * FROM controls ORDER BY rowid",
    "holds.jsonl": "SELECT * FROM holds ORDER BY held_by, alarm",
    "counts.jsonl": "SELECT * FROM counts ORDER BY name",
    "keys/engine/window.jsonl": "SELECT * FROM window ORDER BY n",
}
_ENTRY = ("seq", "at", "kind", "alarm", "content_sha256", "previous", "sha256")
_CONTENT = ("seq", "said_at", "whose", "day", "kept_until", "held_by", "sealed")
MANIFEST = "manifest.json"


def export(data_folder: Path, out: Path) -> str:
    """Write everything in `data_folder` to the new folder `out`; return the SHA-256 of its manifest.

    InputError while a service or a vault is open there, or when `out` is not empty.
    """
    if out.exists() and any(out.iterdir()):
        raise InputError("the folder is not empty", "--out", "a new folder")
    if not (data_folder / "monitor" / "journal.db").exists():
        raise InputError("there is nothing to export", "--home", "a data folder of the live service")
    home = Home.take(data_folder)
    lock = Lock(home.vault, "the vault")
    try:
        with room_to_write():
            _write(home, out)
    finally:
        lock.release()
        home.lock.release()
    return _sha256(out / MANIFEST)


def bring_in(source: Path, data_folder: Path) -> str:
    """Make an export the content of the new `data_folder`; return the SHA-256 of its manifest.

    InputError, with nothing brought in, when a file is missing, changed or too many.
    """
    check(source)
    if (data_folder / "monitor").exists():
        raise InputError("something is there already", "--home", "a data folder without monitor/")
    home = Home.take(data_folder)
    try:
        with room_to_write():
            _read(source, home)
    except BaseException:
        home.lock.release()
        shutil.rmtree(home.folder)
        raise
    home.lock.release()
    return _sha256(source / MANIFEST)


def check(source: Path) -> None:
    """Compare every file of an export with its manifest; InputError at the first that differs."""
    try:
        said = json.loads((source / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError("the manifest cannot be read", MANIFEST, "an export as it was written") from None
    found = _hashes(source)
    for name in sorted(said.keys() | found.keys()):
        if said.get(name) != found.get(name):
            what = "missing" if name not in found else "not of it" if name not in said else "changed"
            raise InputError(f"a file of the export is {what}", name, "an export as it was written")


def _write(home: Home, out: Path) -> None:
    for name, place in _FOLDERS.items():
        shutil.copytree(home.folder / place, out / name, ignore=shutil.ignore_patterns("engine-*"))
    (out / "keys" / "engine").mkdir(parents=True)
    for key in (home.folder / "keys").glob("engine-*.key"):
        shutil.copy2(key, out / "keys" / "engine" / key.name)
    for name, place in _FILES.items():
        if (home.folder / place).exists():
            shutil.copy2(home.folder / place, out / name)
    db = connect(home.journal)
    contents = Contents(db, Safe(home.keys))
    for name, query in _TABLES.items():
        with (out / name).open("w", encoding="utf-8") as file:
            for row in _rows(db, query):
                if row.get("held_by") and row.get("sealed"):
                    row["key"] = contents.case_key(row["held_by"]).pseudonym.hex()
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    db.close()
    manifest = json.dumps({"vaern_export": 1, "files": _hashes(out)}, indent=1, sort_keys=True)
    (out / MANIFEST).write_text(manifest + "\n", encoding="utf-8")


def _read(source: Path, home: Home) -> None:
    for name, place in _FOLDERS.items():
        shutil.copytree(source / name, home.folder / place, dirs_exist_ok=True)
    for key in (source / "keys" / "engine").glob("engine-*.key"):
        shutil.copy2(key, home.keys / key.name)
    for name, place in _FILES.items():
        if (source / name).exists():
            shutil.copy2(source / name, home.folder / place)
    db = connect(home.journal)
    with transaction(db):
        for row in _lines(source / "journal.jsonl"):
            _insert(db, "entries", [row[name] for name in _ENTRY])
            if row["sealed"] is not None:
                _insert(db, "contents", [row[name] for name in _CONTENT])
        for table in ("controls", "holds", "counts"):
            for row in _lines(source / f"{table}.jsonl"):
                _insert(db, table, list(row.values()))
        for row in _lines(source / "keys" / "engine" / "window.jsonl"):
            _insert(db, "window", list(row.values()))
    broken = Journal(db, Contents(db, Safe(home.keys))).broken_at()
    db.close()
    if broken is not None:
        raise InputError(
            f"the journal is broken at entry {broken}", "journal.jsonl", "a journal whose hashes follow"
        )


def _rows(db: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    cursor = db.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield {name: _text(value) for name, value in zip(names, row, strict=True)}


def _text(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row.get("sealed") is not None:
                row["sealed"] = base64.b64decode(row["sealed"])
            yield row


def _insert(db: sqlite3.Connection, table: str, values: Iterable[Any]) -> None:
    row = tuple(values)
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
