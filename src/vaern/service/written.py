"""An input or a state of the engine as bytes: a head of JSON, then every array as it lies in memory.

The head's length (4 bytes, big-endian) comes first. The head is {"said": what is JSON, "apart": [[name, type,
length], ...], "devices": {name: [device, ...]}}; the arrays follow in the order of `apart`, little-endian. A
FixBatch stands as its columns, named `name.column`; bytes stand under the type "".
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from vaern.monitoring.fix import COLUMNS, FixBatch

_LENGTH = struct.Struct(">I")


def to_bytes(said: Mapping[str, Any]) -> bytes:
    """Return `said` as bytes: its values are JSON, or an array of one dimension, bytes or a FixBatch."""
    return b"".join(to_parts(said))


def to_parts(said: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the bytes of `said` part by part."""
    said = {name: _narrow(value) if isinstance(value, FixBatch) else value for name, value in said.items()}
    apart = dict(_apart(said))
    devices = {name: value.devices for name, value in said.items() if isinstance(value, FixBatch)}
    head = {
        "said": {name: value for name, value in said.items() if not _is_apart(value)},
        "apart": [[name, _type(value), len(value)] for name, value in apart.items()],
        "devices": devices,
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    yield from (_LENGTH.pack(len(text)), text)
    yield from map(_raw, apart.values())


def from_bytes(written: bytes) -> dict[str, Any]:
    """Return what `to_bytes` was given."""
    (length,) = _LENGTH.unpack_from(written)
    at = _LENGTH.size + length
    head = json.loads(written[_LENGTH.size : at])
    found: dict[str, Any] = {}
    for name, code, many in head["apart"]:
        kind = np.dtype(code or "u1")
        array = np.frombuffer(written, kind, many, offset=at)
        found[name] = array.astype(kind.newbyteorder("="), copy=False) if code else array.tobytes()
        at += array.nbytes
    for name, devices in head["devices"].items():
        columns = {column: found.pop(f"{name}.{column}") for column in COLUMNS}
        found[name] = FixBatch(devices=tuple(devices), **columns)
    return {**head["said"], **found}


def _narrow(fixes: FixBatch) -> FixBatch:
    """Return the fixes without the names of devices that none of them is of."""
    if len(fixes.devices) <= len(fixes):
        return fixes
    used, code = np.unique(fixes.device, return_inverse=True)
    devices = tuple(fixes.devices[device] for device in used.tolist())
    return replace(fixes, devices=devices, device=code.astype(np.int32))


def _is_apart(value: Any) -> bool:
    return isinstance(value, np.ndarray | bytes | FixBatch)


def _apart(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in said.items():
        if isinstance(value, FixBatch):
            yield from ((f"{name}.{column}", getattr(value, column)) for column in COLUMNS)
        elif _is_apart(value):
            yield name, value


def _type(value: Any) -> str:
    return "" if isinstance(value, bytes) else str(value.dtype.newbyteorder("<").str)


def _raw(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    raw: bytes = value.astype(value.dtype.newbyteorder("<"), copy=False).tobytes()
    return raw
