"""The layers that were brought in, on disk, found again by where they lie; with where they came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from vaern.errors import InputError
from vaern.zones.workshop import LAYERS, Bounds, Feature, Layers

_SCHEMA = """
CREATE TABLE IF NOT EXISTS layers (
    name TEXT PRIMARY KEY,
    source TEXT NOT NULL, licence TEXT NOT NULL, taken_on TEXT NOT NULL, count INTEGER NOT NULL,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS features (
    id INTEGER PRIMARY KEY, layer TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, wkb BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS features_of_layer ON features (layer, name);
CREATE VIRTUAL TABLE IF NOT EXISTS places USING rtree (id, west, east, south, north);
"""
_NEAR = """
SELECT layer, kind, name, wkb FROM features JOIN places USING (id)
WHERE east >= ? AND west <= ? AND north >= ? AND south <= ? ORDER BY id
"""
_COVERING = "SELECT name FROM layers WHERE west <= ? AND south <= ? AND east >= ? AND north >= ?"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a layer came from: source, licence, the day it was taken (ISO 8601), and what it covers."""

    source: str
    licence: str
    taken_on: str
    covers: Bounds


class Shelf:
    """All layers of one installation in one file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path)
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def put(self, layer: str, features: Iterable[Feature], provenance: Provenance) -> int:
        """Replace a layer whole, or leave it as it was; return how many features it has now."""
        if layer not in LAYERS:
            raise InputError("an unknown layer", "LAYER", f"one of: {', '.join(LAYERS)}")
        with self._db:
            self._db.execute(
                "DELETE FROM places WHERE id IN (SELECT id FROM features WHERE layer = ?)", (layer,)
            )
            self._db.execute("DELETE FROM features WHERE layer = ?", (layer,))
            count = sum(self._add(layer, each) for each in features if not each.geometry.is_empty)
            said = (provenance.source, provenance.licence, provenance.taken_on)
            row = (layer, *said, count, *provenance.covers)
            self._db.execute("INSERT OR REPLACE INTO layers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return count

    def near(self, zone: Bounds, beyond_deg: float = 0.0) -> Layers:
        """Return what lies in and near a zone, of every layer that covers the whole of it."""
        west, south, east, north = zone
        covering = self._db.execute(_COVERING, (west, south, east, north))
        found: dict[str, list[Feature]] = {layer: [] for (layer,) in covering}
        around = (west - beyond_deg, east + beyond_deg, south - beyond_deg, north + beyond_deg)
        for layer, kind, name, wkb in self._db.execute(_NEAR, around):
            if layer in found:
                found[layer].append(Feature(kind, name, shapely.from_wkb(wkb)))
        return Layers({layer: tuple(each) for layer, each in found.items()})

    def named(self, layer: str, names: Iterable[str]) -> list[Feature]:
        """Return the features of a layer that have one of the names."""
        query = "SELECT kind, name, wkb FROM features WHERE layer = ? AND name = ? ORDER BY id"
        rows = (row for name in names for row in self._db.execute(query, (layer, name)))
        return [Feature(kind, name, shapely.from_wkb(wkb)) for kind, name, wkb in rows]

    def listed(self) -> list[dict[str, Any]]:
        """Return each layer's name, source, licence, day and number of features."""
        columns = ("name", "source", "licence", "taken_on", "count")
        rows: Iterator[Any] = self._db.execute(f"SELECT {', '.join(columns)} FROM layers ORDER BY name")
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _add(self, layer: str, feature: Feature) -> int:
        row = (layer, feature.kind, feature.name, shapely.to_wkb(feature.geometry))
        added = self._db.execute("INSERT INTO features (layer, kind, name, wkb) VALUES (?, ?, ?, ?)", row)
        west, south, east, north = feature.geometry.bounds
        self._db.execute(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?)", (added.lastrowid, west, east, south, north)
        )
        return 1
