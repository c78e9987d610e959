"""Machine code kept on disk is made anew when what it calls has changed."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import pytest

from vaern.zones.fingerprint import fingerprint


def plus(x: float) -> float:
    return x + 1.5


def plus_more(x: float) -> float:
    return x + 2.5


def minus(x: float) -> float:
    return x - 1.5


def module(function: Callable[[float], float] = plus, constant: float = 3.0, note: str = "") -> ModuleType:
    made = ModuleType("made")
    vars(made).update(compiled=SimpleNamespace(py_func=function), LIMIT=constant, NOTE=note)
    return made


@pytest.mark.parametrize("changed", [module(plus_more), module(minus), module(constant=4.0)])
def test_another_number_or_another_step_is_another_mark(changed: ModuleType) -> None:
    assert fingerprint(changed) != fingerprint(module())


def test_what_is_never_compiled_changes_nothing() -> None:
    assert fingerprint(module(note="a text")) == fingerprint(module())
