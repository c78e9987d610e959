"""YAML that fits its JSON Schema, or what is wrong with it, with the file and the place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from vaern.packs.problem import Problem, placed
from vaern.packs.yaml_files import parse

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMAS = Path(__file__).parent / "schemas"
TOO_LONG = 200
"""An error message that quotes more than so many characters of the file is shortened to what is not met."""


def read_yaml(content: bytes, schema: str, name: str) -> dict[str, Any]:
    """Parse and check one file; raises InputError naming the file, its line and the provision."""
    data: dict[str, Any]
    data, problems = checked_yaml(content, schema, name)
    if problems:
        raise placed(problems, {name: content})[0].as_error()
    return data


def checked_yaml(content: bytes, schema: str, name: str) -> tuple[Any, list[Problem]]:
    """Return what a file says, and everything in it that its schema does not allow."""
    return checked_data(content, schema, name, parse)


def checked_data(
    content: bytes, schema: str, name: str, read: Callable[[bytes], Any]
) -> tuple[Any, list[Problem]]:
    """Return what a file says by one way of reading YAML, and what its schema does not allow."""
    try:
        data = read(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "cannot be read"
        line = mark.line + 1 if mark else None
        return None, [Problem(name, (), "", f"not YAML: {said}", "a YAML file", line)]
    return data, list(_misfits(data, schema, name))


def _misfits(data: Any, schema: str, name: str) -> Iterator[Problem]:
    for error in _deepest(validator(schema).iter_errors(data)):
        path = tuple(error.absolute_path)
        expected = _allowed(error) or f"what schemas/{schema}.json allows"
        yield Problem(name, path, _provision_at(path, data), _found(error), expected)


def _deepest(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Of alternatives none of which fits, the one that fits best says what is wrong."""
    from jsonschema.exceptions import best_match

    for error in errors:
        yield best_match([error]) or error


@lru_cache
def validator(schema: str) -> Draft202012Validator:
    """Return the validator of `schemas/<schema>.json`."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")))


def _found(error: ValidationError) -> str:
    if error.validator == "enum":
        return f"not a word that may stand here: {str(error.instance)[:TOO_LONG]}"
    return error.message if len(error.message) < TOO_LONG else f"{error.validator} not met"


def _allowed(error: ValidationError) -> str:
    """What may stand at the place: its words, its keys, or what the schema says of it in a sentence."""
    said = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "enum":
        return f"one of: {', '.join(map(str, said['enum']))}"
    if error.validator == "additionalProperties" and "properties" in said:
        return f"only the keys: {', '.join(said['properties'])}"
    if error.validator in ("oneOf", "anyOf"):
        keys = dict.fromkeys(key for each in said[error.validator] for key in each.get("properties", ()))
        return f"keys that go together, of: {', '.join(keys)}" if keys else ""
    return str(said.get("description", "")) if error.validator in ("pattern", "type") else ""


def _provision_at(path: tuple[str | int, ...], data: Any) -> str:
    if len(path) > 1 and path[0] == "provisions" and isinstance(path[1], int):
        provision = data["provisions"][path[1]]
        return str(provision.get("cite", "")) if isinstance(provision, dict) else ""
    return ""
