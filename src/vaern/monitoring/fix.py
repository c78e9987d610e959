"""One message of a device, and many of them as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

SOURCES = ("gnss", "wifi", "cell", "radio")
DEFAULT_ACCURACY_M = {"gnss": 10.0, "wifi": 50.0, "cell": 2000.0, "radio": 100.0}
"""Radius with 68 % of the probability where a fix states none: our assumptions, not measured."""

EVENTS = (
    "",
    "strap_cut",
    "case_opened",
    "not_worn",
    "separated",
    "jamming",
    "charging",
    "power_off",
    "planned_off",
    "installed",
    "removed",
    "maintenance",
    "firmware",
    "self_test",
    "button",
    "radio_near",
    "radio_lost",
)
NO_SEQ = np.iinfo(np.int64).min
"""Stands in the `seq` column where a device sent no counter."""

Number = TypeVar("Number", bound=np.generic)
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Fix:
    """A message of a device: times in milliseconds since 1970 UTC, WGS 84 degrees, metres, seconds."""

    device: str
    fixed_at: int
    received_at: int
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    source: str = "gnss"
    seq: int | None = None
    battery_pct: float | None = None
    next_s: float | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class FixBatch:
    """Fixes as columns of one length; NaN where a value is missing.

    `device`, `source` and `event` hold indices into `devices`, `SOURCES` and `EVENTS`.
    """

    devices: tuple[str, ...]
    device: Codes
    fixed_at: Ints
    received_at: Ints
    lat: Floats
    lon: Floats
    accuracy_m: Floats
    source: Codes
    seq: Ints
    battery_pct: Floats
    next_s: Floats
    event: Codes

    @classmethod
    def of(cls, fixes: Sequence[Fix]) -> FixBatch:
        """Return `fixes` as columns in the same order; ValueError on an unknown source or event."""
        devices = tuple(dict.fromkeys(fix.device for fix in fixes))
        code = {device: index for index, device in enumerate(devices)}
        return cls(
            devices=devices,
            device=np.array([code[fix.device] for fix in fixes], np.int32),
            fixed_at=np.array([fix.fixed_at for fix in fixes], np.int64),
            received_at=np.array([fix.received_at for fix in fixes], np.int64),
            lat=_floats([fix.lat for fix in fixes]),
            lon=_floats([fix.lon for fix in fixes]),
            accuracy_m=_floats([fix.accuracy_m for fix in fixes]),
            source=np.array([SOURCES.index(fix.source) for fix in fixes], np.int32),
            seq=np.array([NO_SEQ if fix.seq is None else fix.seq for fix in fixes], np.int64),
            battery_pct=_floats([fix.battery_pct for fix in fixes]),
            next_s=_floats([fix.next_s for fix in fixes]),
            event=np.array([EVENTS.index(fix.event) for fix in fixes], np.int32),
        )

    @classmethod
    def joined(cls, batches: Sequence[FixBatch]) -> FixBatch:
        """Return the batches one after the other, their device tables made one where they differ."""
        if all(batch.devices is batches[0].devices for batch in batches):
            same = {name: np.concatenate([getattr(batch, name) for batch in batches]) for name in COLUMNS}
            return cls(devices=batches[0].devices, **same)
        used = [np.unique(batch.device) for batch in batches]
        names = [
            [batch.devices[n] for n in codes.tolist()] for batch, codes in zip(batches, used, strict=True)
        ]
        code = {name: number for number, name in enumerate(dict.fromkeys(chain.from_iterable(names)))}
        device = [
            np.array([code[name] for name in own], np.int32)[np.searchsorted(codes, batch.device)]
            for batch, codes, own in zip(batches, used, names, strict=True)
        ]
        columns = {
            name: np.concatenate([getattr(batch, name) for batch in batches])
            for name in COLUMNS
            if name != "device"
        }
        return cls(devices=tuple(code), device=np.concatenate(device), **columns)

    def __len__(self) -> int:
        return len(self.fixed_at)

    def take(self, indices: npt.ArrayLike | slice) -> FixBatch:
        """Return the rows that `indices` (numbers, a mask or a slice) chooses, in its order."""
        chosen: Any = indices
        columns = {name: getattr(self, name)[chosen] for name in COLUMNS}
        return FixBatch(devices=self.devices, **columns)

    def by_device(self, read: Callable[[str], int], kind: type[Number]) -> npt.NDArray[Number]:
        """Return for each row what `read` says of its device, asked once for each that can be among them."""
        if len(self) >= len(self.devices):
            return np.array([read(device) for device in self.devices], kind)[self.device]
        codes, which = np.unique(self.device, return_inverse=True)
        return np.array([read(self.devices[code]) for code in codes.tolist()], kind)[which]

    def parts(self, size: int) -> Iterator[FixBatch]:
        """Yield the rows in order, so many at a time."""
        for begin in range(0, len(self), size):
            yield self.take(slice(begin, begin + size))

    def fix(self, index: int) -> Fix:
        """Return one row as a Fix."""
        seq = int(self.seq[index])
        return Fix(
            device=self.devices[self.device[index]],
            fixed_at=int(self.fixed_at[index]),
            received_at=int(self.received_at[index]),
            lat=_number(self.lat[index]),
            lon=_number(self.lon[index]),
            accuracy_m=_number(self.accuracy_m[index]),
            source=SOURCES[self.source[index]],
            seq=None if seq == NO_SEQ else seq,
            battery_pct=_number(self.battery_pct[index]),
            next_s=_number(self.next_s[index]),
            event=EVENTS[self.event[index]],
        )


COLUMNS = tuple(field.name for field in fields(FixBatch) if field.name != "devices")


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _number(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
