"""A JSON value that knows where it stands, so that whatever is wrong with it can be pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from math import isfinite
from typing import Any, NoReturn

from vaern.errors import InputError


class Node:
    """One value of a JSON document and its JSON pointer; no method ever repeats the value in an error."""

    def __init__(self, value: Any, where: str = "") -> None:
        self.value = value
        self.where = where

    def refuse(self, error: str, expected: str) -> NoReturn:
        """Raise InputError at this place."""
        raise InputError(error, self.where or "/", expected)

    def __getitem__(self, key: str) -> Node:
        """Return a member of an object; absent is null."""
        return Node(self._object().get(key), f"{self.where}/{key}")

    def only(self, *keys: str) -> None:
        """Refuse an object with a member that nobody judges: a misspelt setting must not pass in silence."""
        for key in self._object():
            if key not in keys:
                self.refuse("this object has a field that is not known", "one of: " + ", ".join(keys))

    def is_null(self) -> bool:
        """Return whether nothing stands here."""
        return self.value is None

    def items(self) -> Iterator[Node]:
        """Yield the items of an array; null holds none."""
        if not isinstance(self.value, list | None):
            self.refuse("this is not an array", "an array")
        for index, item in enumerate(self.value or []):
            yield Node(item, f"{self.where}/{index}")

    def text(self, default: str | None = None) -> str:
        """Return a text that is not empty."""
        if self.value is None and default is not None:
            return default
        if not isinstance(self.value, str) or not self.value:
            self.refuse("this is missing or not a text", "a text")
        return self.value

    def number(self, default: float | None = None) -> float:
        """Return a finite number that is not negative."""
        if self.value is None and default is not None:
            return default
        if (
            isinstance(self.value, bool)
            or not isinstance(self.value, int | float)
            or not isfinite(self.value)
        ):
            self.refuse("this is missing or not a number", "a number")
        if self.value < 0:
            self.refuse("this number is negative", "zero or more")
        return float(self.value)

    def number_or_none(self) -> float | None:
        """Return a finite number that is not negative, or None."""
        return None if self.is_null() else self.number()

    def positive(self, default: float | None = None) -> float:
        """Return a finite number above zero."""
        number = self.number(default)
        if number == 0:
            self.refuse("this number is zero", "more than zero")
        return number

    def milliseconds(self, default: int | None = None) -> int:
        """Return an ISO 8601 time with an offset as milliseconds since 1970."""
        if self.value is None and default is not None:
            return default
        try:
            time = datetime.fromisoformat(self.value)
        except (TypeError, ValueError):
            self.refuse("this is missing or not a time", "a time as 2026-05-01T12:00:00+02:00")
        if time.utcoffset() is None:
            self.refuse("this time has no offset", "a time as 2026-05-01T12:00:00+02:00")
        return round(time.timestamp() * 1000)

    def _object(self) -> Mapping[str, Any]:
        if not isinstance(self.value, Mapping):
            self.refuse("this is missing or not an object", "an object")
        return self.value
