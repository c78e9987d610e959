"""Where each case's log has come to, signed: kept elsewhere, it shows a rewriting of the whole log.

The chain in the database shows an entry that was changed; whoever may write the database can make a whole
chain anew. So the heads are exported every day, signed, to somebody who cannot write here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from vaern.cases.log import broken_at
from vaern.cases.models import Case, Entry
from vaern.errors import InputError

FORMAT = "vaern-heads-1"


class Head(NamedTuple):
    """The last entry of a case's log."""

    reference: str
    number: int
    hash: str


@dataclass(frozen=True)
class Heads:
    """Heads that somebody signed at a moment; `key` is the public key, hex."""

    at: datetime
    key: str
    heads: tuple[Head, ...]


class Wrong(NamedTuple):
    """A case whose log is not what it was: the number of the entry, and what is wrong with it."""

    reference: str
    number: int
    what: str


def heads() -> Iterator[Head]:
    """Yield the head of every case that has a log, by its reference."""
    for case in Case.objects.order_by("reference").iterator(chunk_size=500):
        last = case.entries.order_by("-number").values_list("number", "hash").first()
        if last:
            yield Head(case.reference, *last)


def signed(found: Iterable[Head], key: SigningKey, at: datetime) -> Iterator[bytes]:
    """Yield the lines of an export: what it is, one line a case, the signature over all before it."""
    whole = hashlib.sha256()
    first = {"format": FORMAT, "at": at.astimezone(UTC).isoformat(), "key": bytes(key.verify_key).hex()}
    for said in (first, *(each._asdict() for each in found)):
        line = json.dumps(said, sort_keys=True).encode() + b"\n"
        whole.update(line)
        yield line
    yield json.dumps({"signature": key.sign(whole.digest()).signature.hex()}).encode() + b"\n"


def read(content: bytes, key: str) -> Heads:
    """Return what an export says; InputError where it is cut short, changed, or signed by another key."""
    *lines, last = content.splitlines(keepends=True) or [b""]
    try:
        signature = bytes.fromhex(json.loads(last)["signature"])
        VerifyKey(bytes.fromhex(key)).verify(hashlib.sha256(b"".join(lines)).digest(), signature)
        first, *rest = (json.loads(line) for line in lines)
        found = tuple(Head(**each) for each in rest)
        return Heads(datetime.fromisoformat(first["at"]), first["key"], found)
    except (ValueError, KeyError, TypeError, BadSignatureError):
        raise InputError(
            "this is no whole export of heads that this key signed", "--against",
            "the file as it was exported, and the public key that was noted with it",
        ) from None  # fmt: skip


def wrong(against: Heads | None = None) -> Iterator[Wrong]:
    """Yield each case whose chain does not hold, or whose log no longer goes on from what was exported."""
    for case in Case.objects.order_by("reference").iterator(chunk_size=500):
        broken = broken_at(case)
        if broken is not None:
            yield Wrong(case.reference, broken, "the chain does not hold here")
    for head in against.heads if against else ():
        entry = Entry.objects.filter(case__reference=head.reference, number=head.number).first()
        if entry is None:
            yield Wrong(head.reference, head.number, "an entry that was exported is gone")
        elif entry.hash != head.hash:
            yield Wrong(head.reference, head.number, "an entry that was exported is another now")
