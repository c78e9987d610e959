"""The journal: what the service said, in order, each entry chained to the one before by its hash.

`content_sha256` is the SHA-256 of the canonical JSON of {"salt", "content"}; `sha256` that of
{"seq", "at", "kind", "content_sha256", "previous"}. The content lies apart from the chain, encrypted,
so that it can be deleted when the law says so: the chain stays whole, and the salt keeps anybody from
guessing what it was.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from vaern.cases.canonical import canonical, sha256
from vaern.service.contents import Contents, Said, Written
from vaern.service.keeping import Whose

BEGINNING = "0" * 64
_ENTRY = "SELECT e.seq, e.at, e.kind, e.content_sha256, e.previous, e.sha256 FROM entries e "
_LATEST = (
    "SELECT seq FROM (SELECT seq, row_number() OVER"
    " (PARTITION BY alarm ORDER BY said_at DESC, seq DESC) AS place"
    " FROM entries JOIN contents USING (seq) WHERE kind = 'alarm') WHERE place = 1"
)
_BEGAN = (
    "SELECT alarm, min(said_at) FROM entries JOIN contents USING (seq) WHERE kind = 'alarm' GROUP BY alarm"
)
_READ_AT_ONCE = 500


class Entry(NamedTuple):
    """One entry; `content` and `salt` are None once they were deleted."""

    seq: int
    at: str
    kind: str
    salt: str | None
    content: dict[str, Any] | None
    content_sha256: str
    previous: str
    sha256: str


class Telling(NamedTuple):
    """What is to be told; `whose` positions it tells of ends with their keys, None where of nobody's."""

    kind: str
    content: dict[str, Any]
    whose: Whose | None = None


class Journal:
    """Appends within the caller's transaction; reads whenever."""

    def __init__(self, db: sqlite3.Connection, contents: Contents) -> None:
        self._db, self._contents = db, contents

    def append(self, at: str, kind: str, content: dict[str, Any], whose: Whose | None = None) -> None:
        """Chain one more entry to the end, as `extend` does."""
        self.extend(at, [Telling(kind, content, whose)])

    def extend(self, at: str, tellings: Iterable[Telling]) -> None:
        """Chain entries to the end, in order; `at` is ISO 8601 by the service's clock."""
        last, previous = self._end()
        entries, said = [], []
        for seq, (kind, content, whose) in enumerate(tellings, start=last + 1):
            text = canonical({"salt": secrets.token_hex(16), "content": content})
            content_sha256 = hashlib.sha256(text).hexdigest()
            digest = _digest(seq, at, kind, content_sha256, previous)
            entries.append((seq, at, kind, content.get("alarm"), content_sha256, previous, digest))
            said.append(Written(seq, content.get("at"), text, whose))
            previous = digest
        self._db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", entries)
        self._contents.add(said)

    def last(self) -> int:
        """Return the sequence number of the newest entry, 0 before the first."""
        return self._end()[0]

    def after(self, seq: int, limit: int = 500) -> list[Entry]:
        """Return the next entries after `seq`, at most `limit`."""
        return self._entries(_ENTRY + "WHERE e.seq > ? ORDER BY e.seq LIMIT ?", (seq, limit))

    def of_alarm(self, alarm: str) -> list[Entry]:
        """Return everything that was said of one alarm and released by it, oldest first."""
        return self._entries(_ENTRY + "WHERE e.alarm = ? ORDER BY e.seq", (alarm,))

    def latest_of_each_alarm(self) -> list[Entry]:
        """Return the event of every alarm that is latest in its own time, the newest alarm last.

        A final event is written down after the provisional ones that run ahead of it.
        """
        return self._entries(_ENTRY + f"WHERE e.seq IN ({_LATEST}) ORDER BY e.seq", ())

    def began(self) -> dict[str, str]:
        """Return when each alarm began in its own time, as far as anything of it is still kept."""
        return dict(self._db.execute(_BEGAN))

    def broken_at(self) -> int | None:
        """Return the first entry that does not follow from the one before, or None."""
        previous = BEGINNING
        for number, entry in enumerate(self._entries(_ENTRY + "ORDER BY e.seq", ()), start=1):
            if entry.seq != number or entry.previous != previous or not follows(entry):
                return number
            previous = entry.sha256
        return None

    def _end(self) -> tuple[int, str]:
        row = self._db.execute("SELECT seq, sha256 FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        return row or (0, BEGINNING)

    def _entries(self, query: str, parameters: Iterable[Any]) -> list[Entry]:
        rows = self._db.execute(query, tuple(parameters)).fetchall()
        said: dict[int, Said] = {}
        for begin in range(0, len(rows), _READ_AT_ONCE):
            said |= self._contents.read(row[0] for row in rows[begin : begin + _READ_AT_ONCE])
        return [Entry(*row[:3], *said.get(row[0], (None, None)), *row[3:]) for row in rows]


def follows(entry: Entry) -> bool:
    """Say whether the entry's hashes are those of what it says."""
    kept = entry.content is None or entry.content_sha256 == sha256(
        {"salt": entry.salt, "content": entry.content}
    )
    return kept and entry.sha256 == _digest(*entry[:3], entry.content_sha256, entry.previous)


def _digest(seq: int, at: str, kind: str, content_sha256: str, previous: str) -> str:
    """Return the SHA-256 of the canonical JSON of an entry, written out: it is asked for every entry."""
    said = (
        f'{{"at":{json.dumps(at)},"content_sha256":"{content_sha256}","kind":"{kind}",'
        f'"previous":"{previous}","seq":{seq}}}'
    )
    return hashlib.sha256(said.encode()).hexdigest()
