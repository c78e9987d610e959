"""What the files of a pack say once they are read and checked, kept for the next start.

An entry is named by the hash of every file it was made from and of the code that made it: it cannot be
stale, only absent. It is JSON, and what cannot be read or written is as good as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from vaern import law

KEPT = 4
"""Entries of one pack that stay; an editor's every save would make one more."""


def key_of(digests: Mapping[str, str]) -> str:
    """Return the name of what these files say: their names, their hashes and the code that reads them."""
    said = json.dumps([_code(), sorted(digests.items())])
    return hashlib.sha256(said.encode()).hexdigest()


def recall(pack: str, key: str) -> Any | None:
    """Return what is kept under a key, or None."""
    try:
        return json.loads((_folder() / f"{pack}-{key}.json").read_bytes())
    except (OSError, ValueError):
        return None


def keep(pack: str, key: str, data: Any) -> None:
    """Keep what the files say; where there is no room for it, go without."""
    folder = _folder()
    part = folder / f"{pack}-{key}.{os.getpid()}.part"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        part.replace(folder / f"{pack}-{key}.json")
        _forget_the_oldest(folder, pack)


def _forget_the_oldest(folder: Path, pack: str) -> None:
    kept = sorted(folder.glob(f"{pack}-*.json"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-KEPT]:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    named = os.environ.get("VAERN_CACHE")
    if named:
        return Path(named) / "laws"
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(caches) / "vaern" / "laws"


@lru_cache
def _code() -> str:
    """The hash of the code and the schemas that read, check and build."""
    rooms = [Path(__file__).parent, Path(law.__file__).parent]
    files = sorted(path for room in rooms for end in ("*.py", "schemas/*.json") for path in room.glob(end))
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()
