"""The tables that Værn knows, read from their definitions."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from vaern.errors import InputError
from vaern.statistics.definition import Definition, read


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
