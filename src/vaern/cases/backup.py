"""The cases in one file: the database as it stood at one moment, and every file of a case, each by its hash.

The key that seals withheld words (`django_secret.key`) is not in it: kept apart, a stolen backup opens no
seal. What the live service keeps has rules of its own: docs/vault.md.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from vaern.errors import InputError

FORMAT = "vaern-cases-1"
DATABASE, MANIFEST = "database.sqlite3", "manifest.json"
FOLDERS = ("attachments", "diaries")
"""Files of the cases, and of what a protected person wrote down; each lies under its hash."""
_FILE = re.compile(rf"(?:{'|'.join(FOLDERS)})/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")


def back_up(database: Path, home: Path, out: Path) -> dict[str, int]:
    """Write the backup to `out`, whole or not at all, while the desk goes on; return how much it holds.

    The files are read after the database: an entry never names one that is not there.
    """
    if out.exists():
        raise InputError("there is a file of this name already", "OUT", "a new file")
    part = out.with_name(f"{out.name}.part")
    hashes: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        copy = Path(folder) / DATABASE
        with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as copied:
            live.backup(copied)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                _add(tar, copy, DATABASE, hashes)
                for folder_name in FOLDERS:
                    for path in sorted((home / folder_name).glob("??/*")):
                        if _FILE.fullmatch(name := f"{folder_name}/{path.parent.name}/{path.name}"):
                            _add(tar, path, name, hashes)
                said = json.dumps({"format": FORMAT, "files": hashes}, sort_keys=True).encode()
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(said)
                tar.addfile(info, io.BytesIO(said))
            file.flush()
            os.fsync(file.fileno())
    part.replace(out)
    return {"files": len(hashes) - 1, "bytes": out.stat().st_size}


def restore(backup: Path, database: Path, home: Path) -> dict[str, int]:
    """Bring a backup into a folder that holds no cases; everything is checked before anything is written.

    InputError for a backup that is cut short or changed, and for a folder where a database lies.
    """
    if database.exists():
        raise InputError("a database lies here already", "--home", "an empty folder")
    hashes = _checked(backup)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = database.with_name(f"{database.name}.part")
    with _opened(backup) as tar:
        for member in tar:
            if member.name != MANIFEST:
                _write(tar, member, part if member.name == DATABASE else home / member.name)
    part.replace(database)  # last: what was cut short holds no cases, and the same call begins anew
    return {"files": len(hashes) - 1}


def _checked(backup: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    manifest: Any = None
    try:
        with _opened(backup) as tar:
            for member in tar:
                known = member.name in (DATABASE, MANIFEST) or _FILE.fullmatch(member.name)
                content = tar.extractfile(member)
                if not known or not member.isfile() or content is None or manifest is not None:
                    raise _unusable()
                if member.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    found[member.name] = _hash(content)
    except (tarfile.TarError, ValueError, EOFError):
        raise _unusable() from None
    named = all(name == DATABASE or name.endswith(digest) for name, digest in found.items())
    if not isinstance(manifest, dict) or manifest != {"format": FORMAT, "files": found} or not named:
        raise _unusable()
    return found


def _opened(backup: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(backup, "r:")
    except (OSError, tarfile.TarError):
        raise _unusable() from None


def _unusable() -> InputError:
    return InputError(
        "this backup is cut short, changed or none; nothing was touched", "FILE", "a file that backup wrote"
    )


def _add(tar: tarfile.TarFile, path: Path, name: str, hashes: dict[str, str]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = path.stat().st_size, 0o600
    with path.open("rb") as file:
        hashes[name] = _hash(file)
        file.seek(0)
        tar.addfile(info, file)


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = tar.extractfile(member)
    assert content is not None  # it was read before
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for piece in _pieces(content):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _hash(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(file):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(2**20):
        yield piece
