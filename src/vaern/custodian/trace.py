"""What the custodian opened, for whom and why: one line each, chained by hash, on disk before the opening."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from vaern.errors import InputError

BEGINNING = "0" * 64


def leave_trace(path: Path, said: dict[str, Any]) -> None:
    """Append what is about to be done; InputError when the trace before it is not whole."""
    entry = {**said, "previous": last_of(path)}
    with open(path, "a", encoding="utf-8", opener=_owners_alone) as file:
        file.write(json.dumps({**entry, "sha256": _digest(entry)}, sort_keys=True, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def last_of(path: Path) -> str:
    """Return the hash of the newest entry; InputError at the first that does not follow."""
    previous = BEGINNING
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            follows = entry.pop("sha256") == _digest(entry) and entry["previous"] == previous
        except (ValueError, KeyError, AttributeError):
            follows = False
        if not follows:
            raise InputError(
                f"the trace was changed at line {number}", "--trace", "the trace as it was written"
            )
        previous = _digest(entry)
    return previous


def _digest(entry: dict[str, Any]) -> str:
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _owners_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
