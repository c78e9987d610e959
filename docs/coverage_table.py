"""Writes `docs/coverage.md`: which provisions a pack holds, and how much of each the program acts on.

Run `python docs/coverage_table.py` after a change in `laws/`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PACK = "dk-2011-draft"
ACTED_ON = {
    "grounds": "ground",
    "rules": "condition",
    "offences": "list of offences",
    "values": "value",
    "terms": "term",
    "duties": "deadline or duty",
    "endings": "ending",
    "notes": "note",
    "monitoring": "rule of monitoring",
}
INTRODUCTION = f"""# Coverage of `{PACK}`

The committee's draft Act of 2011 and its separate draft on electronic control (`ek`). A draft: never in
force as printed here. `python docs/coverage_table.py` writes this table from `laws/{PACK}/`; do not
edit it by hand.

*Words* says whether the provision stands verbatim (`own`), in its numbered parts (`in parts`), or not at
all. *Acted on* counts what the program reasons with: conditions of a measure, values and terms of time,
duties and deadlines, notes shown with a finding, and rules the monitoring engine keeps. **Words only**
means that the program can explain the provision and does not apply it.
"""


def document() -> str:
    """Return the whole page as Markdown."""
    provisions = [_with_monitoring(found) for file in _files() for found in _read(file)["provisions"]]
    stating = [one for one in provisions if "words" in one]
    applied = [one for one in stating if _acted_on(one)]
    summary = f"{len(stating)} provisions with words of their own, {len(applied)} of them acted on.\n"
    head = "| provision | heading | seed 004, lines | words | acted on |\n|---|---|---|---|---|\n"
    return (
        "\n".join([INTRODUCTION, summary, head + "\n".join(_row(one, provisions) for one in provisions)])
        + "\n"
    )


def _files() -> list[str]:
    names: list[str] = _read("pack.yaml")["files"]
    return names


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "laws" / PACK / name).read_text(encoding="utf-8"))
    return content


def _with_monitoring(provision: dict[str, Any]) -> dict[str, Any]:
    cited = f"{PACK} {provision['cite']}"
    kept = [rule for rule in _read("monitoring.yaml")["rules"].values() if rule["citation"] == cited]
    return {**provision, "monitoring": kept}


def _row(provision: dict[str, Any], all_of_them: list[dict[str, Any]]) -> str:
    words = _words(provision, all_of_them)
    idle = "**words only**" if words == "own" else "–"
    cells = [
        provision["cite"],
        provision.get("title", ""),
        provision["source"]["lines"],
        words,
        _acted_on(provision) or idle,
    ]
    return f"| {' | '.join(cells)} |"


def _words(provision: dict[str, Any], all_of_them: list[dict[str, Any]]) -> str:
    if "words" in provision:
        return "own"
    parts = [
        one
        for one in all_of_them
        if one["cite"].startswith((f"{provision['cite']}(", f"{provision['cite']} "))
    ]
    return "in parts" if any("words" in part for part in parts) else "–"


def _acted_on(provision: dict[str, Any]) -> str:
    found = [(len(provision.get(key, [])), name) for key, name in ACTED_ON.items()]
    return ", ".join(f"{count} {_plural(name) if count > 1 else name}" for count, name in found if count)


def _plural(name: str) -> str:
    return {
        "list of offences": "lists of offences",
        "deadline or duty": "deadlines or duties",
        "rule of monitoring": "rules of monitoring",
    }.get(name, f"{name}s")


if __name__ == "__main__":
    (ROOT / "docs" / "coverage.md").write_text(document(), encoding="utf-8")
    sys.stdout.write("docs/coverage.md written\n")
