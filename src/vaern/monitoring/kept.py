"""Controls kept packed, a few hundred bytes each, and unpacked when one is looked at.

What the kernel looks at for every fix lies in arrays (`watch`); the terms of a control are asked for only
when a fix tells something. A zone's corners are kept once, in those arrays, and its GeoJSON not at all.
"""

from __future__ import annotations

import io
import pickle
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar, overload

from vaern.monitoring.rules import MonitoringRules
from vaern.monitoring.terms import Control, Span, Zone
from vaern.zones import Outline

REMEMBERED = 4096
"""So many controls, and so many zones, stay unpacked."""
GEOMETRY: dict[str, Any] = {}
"""Stands for the GeoJSON of a kept zone: its outline is what is left of it."""
Find = Callable[[int], Outline]
Key = TypeVar("Key")
Value = TypeVar("Value")


class Packer:
    """Takes controls one by one."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("q", [0])
        self._shared: list[Any] = []
        self._zones = 0

    def add(self, control: Control) -> None:
        """Pack one more; its zones are numbered on."""
        into = io.BytesIO()
        _Pickler(
            into, self._shared, {id(zone.outline): self._zones + n for n, zone in enumerate(control.zones)}
        ).dump(control)
        self._bytes += into.getbuffer()
        self._ends.append(len(self._bytes))
        self._zones += len(control.zones)

    def kept(self, outline: Find) -> Kept:
        """Return the controls; `outline` finds a zone's by its number."""
        return Kept(bytes(self._bytes), self._ends, tuple(self._shared), outline)


class Kept(Sequence[Control]):
    """Packed controls, read like a tuple of them."""

    def __init__(self, packed: bytes, ends: array[int], shared: tuple[Any, ...], outline: Find) -> None:
        self._packed, self._ends, self._shared, self._outline = packed, ends, shared, outline
        self._recent: dict[int, Control] = {}

    def parts(self) -> tuple[bytes, array[int], tuple[Any, ...]]:
        """Return what they are made of, but for the way to find an outline."""
        return self._packed, self._ends, self._shared

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> Control: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Control]: ...
    def __getitem__(self, index: int | slice) -> Control | Sequence[Control]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = int(index)
        control = self._recent.get(number)
        if control is None:
            if not 0 <= number < len(self):
                raise IndexError("no control has this number")
            packed = io.BytesIO(memoryview(self._packed)[self._ends[number] : self._ends[number + 1]])
            control = _Unpickler(packed, self._shared, self._outline).load()
            remember(self._recent, number, control)
        return control


class Watched(NamedTuple):
    """A zone of a control, and the stretches of time in which it holds, in order."""

    control: int
    zone: Zone
    forbids: tuple[Span, ...]

    def stretch(self, at: int) -> Span | None:
        """Return the stretch that holds a moment."""
        before = bisect_right(self.forbids, at, key=_begins) - 1
        span = self.forbids[before] if before >= 0 else None
        return span if span is not None and at <= span.ends else None

    def why_ended(self, control: Control, at: int) -> str:
        """Return what ended the stretch whose last moment this was."""
        if at >= control.valid.ends:
            return "control_ended"
        permitted = any(span.holds(at + 1) for span in control.permissions)
        return "permission_began" if permitted else "hours_ended"


def remember(recent: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep one more at hand, forgetting all others when there are too many."""
    if len(recent) >= REMEMBERED:
        recent.clear()
    recent[key] = value


class _Pickler(pickle.Pickler):
    """Writes rules and classes once for all controls, and zones without their outlines and GeoJSON."""

    def __init__(self, into: io.BytesIO, shared: list[Any], outlines: dict[int, int]) -> None:
        super().__init__(into, pickle.HIGHEST_PROTOCOL)
        self._shared, self._outlines = shared, outlines

    def persistent_id(self, value: Any) -> int | tuple[int] | None:
        if isinstance(value, Outline):
            return (self._outlines[id(value)],)
        if isinstance(value, MonitoringRules | type):
            if value not in self._shared:
                self._shared.append(value)
            return self._shared.index(value)
        return None

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Zone):
            said = {name: getattr(value, name) for name in _names(Zone)} | {"geometry": GEOMETRY}
            return Zone, tuple(said.values())
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), tuple(getattr(value, name) for name in _names(type(value)))
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, packed: io.BytesIO, shared: tuple[Any, ...], outline: Find) -> None:
        super().__init__(packed)
        self._shared, self._outline = shared, outline

    def persistent_load(self, said: Any) -> Any:
        return self._outline(said[0]) if isinstance(said, tuple) else self._shared[said]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if not field.name.startswith("_"))


def _begins(span: Span) -> int:
    return span.begins
