"""Finds the law folder and loads packs from it, each once."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vaern.errors import InputError
from vaern.law import Pack
from vaern.packs.building import build
from vaern.packs.cache import keep, key_of, recall

PACK_FILE = "pack.yaml"
OTHER_ROOMS = {
    "care.yaml",
    "disclosure.yaml",
    "checklist.yaml",
    "decision.yaml",
    "monitoring.yaml",
    "procedure.yaml",
    "screening.yaml",
    "zones.yaml",
}
"""Files of a pack that another reader owns."""


def load(pack_id: str) -> Pack:
    """Return a pack, read and checked; raises InputError for an unknown pack or an unusable file."""
    return _load(os.environ.get("VAERN_LAWS", ""), pack_id)


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
def _load(_folder: str, pack_id: str) -> Pack:
    if pack_id not in known_packs():
        raise InputError("unknown pack", "/law", f"one of: {', '.join(known_packs())}")
    return read_pack(law_folder() / pack_id)


def read_pack(folder: Path) -> Pack:
    """Return the pack of a folder; raises InputError at the first thing that is wrong in its files."""
    written = PackFiles.of(folder)
    key = key_of(written.digests)
    said = recall(folder.name, key)
    if said is None:
        said = written.said()
        keep(folder.name, key, said)
    head, parts = said
    return build(head, [(name, part) for name, part in parts], written.digests)


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of a pack as they lie in its folder: contents and hashes by `<pack>/<file>`."""

    folder: Path
    contents: dict[str, bytes]
    digests: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> PackFiles:
        """Read the files of a folder, `pack.yaml` first."""
        names = sorted(
            each.name for each in folder.glob("*.yaml") if each.name not in (PACK_FILE, *OTHER_ROOMS)
        )
        contents = {f"{folder.name}/{name}": _bytes(folder / name) for name in (PACK_FILE, *names)}
        hashes = {name: hashlib.sha256(each).hexdigest() for name, each in contents.items()}
        return cls(folder, contents, {name: f"sha256:{each}" for name, each in hashes.items()})

    def said(self) -> tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]:
        """Return what `pack.yaml` and, in its order, the law files say; raises InputError where wrong."""
        from vaern.packs.report import read_and_checked

        said, problems = read_and_checked(self.folder.name, self.contents)
        if problems:
            raise problems[0].as_error()
        return said


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        name = f"{path.parent.name}/{path.name}"
        raise InputError("law file cannot be read", name, "a readable YAML file") from error
