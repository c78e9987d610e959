"""Finds the law folder and loads packs from it, each once."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.building import build
from vaern.packs.checking import check
from vaern.packs.schema import read_yaml

PACK_FILE = "pack.yaml"
OTHER_ROOMS = {"decision.yaml", "monitoring.yaml"}
"""Files of a pack that another reader owns."""


def load(pack_id: str) -> Pack:
    """Return a pack, read and checked; raises InputError for an unknown pack or an unusable file."""
    folder = law_folder()
    if pack_id not in known_packs():
        raise InputError("unknown pack", "/law", f"one of: {', '.join(known_packs())}")
    return _load(folder / pack_id)


def load_all() -> list[Pack]:
    """Return every pack of the law folder."""
    return [load(each) for each in known_packs()]


def known_packs() -> list[str]:
    """Return the ids of the packs in the law folder."""
    return sorted(each.parent.name for each in law_folder().glob(f"*/{PACK_FILE}"))


def law_folder() -> Path:
    """Return `VAERN_LAWS`, else `laws/` of the checkout, else the laws packed into the installed package."""
    named = os.environ.get("VAERN_LAWS")
    if named:
        return Path(named)
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "laws"
    return checkout if checkout.is_dir() else package / "laws"


@lru_cache
def _load(folder: Path) -> Pack:
    files: dict[str, str] = {}
    head = _read(folder / PACK_FILE, "pack", files)
    named = set(head["files"])
    found = {each.name for each in folder.glob("*.yaml")} - {PACK_FILE} - OTHER_ROOMS
    if named != found:
        odd = ", ".join(sorted(named ^ found))
        where = f"{folder.name}/{PACK_FILE}"
        raise InputError(f"files named and found differ: {odd}", where, "every law file, listed")
    parts = [(f"{folder.name}/{name}", _read(folder / name, "law-file", files)) for name in head["files"]]
    pack = build(head, parts, files)
    check(pack)
    return pack


def _read(path: Path, schema: str, files: dict[str, str]) -> dict[str, Any]:
    name = f"{path.parent.name}/{path.name}"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError("law file cannot be read", name, "a readable YAML file") from error
    files[name] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return read_yaml(content, schema, name)
