"""Our own batch of fixes: JSON or MessagePack, signed by the device, with a count that only rises."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgpack

from vaern.errors import InputError

MESSAGEPACK = "application/msgpack"
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of a body, its count and its hash."""

    count: int
    rows: list[dict[str, Any]]
    digest: str


def read_batch(body: bytes, media_type: str) -> Batch:
    """Return what `{"count": n, "fixes": [...]}` says; InputError with a JSON pointer where it does not."""
    try:
        said = msgpack.unpackb(body, strict_map_key=True) if media_type == MESSAGEPACK else json.loads(body)
    except (ValueError, RecursionError, msgpack.UnpackException, TypeError):
        raise InputError("the body cannot be read", "", "JSON, or MessagePack said in Content-Type") from None
    count = said.get("count") if isinstance(said, dict) else None
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 2**63:
        raise InputError("this is missing or no count", "/count", "a whole number that rises")
    rows = said.get("fixes")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise InputError("this is no array of fixes", "/fixes", f"at most {MOST_ROWS} objects")
    return Batch(count, rows, hashlib.sha256(body).hexdigest())


@dataclass
class Counted:
    """The last count of each signer, so that nothing that was said once is believed again.

    Kept after the fixes are: a count that a crash lost lets in fixes that are on disk, and they count once.
    """

    path: Path
    _last: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path.exists():
            for line in self.path.read_text("ascii").splitlines():
                name, _, rest = line.rpartition(" ")[0].rpartition(" ")
                if name and rest.isdecimal():
                    self._last[bytes.fromhex(name).decode()] = int(rest), line.rpartition(" ")[2]
        self._rewrite()

    def is_again(self, device: str, batch: Batch) -> bool:
        """Say whether this is the batch that came last, sent once more because no answer was heard."""
        return self._last.get(device) == (batch.count, batch.digest)

    def is_old(self, device: str, batch: Batch) -> bool:
        """Say whether this count has been used."""
        last = self._last.get(device)
        return last is not None and batch.count <= last[0]

    def keep(self, device: str, batch: Batch) -> None:
        """Remember a count."""
        self._last[device] = batch.count, batch.digest
        with self.path.open("a", encoding="ascii") as file:
            file.write(_line(device, batch.count, batch.digest))
        self._added += 1
        if self._added > 100_000:
            self._rewrite()

    def _rewrite(self) -> None:
        beside = self.path.with_suffix(".new")
        beside.write_text("".join(_line(name, *last) for name, last in self._last.items()), "ascii")
        beside.chmod(0o600)
        beside.replace(self.path)
        self._added = 0


def _line(device: str, count: int, digest: str) -> str:
    return f"{device.encode().hex()} {count} {digest}\n"
