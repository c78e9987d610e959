"""Reads what came in, strictly: a refusal says what was found, where (a JSON pointer), what was expected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from vaern.errors import InputError

FARTHEST = timedelta(days=2)
"""More than any two clocks of the world lie apart."""

Read: TypeAlias = Callable[[Any, str], Any]


def record(value: object, where: str, fields: Mapping[str, Read]) -> dict[str, Any]:
    """Return the known fields of a JSON object; null counts as absent.

    An unknown field is refused at the object that has it: its name may say who somebody is.
    """
    if not isinstance(value, Mapping):
        raise InputError("not an object", where, "a JSON object")
    for name in value:
        if name not in fields:
            raise InputError("unknown field", where, f"one of: {', '.join(fields)}")
    return {
        name: read(value[name], f"{where}/{name}")
        for name, read in fields.items()
        if value.get(name) is not None
    }


def pointer(where: str, name: object) -> str:
    """Return the JSON pointer one step further in."""
    return f"{where}/{str(name).replace('~', '~0').replace('/', '~1')}"


def listing(read: Read) -> Read:
    """Read a JSON array, each element with `read`."""

    def read_list(value: object, where: str) -> list[Any]:
        if not isinstance(value, list):
            raise InputError("not an array", where, "a JSON array")
        return [read(each, pointer(where, place)) for place, each in enumerate(value)]

    return read_list


def one_of(allowed: Collection[str]) -> Read:
    """Read one of the allowed words."""

    def read_word(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise InputError("unknown value", where, f"one of: {', '.join(allowed)}")
        return value

    return read_word


def text(value: object, where: str) -> str:
    """Read a string."""
    if not isinstance(value, str):
        raise InputError("not a string", where, "a string")
    return value


def flag(value: object, where: str) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise InputError("not a truth value", where, "true, false or null")
    return value


def moment(value: object, where: str) -> datetime:
    """Read an ISO 8601 time; a time without an offset is refused."""
    expected = "an ISO 8601 time with an offset, e.g. 2026-05-04T10:00:00+02:00"
    try:
        read = datetime.fromisoformat(text(value, where))
    except ValueError as error:
        raise _as_input_error(error, "not a time", where, expected) from None
    if read.utcoffset() is None:
        raise InputError("time without an offset", where, expected)
    if not _is_a_time_everywhere(read):
        raise InputError("a time at the edge of the calendar", where, expected)
    return read


def _is_a_time_everywhere(read: datetime) -> bool:
    """Tell whether the moment has a date on every clock of the world."""
    try:
        return read.astimezone(UTC) - FARTHEST < read.astimezone(UTC) + FARTHEST
    except OverflowError:
        return False


def day(value: object, where: str) -> date:
    """Read an ISO 8601 date."""
    try:
        return date.fromisoformat(text(value, where))
    except ValueError as error:
        raise _as_input_error(error, "not a date", where, "an ISO 8601 date, e.g. 2031-01-02") from None


def months(value: object, where: str) -> float:
    """Read a maximum penalty: a number of months, or "life" as infinity."""
    if value == "life":
        return float("inf")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise InputError("not a maximum penalty", where, 'a number of months, or "life"')
    return float(value)


def required(known: Mapping[str, Any], name: str, where: str, expected: str) -> Any:
    """Return a field that cannot be left out."""
    if name not in known:
        raise InputError("missing field", pointer(where, name), expected)
    return known[name]


def _as_input_error(error: ValueError, found: str, where: str, expected: str) -> InputError:
    return error if isinstance(error, InputError) else InputError(found, where, expected)
