"""One way to write a JSON value as bytes, so that a hash means the same everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> bytes:
    """Return `value` as UTF-8 JSON with sorted keys and no spaces."""
    return _ENCODER.encode(value).encode()


def sha256(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON of `value`, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
