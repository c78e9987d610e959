"""A receipt that a day was destroyed, signed so that it can be shown to somebody else."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from nacl.encoding import HexEncoder
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from vaern.vault.disk import keep_secret, room_to_write

_KEY_FILE = "receipts.key"
RECEIPTS = "receipts.jsonl"


class Destroyed(NamedTuple):
    """What was destroyed: `sealed` or `released` fixes, whose (by pseudonym), of which day, its keys, why."""

    what: str
    pseudonym: bytes
    day: date
    keys: list[str]
    because: str


class Receipts:
    """Signs with the vault's own Ed25519 key and keeps a line of each receipt."""

    def __init__(self, folder: Path) -> None:
        path = folder / _KEY_FILE
        if not path.exists():
            keep_secret(path, bytes(SigningKey.generate()))
        self._key = SigningKey(path.read_bytes())
        self._kept = folder / RECEIPTS

    def give(self, destroyed: Sequence[Destroyed], at: datetime) -> list[dict[str, Any]]:
        """Return a signed receipt for each; all are on disk when this returns."""
        receipts = [self._signed(each, at) for each in destroyed]
        if receipts:
            with room_to_write(), open(self._kept, "a", encoding="utf-8", opener=_owners_alone) as file:
                file.writelines(json.dumps(receipt, sort_keys=True) + "\n" for receipt in receipts)
                file.flush()
                os.fsync(file.fileno())
        return receipts

    def _signed(self, destroyed: Destroyed, at: datetime) -> dict[str, Any]:
        receipt: dict[str, Any] = {
            "what": destroyed.what,
            "destroyed": sorted(destroyed.keys),
            "pseudonym": destroyed.pseudonym.hex(),
            "day": destroyed.day.isoformat(),
            "because": destroyed.because,
            "at": at.isoformat(),
            "public_key": self._key.verify_key.encode(HexEncoder).decode(),
        }
        return receipt | {"signature": self._key.sign(_signed_bytes(receipt)).signature.hex()}


def is_genuine(receipt: dict[str, Any]) -> bool:
    """Say whether the receipt is signed by the key it names; whose key that is, must be known otherwise."""
    try:
        VerifyKey(receipt["public_key"], HexEncoder).verify(
            _signed_bytes(receipt), bytes.fromhex(receipt["signature"])
        )
    except BadSignatureError:
        return False
    return True


def _signed_bytes(receipt: dict[str, Any]) -> bytes:
    said = {name: value for name, value in receipt.items() if name != "signature"}
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _owners_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
