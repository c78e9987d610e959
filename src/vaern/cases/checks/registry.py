"""Which checks an event has to pass before it stands in the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from vaern.cases.events import Event
from vaern.cases.file import CaseFile

Check = Callable[[CaseFile, Event], None]
Checking = TypeVar("Checking", bound=Callable[..., None])
_CHECKS: dict[str, list[Check]] = {}


def check(*events: type[Event]) -> Callable[[Checking], Checking]:
    """Register a check for these events. It takes `(file, event)`: the case before the event, and the event.

    It raises `InputError(found, "/field", expected)`: whole sentences in the reader's language, what was
    found with the provision or limit it meets, and what to do. They stand beside the field.
    """

    def registered(function: Checking) -> Checking:
        for event in events:
            _CHECKS.setdefault(event.type, []).append(function)
        return function

    return registered


def checks_of(event_type: str) -> tuple[Check, ...]:
    """Return the checks of an event type, in the order in which they were written."""
    return tuple(_CHECKS.get(event_type, ()))
