"""How many fixes were accepted, repeated, refused, released and sealed, since the service first started."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

NAMES = ("accepted", "repeated", "refused", "released", "sealed")


class Counts:
    """Numbers beside the journal; added within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, more: Mapping[str, int]) -> None:
        """Add `more` to the numbers of its names."""
        self._db.executemany(
            "INSERT INTO counts VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET number = number + excluded.number",
            more.items(),
        )

    def read(self) -> dict[str, int]:
        """Return every number, zero where nothing was counted."""
        return dict.fromkeys(NAMES, 0) | dict(self._db.execute("SELECT name, number FROM counts"))
