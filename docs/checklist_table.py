"""Writes `docs/checklist.md`: for each section of RM 3/2008 and the strategy of 2007, the step of the desk.

Run `python docs/checklist_table.py` after a change in `laws/dk-2004/checklist.yaml`; a test fails while the
page is stale, while a section is missing, and while a row names a step or an entry that does not exist.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from vaern import packs
from vaern.law.provision import Provision

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "checklist.md"
ROWS = ROOT / "laws" / "dk-2004" / "checklist.yaml"
INSTRUMENTS = ("RM 3/2008", "strategi 2007")
INTRODUCTION = """# The checklist of the desk

What each section of the instruction RM 3/2008 and of the strategy of 23 August 2007 asks for, and where the
desk does it: the step, the entries it leaves in the case, who owns it, the paper it leads to. The other steps
that the law of 2004 and the draft of 2011 have stand in the case's overview. `python docs/checklist_table.py`
writes this page from `laws/dk-2004/checklist.yaml`; do not edit it by hand.

| section | | step | entries | owner | paper | applies when |
|---|---|---|---|---|---|---|"""


def rows() -> list[dict[str, Any]]:
    """Return the rows of the checklist."""
    found: list[dict[str, Any]] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))["rows"]
    return found


def sections() -> list[Provision]:
    """Return the sections that a row must stand for."""
    return [
        each
        for each in packs.load("dk-2004").versions
        if each.cite.startswith(INSTRUMENTS) and each.cite not in INSTRUMENTS
    ]


def document() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([INTRODUCTION, *_lines()])


def _lines() -> Iterator[str]:
    for row in rows():
        step = f"`{row['step']}`" if row["step"] else f"*{row['why_none']}*"
        cells = [
            row["citation"], row["title"], step, ", ".join(f"`{each}`" for each in row["events"]),
            row["owner"].replace("_", " "), row["document"], row["applies_when"],
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(document() + "\n", encoding="utf-8")
    sys.stdout.write("docs/checklist.md written\n")
