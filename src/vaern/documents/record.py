"""The data that made a document, as JSON bytes that always come out the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from vaern.cases.canonical import canonical
from vaern.errors import InputError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def as_json(data: DataclassInstance) -> bytes:
    """Return `data` as UTF-8 JSON with sorted keys and no spaces; times keep their offset."""
    return canonical(_plain(asdict(data)))


def digest(record: bytes) -> str:
    """Return the SHA-256 of a record, as printed in the document that it made."""
    return hashlib.sha256(record).hexdigest()


def refuse_withheld(data: DataclassInstance, withheld: Sequence[str]) -> None:
    """Raise `InputError` if a text of `data` holds one of the `withheld` words, such as a secret address.

    The error names the field, never the words.
    """
    sought = [_folded(words) for words in withheld if words.strip()]
    for pointer, text in texts(data):
        if any(words in _folded(text) for words in sought):
            raise InputError("a withheld detail stands in the text", pointer, "a text without it")


def texts(data: DataclassInstance) -> Iterator[tuple[str, str]]:
    """Yield every text of `data` with the pointer to it."""
    return _texts(_plain(asdict(data)), "")


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case datetime() | date():
            return value.isoformat()
        case _:
            return value


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield pointer, value
        case dict():
            for key, inner in value.items():
                yield from _texts(inner, f"{pointer}/{key}")
        case list():
            for index, inner in enumerate(value):
                yield from _texts(inner, f"{pointer}/{index}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
