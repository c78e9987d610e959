"""JSON in and out, strictly: a key that is there twice, NaN and what is not UTF-8 are refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from vaern.errors import InputError


def read(file: Path | None) -> str:
    """Return a file's text, or that of standard input."""
    try:
        content = sys.stdin.buffer.read() if file is None else file.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError("file cannot be read", "", "a readable file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", "", "JSON in UTF-8") from error


def parse(content: str) -> Any:
    """Return what a text says; raises InputError where it is not JSON."""
    try:
        return json.loads(content, parse_constant=_no_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        found = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise InputError(found, "", "a JSON object") from error
    except RecursionError as error:
        raise InputError("nested too deeply", "", "a JSON object as the contract has it") from error
    except ValueError as error:
        raise InputError("not JSON: a number that is too long", "", "a JSON object") from error


def answer_lines(answer: Callable[[Any], dict[str, Any]], content: str) -> int:
    """Answer one JSON object a line, an error object in its place; return the exit status."""
    status = 0
    for line in content.split("\n"):
        if line.strip():
            try:
                found = answer(parse(line))
            except InputError as error:
                found, status = error.as_dict(), 2
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return status


def shown(value: Any) -> str:
    """Return JSON for reading."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InputError("a key that is there twice", "", "each key of an object once")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"not JSON: {name}", "", "a JSON object")
