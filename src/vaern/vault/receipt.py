"""A receipt that a day was destroyed, signed so that it can be shown to somebody else."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

from nacl.encoding import HexEncoder
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from vaern.vault.disk import keep_secret

_KEY_FILE = "receipts.key"
_RECEIPTS = "receipts.jsonl"


class Receipts:
    """Signs with the vault's own Ed25519 key and keeps a line of each receipt."""

    def __init__(self, folder: Path) -> None:
        path = folder / _KEY_FILE
        if not path.exists():
            keep_secret(path, bytes(SigningKey.generate()))
        self._key = SigningKey(path.read_bytes())
        self._kept = folder / _RECEIPTS

    def give(self, pseudonym: bytes, day: date, chains: list[bytes], at: datetime) -> dict[str, Any]:
        """Return and keep the signed receipt: whose (by pseudonym), which day, which chains, when."""
        receipt: dict[str, Any] = {
            "destroyed": sorted(chain.hex() for chain in chains),
            "pseudonym": pseudonym.hex(),
            "day": day.isoformat(),
            "at": at.isoformat(),
            "public_key": self._key.verify_key.encode(HexEncoder).decode(),
        }
        receipt["signature"] = self._key.sign(_signed_bytes(receipt)).signature.hex()
        with self._kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(receipt, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return receipt


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
