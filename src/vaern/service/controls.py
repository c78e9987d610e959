"""Every version of every control, with the time since which it was in force."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from vaern.cases.canonical import canonical, sha256
from vaern.service.safe import STANDING, Safe


class Version(NamedTuple):
    """A control as it was put, in force since `since_ms` (milliseconds since 1970)."""

    since_ms: int
    sha256: str
    control: dict[str, Any]


class ControlBook:
    """Adds within the caller's transaction; no version is ever changed."""

    def __init__(self, db: sqlite3.Connection, safe: Safe) -> None:
        self._db, self._safe = db, safe

    def add(self, control: dict[str, Any], since_ms: int) -> None:
        """Keep `control` as the version in force from `since_ms` on."""
        digest = sha256(control)
        sealed = self._safe.encrypt(STANDING, canonical(control), digest.encode())
        row = (control["id"], since_ms, digest, sealed)
        self._db.execute("INSERT INTO controls VALUES (?, ?, ?, ?)", row)

    def in_force(self, control: str, at_ms: int) -> Version | None:
        """Return the version in force at `at_ms`; the first one for what happened before it was put here."""
        kept = self._versions(control)
        return next((each for each in reversed(kept) if each.since_ms <= at_ms), kept[0] if kept else None)

    def zone_since_ms(self, version: Version, zone: str) -> int:
        """Return since when the zone has had the geometry that it has in `version`, without a break."""
        geometry, since_ms = zone_hashes(version.control)[zone], version.since_ms
        for earlier in reversed(self._versions(version.control["id"])):
            if earlier.since_ms > version.since_ms:
                continue
            if zone_hashes(earlier.control).get(zone) != geometry:
                break
            since_ms = earlier.since_ms
        return since_ms

    def _versions(self, control: str) -> list[Version]:
        found = self._db.execute(
            "SELECT since_ms, sha256, sealed FROM controls WHERE control = ? ORDER BY rowid", (control,)
        )
        return [self._version(*row) for row in found]

    def all(self) -> list[Version]:
        """Return every version of every control, in the order in which they were put."""
        found = self._db.execute("SELECT since_ms, sha256, sealed FROM controls ORDER BY rowid")
        return [self._version(*row) for row in found]

    def _version(self, since_ms: int, digest: str, sealed: bytes) -> Version:
        control = self._safe.decrypt(STANDING, sealed, digest.encode()) or b"null"
        return Version(since_ms, digest, json.loads(control))


def zone_hashes(control: dict[str, Any]) -> dict[str, str]:
    """Return the SHA-256 of the canonical JSON of each zone's geometry, by zone."""
    return {zone["id"]: sha256(zone["geometry"]) for zone in control["zones"]}
