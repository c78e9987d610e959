"""Everything that is wrong in the files of a pack, file by file and line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from vaern.packs.checking import problems
from vaern.packs.loading import PACK_FILE, PackFiles, read_pack
from vaern.packs.problem import Problem, placed
from vaern.packs.scenarios import scenario_files, wrong_answers
from vaern.packs.schema import checked_yaml
from vaern.packs.silent import silent
from vaern.packs.yaml_files import parse_plain

Said = tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]


def report(folder: Path) -> list[Problem]:
    """Return what is wrong in a pack's folder; where its files fit, also what its cases show."""
    contents = PackFiles.of(folder).contents
    (head, parts), problems = read_and_checked(folder.name, contents)
    if problems:
        return problems
    others, problems = _others(folder, head["files"])
    problems += placed(list(silent(folder.name, parts, others)), contents)
    pack = read_pack(folder)
    return problems + [each for path in scenario_files(folder) for each in wrong_answers(path, pack)]


def _others(folder: Path, files: Sequence[str]) -> tuple[list[Any], list[Problem]]:
    """What the files of other rooms say, and which of them are no YAML."""
    said: list[Any] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            said += [] if path.name in files else [parse_plain(path.read_bytes())]
        except yaml.YAMLError:
            problems.append(Problem(f"{folder.name}/{path.name}", (), "", "not YAML", "a YAML file"))
    return said, problems


def read_and_checked(pack: str, contents: Mapping[str, bytes]) -> tuple[Said, list[Problem]]:
    """Return what the files of a pack say, in the order that `pack.yaml` gives, and what is wrong in them."""
    head_name = f"{pack}/{PACK_FILE}"
    found: dict[str, Any] = {}
    misfits: list[Problem] = []
    for name, content in contents.items():
        schema = "pack" if name == head_name else "law-file"
        found[name], wrong = checked_yaml(content, schema, name)
        misfits += wrong
    head = found[head_name]
    if not misfits:
        misfits = list(_listed(pack, head, found))
    if misfits:
        return ({}, []), placed(misfits, contents)
    parts = [(f"{pack}/{name}", found[f"{pack}/{name}"]) for name in head["files"]]
    return (head, parts), placed(problems((head_name, head), parts), contents)


def _listed(pack: str, head: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Problem]:
    name, named = f"{pack}/{PACK_FILE}", head["files"]
    lying = {each.removeprefix(f"{pack}/") for each in found} - {PACK_FILE}
    for place, each in enumerate(named):
        if each not in lying:
            yield Problem(
                name, ("files", place), "", f"a file that is not there: {each}", "every law file, listed"
            )
        if each in named[:place]:
            yield Problem(name, ("files", place), "", f"a file named twice: {each}", "each law file once")
    for each in sorted(lying - set(named)):
        yield Problem(name, ("files",), "", f"a file that is not listed: {each}", "every law file, listed")
    if head["id"] != pack:
        yield Problem(name, ("id",), "", f"the pack says it is {head['id']}", f"the folder's name: {pack}")
