"""One sealed fix as 72 bytes, little-endian: the same length for every fix, so that none stands out.

A record of kind FIX holds the fix; its device is a number, given by the NAME records of the same chain
before it, each with up to 64 bytes of the device's id in UTF-8. Sources and events stand as their places in
`vaern.monitoring.fix.SOURCES` and `EVENTS`, which only ever grow at their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from vaern.monitoring.fix import EVENTS, NO_SEQ, SOURCES, Fix, FixBatch, Indices

Bytes = npt.NDArray[np.uint8]
Records = npt.NDArray[np.void]

FIX, NAME = 1, 2
_HEAD: list[Any] = [("kind", "u1"), ("source", "u1"), ("event", "u1"), ("length", "u1"), ("device", "<u4")]
_NUMBERS: list[Any] = [("fixed_at", "<i8"), ("received_at", "<i8"), ("seq", "<i8")]
_DEGREES: list[Any] = [(name, "<f8") for name in ("lat", "lon", "accuracy_m", "battery_pct", "next_s")]
LAYOUT = np.dtype(_HEAD + _NUMBERS + _DEGREES)
_TEXT = np.dtype([*_HEAD, ("text", "S64")])
RECORD_BYTES = LAYOUT.itemsize
_TEXT_BYTES = 64


def fix_records(fixes: FixBatch) -> Records:
    """Return a record for each fix; `device` is to be filled in by the chain that takes it."""
    records = np.zeros(len(fixes), LAYOUT)
    records["kind"] = FIX
    for name in ("source", "event", *(field for field, _ in _NUMBERS + _DEGREES)):
        records[name] = getattr(fixes, name)
    return records


def name_records(devices: Sequence[str], numbers: Sequence[int]) -> tuple[Records, Indices]:
    """Return the records that say which device bears which number, and the place in `devices` of each."""
    parts = [
        (place, part) for place, device in enumerate(devices) for part in _parts(device.encode() or b"\0")
    ]
    records = np.zeros(len(parts), _TEXT)
    records["kind"] = NAME
    records["device"] = [numbers[place] for place, _ in parts]
    records["length"] = [len(part) for _, part in parts]
    records["text"] = [part for _, part in parts]
    return records.view(LAYOUT), np.array([place for place, _ in parts], np.intp)


def _parts(text: bytes) -> Iterator[bytes]:
    return (text[at : at + _TEXT_BYTES] for at in range(0, len(text), _TEXT_BYTES))


def fixes_in(records: Iterable[bytes]) -> Iterator[Fix]:
    """Yield the fixes of one chain's records, in the order in which they were sealed."""
    names: dict[int, bytes] = {}
    for record in records:
        said = np.frombuffer(record, LAYOUT)[0]
        number = int(said["device"])
        if said["kind"] == NAME:
            names[number] = names.get(number, b"") + record[8 : 8 + int(said["length"])]
        else:
            yield _fix(said, names[number].rstrip(b"\0").decode())


def _fix(said: Any, device: str) -> Fix:
    seq = int(said["seq"])
    return Fix(
        device=device,
        fixed_at=int(said["fixed_at"]),
        received_at=int(said["received_at"]),
        source=SOURCES[int(said["source"])],
        event=EVENTS[int(said["event"])],
        seq=None if seq == NO_SEQ else seq,
        **{name: _number(said[name]) for name, _ in _DEGREES},
    )


def _number(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
