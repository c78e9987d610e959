"""What the journal's entries say, apart from their chain: encrypted, until the law has it deleted.

A content lies under the key of the person and day that it tells of; held for a criminal case, under the
case's key instead. What tells of nobody's position is under the standing key.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag

from vaern.cases.canonical import canonical
from vaern.service.keeping import Whose
from vaern.service.safe import STANDING, KeyName, Safe

_FOR_EVER = date.max
_DAMAGED = b'{"salt": "", "content": {}}'
"""Says nothing and does not follow from its hash: the journal is broken there."""
_ROW = "SELECT c.seq, c.whose, c.day, c.held_by, c.sealed FROM contents c "


class Said(NamedTuple):
    """A content with the salt that its hash was made with."""

    salt: str
    content: dict[str, Any]


class Written(NamedTuple):
    """The canonical JSON of an entry's salt and content, when it was said, whose positions it tells of."""

    seq: int
    said_at: str | None
    text: bytes
    whose: Whose | None


class Contents:
    """Adds, deletes and holds within the caller's transaction; reads whenever."""

    def __init__(self, db: sqlite3.Connection, safe: Safe) -> None:
        self._db, self._safe = db, safe

    def add(self, all_written: Iterable[Written]) -> None:
        """Keep what entries say; whose positions they tell of has been prepared in the safe."""
        rows = [self._row(written) for written in all_written]
        self._db.executemany("INSERT INTO contents VALUES (?, ?, ?, ?, ?, NULL, ?)", rows)

    def _row(self, written: Written) -> tuple[Any, ...]:
        seq, said_at, text, whose = written
        name = self._safe.name(whose) if whose else STANDING
        until = whose.kept_until if whose else _FOR_EVER
        sealed = self._safe.encrypt(name, text, _bound(seq))
        return seq, said_at, name.pseudonym.hex(), name.day.isoformat(), until.isoformat(), sealed

    def read(self, seqs: Iterable[int]) -> dict[int, Said]:
        """Return what entries say, those that can still be read."""
        wanted = tuple(seqs)
        marks = ", ".join("?" * len(wanted))
        rows = self._db.execute(f"{_ROW} WHERE c.seq IN ({marks})", wanted)
        return dict(self._readable(rows))

    def hold(self, case: str, alarms: Iterable[str]) -> int:
        """Keep what is said of the alarms until the case ends, whatever the period; return how much it is."""
        names = tuple(dict.fromkeys(alarms))
        self._db.executemany("INSERT OR IGNORE INTO holds VALUES (?, ?)", [(case, name) for name in names])
        return sum(self._move(self._of_alarm(name, "c.held_by IS NULL"), case) for name in names)

    def is_held(self, alarm: str) -> str | None:
        """Return a case for which an alarm is held, or None."""
        row = self._db.execute("SELECT held_by FROM holds WHERE alarm = ? LIMIT 1", (alarm,)).fetchone()
        return row[0] if row else None

    def is_open(self, case: str) -> bool:
        """Say whether a case holds an alarm, or has a key that a crash left when it ended."""
        held = self._db.execute("SELECT 1 FROM holds WHERE held_by = ?", (case,)).fetchone()
        return held is not None or self._safe.has(_of_case(case))

    def end_hold(self, case: str, today: date) -> int:
        """Let what a case held follow the law's period again; return how much of it ended at once.

        What another case holds too, that one keeps.
        """
        ended = 0
        alarms = [
            alarm for (alarm,) in self._db.execute("SELECT alarm FROM holds WHERE held_by = ?", (case,))
        ]
        self._db.execute("DELETE FROM holds WHERE held_by = ?", (case,))
        for alarm in alarms:
            mine = self._of_alarm(alarm, "c.held_by = ?", case)
            other = self.is_held(alarm)
            if other:
                self._move(mine, other)
            else:
                ended += self._return(mine, today)
        return ended

    def delete_over(self, today: date) -> int:
        """Delete what no case holds and whose last day has passed; return how much."""
        over = "DELETE FROM contents WHERE kept_until < ? AND held_by IS NULL"
        return self._db.execute(over, (today.isoformat(),)).rowcount

    def case_key(self, case: str) -> KeyName:
        """Return the name of the key of what a case holds, on disk."""
        whose = _of_case(case)
        self._safe.prepare([whose])
        return self._safe.name(whose)

    def _return(self, seqs: list[int], today: date) -> int:
        over = [
            seq
            for seq in seqs
            if self._db.execute("SELECT kept_until FROM contents WHERE seq = ?", (seq,)).fetchone()[0]
            < today.isoformat()
        ]
        self._db.executemany("DELETE FROM contents WHERE seq = ?", [(seq,) for seq in over])
        self._move([seq for seq in seqs if seq not in set(over)], None)
        return len(over)

    def _move(self, seqs: list[int], case: str | None) -> int:
        for seq, said in self.read(seqs).items():
            if case is None:
                pseudonym, day = self._db.execute(
                    "SELECT whose, day FROM contents WHERE seq = ?", (seq,)
                ).fetchone()
                name = KeyName(bytes.fromhex(pseudonym), date.fromisoformat(day))
            else:
                name = self.case_key(case)
            sealed = self._safe.encrypt(name, canonical(said._asdict()), _bound(seq))
            self._db.execute("UPDATE contents SET held_by = ?, sealed = ? WHERE seq = ?", (case, sealed, seq))
        return len(seqs)

    def _of_alarm(self, alarm: str, also: str, *values: str) -> list[int]:
        query = f"SELECT c.seq FROM contents c JOIN entries e USING (seq) WHERE e.alarm = ? AND {also}"
        return [seq for (seq,) in self._db.execute(query, (alarm, *values))]

    def _readable(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Said]]:
        for seq, pseudonym, day, held_by, sealed in rows:
            own = KeyName(bytes.fromhex(pseudonym), date.fromisoformat(day))
            name = self.case_key(held_by) if held_by else own
            try:
                plain = self._safe.decrypt(name, sealed, _bound(seq))
            except InvalidTag:
                plain = _DAMAGED
            if plain is not None:
                yield seq, Said(**json.loads(plain))


def _of_case(case: str) -> Whose:
    return Whose(f"case/{case}", _FOR_EVER, _FOR_EVER)


def _bound(seq: int) -> bytes:
    return struct.pack(">Q", seq)
