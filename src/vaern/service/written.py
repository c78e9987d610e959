"""An input of the engine as bytes: fixes as raw columns, everything else as JSON."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np

from vaern.monitoring.fix import COLUMNS, FixBatch

_LENGTH = struct.Struct(">I")
_EMPTY = FixBatch.of([])


def to_bytes(said: Mapping[str, Any]) -> bytes:
    """Return `said`, of which `fixes` may be a FixBatch, as bytes."""
    batch = said.get("fixes")
    if not isinstance(batch, FixBatch):
        return _with_head(said, b"")
    head = {**said, "fixes": {"devices": list(batch.devices), "rows": len(batch)}}
    columns = (getattr(batch, name).astype(_kind(name), copy=False) for name in COLUMNS)
    return _with_head(head, b"".join(column.tobytes() for column in columns))


def from_bytes(written: bytes) -> dict[str, Any]:
    """Return what `to_bytes` was given."""
    (length,) = _LENGTH.unpack_from(written)
    at = _LENGTH.size + length
    said: dict[str, Any] = json.loads(written[_LENGTH.size : at])
    if not isinstance(said.get("fixes"), dict):
        return said
    rows, columns = said["fixes"]["rows"], {}
    for name in COLUMNS:
        kind = _kind(name)
        columns[name] = np.frombuffer(written, kind, rows, offset=at).astype(kind.newbyteorder("="))
        at += rows * kind.itemsize
    return {**said, "fixes": FixBatch(devices=tuple(said["fixes"]["devices"]), **columns)}


def _with_head(head: Mapping[str, Any], rest: bytes) -> bytes:
    text = json.dumps(head, separators=(",", ":")).encode()
    return _LENGTH.pack(len(text)) + text + rest


def _kind(name: str) -> np.dtype[Any]:
    kind: np.dtype[Any] = getattr(_EMPTY, name).dtype
    return kind.newbyteorder("<")
