"""`vaern law check`: everything that is wrong in law files, with file, line and provision."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vaern.errors import InputError


def check(what: str, *, as_json: bool) -> int:
    """Check a pack, a pack's folder, or every pack of a folder; return 0, or 2 where something is wrong."""
    from vaern.packs.report import report

    folders = _folders(what)
    found = {folder.name: report(folder) for folder in folders}
    wrong = [(folder, problem) for folder in folders for problem in found[folder.name]]
    if as_json:
        _print({"packs": list(found), "problems": [problem.as_dict() for _, problem in wrong]})
    for folder, problem in [] if as_json else wrong:
        error, expected = problem.error, problem.expected
        sys.stderr.write(f"{folder.parent}/{problem.where}: {error}; expected {expected}\n")
    if not as_json and not wrong:
        sys.stdout.write(f"{', '.join(found)}: nothing wrong\n")
    return 2 if wrong else 0


def _print(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _folders(what: str) -> Sequence[Path]:
    from vaern.packs.loading import PACK_FILE, law_folder

    named = law_folder() / what
    folder = Path(what) if what and not (named / PACK_FILE).is_file() else named
    if (folder / PACK_FILE).is_file():
        return [folder.resolve()]
    within = sorted(path.parent.resolve() for path in folder.glob(f"*/{PACK_FILE}"))
    if not within:
        raise InputError("no pack", "", "a pack, its folder, or a folder of packs")
    return within
