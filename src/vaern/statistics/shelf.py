"""The tables that Værn knows, read from their definitions."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from vaern.errors import InputError
from vaern.statistics.definition import Definition, read
from vaern.statistics.table import Key


@cache
def definitions() -> dict[str, Definition]:
    """Return every definition by its id, in the order of the files."""
    found: dict[str, Definition] = {}
    folder = resources.files("vaern.statistics").joinpath("definitions")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for value in yaml.safe_load(file.read_text(encoding="utf-8")):
            definition = read(value, f"{file.name}/{value.get('id')}")
            if definition.id in found:
                raise InputError("two tables of one id", f"{file.name}/{definition.id}", "an id of its own")
            found[definition.id] = definition
    return found


def definition(name: str) -> Definition:
    """Return one definition; InputError lists what there is."""
    known = definitions()
    if name not in known:
        raise InputError("there is no such table", "", ", ".join(known))
    return known[name]


@cache
def _labels() -> dict[str, dict[str, str]]:
    content = resources.files("vaern.statistics").joinpath("labels.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(content))


def said(key: Key, language: str) -> str:
    """Return what a row or column is called; a name of its own (a district, a year) stands as it is."""
    name = "unknown" if key is None else str(key)
    known = _labels().get(name, {})
    return known.get(language) or known.get("en") or name
