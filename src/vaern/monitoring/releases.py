"""Fixes that the law opened, made into rows when somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import overload

from vaern.monitoring.alarm import Released
from vaern.monitoring.fix import NO_SEQ, SOURCES, FixBatch, Floats
from vaern.monitoring.walk import Opened


class Releases(Sequence[Released]):
    """Rows of several parts one after the other, read like a tuple of them."""

    def __init__(self, *parts: Sequence[Released]) -> None:
        self._parts = tuple(part for part in parts if len(part))

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Released]:
        return chain.from_iterable(self._parts)

    @overload
    def __getitem__(self, index: int) -> Released: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Released]: ...
    def __getitem__(self, index: int | slice) -> Released | Sequence[Released]:
        return tuple(self)[index]

    def __add__(self, later: Sequence[Released]) -> Releases:
        return Releases(*self._parts, *(later._parts if isinstance(later, Releases) else (later,)))

    def __radd__(self, earlier: Sequence[Released]) -> Releases:
        return Releases(earlier, *self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Releases | tuple) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class PlacedRows(Sequence[Released]):
    """A row for each fix and zone, with every figure a third party needs to compute it again."""

    def __init__(self, fixes: FixBatch, accuracy_m: Floats, opened: Opened) -> None:
        self._fixes, self._accuracy_m, self._opened = fixes.take(opened.fix), accuracy_m[opened.fix], opened

    def __len__(self) -> int:
        return len(self._opened.fix)

    def __iter__(self) -> Iterator[Released]:
        return iter(self._rows)

    @cached_property
    def _rows(self) -> tuple[Released, ...]:
        return tuple(self._made())

    def _made(self) -> Iterator[Released]:
        fixes, opened = self._fixes, self._opened
        columns = (
            opened.name, opened.at, opened.distance_m, opened.margin_m, opened.in_zone, opened.in_margin,
            opened.bearing_out_deg, fixes.device, fixes.received_at, fixes.lat, fixes.lon, self._accuracy_m,
            fixes.source, fixes.seq,
        )  # fmt: skip
        for row in zip(*(column.tolist() for column in columns), strict=True):
            (
                which,
                at,
                distance_m,
                margin_m,
                in_zone,
                in_margin,
                out,
                device,
                received_at,
                *place,
                source,
                seq,
            ) = row
            lat, lon, error_m = place
            name, has_margin = opened.names[which], margin_m > 0
            yield Released(
                device=fixes.devices[device],
                control=name.control,
                zone=name.place,
                alarm=str(name),
                fixed_at=at,
                received_at=received_at,
                lat=lat,
                lon=lon,
                accuracy_m=error_m,
                source=SOURCES[source],
                seq=None if seq == NO_SEQ else seq,
                distance_m=round(distance_m, 3),
                margin_m=margin_m,
                margin_distance_m=round(distance_m - margin_m, 3) if has_margin else None,
                inside_probability=in_zone,
                margin_probability=in_margin if has_margin else None,
                bearing_out_deg=out,
            )

    @overload
    def __getitem__(self, index: int) -> Released: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Released]: ...
    def __getitem__(self, index: int | slice) -> Released | Sequence[Released]:
        return self._rows[index]
