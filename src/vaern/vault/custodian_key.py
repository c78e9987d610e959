"""Which of the custodian's public keys is in force: one a line, each from its day on."""

from __future__ import annotations

from datetime import date

from vaern.errors import InputError

_EXPECTED = "a line of 64 hexadecimal digits; a later key on a line of its own, as `… from 2027-01-01`"
_KEY_BYTES = 32


def key_in_force(written: str, today: date) -> bytes:
    """Return the key of the latest day that has come; what was sealed before stays with the key before."""
    found = [(begins, key) for begins, key in map(_read, written.strip().splitlines()) if begins <= today]
    if not found:
        raise InputError("no custodian's key is in force yet", "custodian.pub", _EXPECTED)
    return max(found)[1]


def _read(line: str) -> tuple[date, bytes]:
    said, _, begins = line.partition(" from ")
    try:
        key, day = bytes.fromhex(said), date.fromisoformat(begins.strip()) if begins else date.min
    except ValueError:
        key, day = b"", date.min
    if len(key) != _KEY_BYTES:
        raise InputError("this is not a custodian's public key", "custodian.pub", _EXPECTED)
    return day, key
