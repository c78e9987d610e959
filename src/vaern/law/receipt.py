"""What an answer was made with: the pack, its status, the engine and the hash of every law file."""

from __future__ import annotations

from typing import Any

from vaern import __version__
from vaern.law.statute import Pack


def receipt(pack: Pack) -> dict[str, Any]:
    """Return `{"pack", "version", "status", "engine", "files": {name: "sha256:…"}}`."""
    return {
        "pack": pack.id,
        "version": pack.version,
        "status": pack.status,
        "engine": __version__,
        "files": dict(pack.files),
    }
