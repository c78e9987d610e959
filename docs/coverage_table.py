"""Writes `docs/coverage.md`: every provision of every pack, and what the program does with it.

Run `python docs/coverage_table.py` after a change in `laws/`; a test fails while the page is stale, while a
provision says neither what it does nor why it does nothing, and while a section of an instrument is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vaern import packs
from vaern.law.provision import Provision
from vaern.law.statute import Pack, is_under

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "coverage.md"
SECTIONS = ROOT / "docs" / "coverage-sections.yaml"
OTHER_FILES = ("monitoring.yaml", "decision.yaml", "care.yaml")
ENCODED = {
    "grounds": "ground",
    "rules": "condition",
    "offences": "list of offences",
    "values": "value",
    "terms": "term",
    "endings": "ending",
    "effects": "effect",
    "penalties": "penalty",
    "notes": "note",
}
PLURALS = {"list of offences": "lists of offences", "penalty": "penalties", "duty": "duties"}
INTRODUCTION = """# Coverage

Every provision of every pack, and what the program does with it. `python docs/coverage_table.py` writes this
page from `laws/`; do not edit it by hand.

- **encoded**: the program reasons with it, or answers with it: conditions, grounds, values, terms, offences,
  endings, effects, penalties, notes, choices of the pack, rules of monitoring.
- **duty**: somebody owes or may do something, and the program counts the time.
- **document**: a paper that a step owes, with what must stand in it.
- **human assessment**: a person answers; the program says who, and what the law tells them to weigh.
- **not a rule**: it calls for nothing; the row says why.
- *in its parts*: the provision's words stand in the rows below it.
"""


def document() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([INTRODUCTION, *(line for pack in packs.load_all() for line in _of_pack(pack))])


def _of_pack(pack: Pack) -> Iterator[str]:
    untreated_ones = untreated(pack)
    yield f"\n## `{pack.id}`: {pack.title}\n"
    left = f"**{len(untreated_ones)} without treatment.**" if untreated_ones else "None is without treatment."
    status = pack.status.replace("_", " ")
    yield f"{status}, version {pack.version}. {len(pack.versions)} provisions. {left}\n"
    yield "| provision | heading | source | treatment |"
    yield "|---|---|---|---|"
    for provision in pack.versions:
        since = "".join(f" {name} {day}" for name, day in provision.in_force.items() if day)
        cells = [
            provision.cite,
            provision.title + (f" (in force{since})" if since else ""),
            f"{provision.source.seed}, {provision.source.lines}",
            "; ".join(treatment(pack, provision)) or "**none**",
        ]
        yield f"| {' | '.join(cells)} |"


def untreated(pack: Pack) -> list[str]:
    """Return the provisions that say neither what they do nor why they do nothing."""
    return [each.cite for each in pack.versions if not treatment(pack, each)]


def missing_sections() -> list[str]:
    """Return the sections of the sources' instruments that no provision stands for."""
    expected: dict[str, list[str]] = yaml.safe_load(SECTIONS.read_text(encoding="utf-8"))
    found = {pack.id: [each.cite for each in pack.versions] for pack in packs.load_all()}
    return [
        f"{pack} {section}"
        for pack, sections in expected.items()
        for section in sections
        if not any(cite == section or is_under(cite, section) for cite in found[pack])
    ]


def treatment(pack: Pack, provision: Provision) -> list[str]:
    """Return what the program does with a provision, each kind with its count."""
    encoded = [*_counted(provision, ENCODED), *_from_elsewhere(pack, provision)]
    said = [f"encoded: {', '.join(encoded)}"] if encoded else []
    said += [f"duty: {each}" for each in _counted(provision, {"duties": "duty"})]
    said += [f"document: {each.title}" for each in provision.papers]
    asked = dict.fromkeys(each.judged for each in provision.assessments)
    said += [f"human assessment: {', '.join(asked)}"] if asked else []
    said += [f"not a rule: {provision.not_a_rule}"] if provision.not_a_rule else []
    return said or (["*in its parts*"] if not provision.words and _has_parts(pack, provision) else [])


def _counted(provision: Provision, kinds: dict[str, str]) -> Iterator[str]:
    for key, name in kinds.items():
        count = len(getattr(provision, key))
        if count:
            yield f"{count} {PLURALS.get(name, f'{name}s') if count > 1 else name}"


def _from_elsewhere(pack: Pack, provision: Provision) -> Iterator[str]:
    """What rests on a provision in the pack's head and in the files that other rooms read."""
    for measure in pack.measures.values():
        if measure.provision == provision.cite:
            yield f"defines {measure.id}"
        if provision.cite in (measure.combinable_by, measure.ends_with_by):
            yield f"how {measure.id} goes with others"
    for name, setting in pack.settings.items():
        if setting.citation == provision.cite:
            yield f"choice {name}"
    cited = pack.full(provision.cite)
    yield from (f"{name.removesuffix('.yaml')}" for name in OTHER_FILES if cited in _citations(pack.id, name))


@cache
def _citations(pack: str, name: str) -> frozenset[str]:
    path = ROOT / "laws" / pack / name
    said = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    return frozenset(each if each.startswith(pack) else f"{pack} {each}" for each in _texts(said))


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    for each in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
        yield from _texts(each)


def _has_parts(pack: Pack, provision: Provision) -> bool:
    return any(is_under(each.cite, provision.cite) for each in pack.versions)


if __name__ == "__main__":
    PAGE.write_text(document() + "\n", encoding="utf-8")
    sys.stdout.write("docs/coverage.md written\n")
