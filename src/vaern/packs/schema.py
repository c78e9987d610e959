"""YAML that fits its JSON Schema, or a refusal that names the file and the place."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from vaern.errors import InputError

SCHEMAS = Path(__file__).parent / "schemas"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(content: bytes, schema: str, name: str) -> dict[str, Any]:
    """Parse and check one law file; raises InputError naming the file and the JSON pointer in it."""
    try:
        data: dict[str, Any] = yaml.load(content, LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise InputError("not YAML", f"{name}{line}", "a YAML file") from error
    misfit = best_match(_validator(schema).iter_errors(data))
    if misfit is not None:
        raise InputError(
            _found(misfit), f"{name}{_place(misfit, data)}", f"what schemas/{schema}.json allows"
        )
    return data


@lru_cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")))


def _found(error: ValidationError) -> str:
    return error.message if len(error.message) < 200 else f"{error.validator} not met"


def _place(error: ValidationError, data: Any) -> str:
    path = list(error.absolute_path)
    cite = ""
    if len(path) > 1 and path[0] == "provisions":
        cite = data["provisions"][path[1]].get("cite", "")
    pointer = "".join(f"/{each}" for each in path)
    return f":{pointer}" + (f" ({cite})" if cite else "")
