"""OpenStreetMap extracts (.osm, .osm.pbf …) as layers of the workshop."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium
import shapely
from osmium.geom import WKBFactory

from vaern.errors import InputError
from vaern.zones.workshop import Bounds, Feature

_WKB = WKBFactory()
SETTLED = ("residential",)
PLACES = ("city", "town", "village", "suburb", "hamlet")


def read(path: Path, layer: str) -> tuple[list[Feature], Bounds]:
    """Return the features of one layer and what the extract covers.

    InputError where the file is no extract. What the extract cuts through (a way whose points are missing)
    is left out; an extract without railways tells that there are none.
    """
    if layer not in READERS:
        known = ", ".join(READERS)
        raise InputError("a layer that is not read from OpenStreetMap", "LAYER", f"one of: {known}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            in_order = _in_order(path, Path(folder))
            return list(_read(in_order, layer)), _covered(path, in_order)
    except (RuntimeError, OSError) as error:
        raise InputError("this is not an OpenStreetMap extract", "FILE", "a .osm or .osm.pbf file") from error


def _covered(path: Path, in_order: Path) -> Bounds:
    box = osmium.FileProcessor(str(path)).header.box()
    if box.valid():
        return box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat
    found: Iterator[Any] = iter(osmium.FileProcessor(str(in_order), osmium.osm.NODE))
    nodes = [(node.lon, node.lat) for node in found]
    west, south, east, north = shapely.MultiPoint(nodes).bounds
    return west, south, east, north


def _in_order(path: Path, folder: Path) -> Path:
    """Return the extract sorted by type and number, as areas are built from it."""
    sorted_path = folder / "sorted.osm.pbf"
    reader, writer = osmium.MergeInputReader(), osmium.SimpleWriter(str(sorted_path))
    reader.add_file(str(path))
    reader.apply(writer, simplify=True)
    writer.close()
    return sorted_path


def _read(path: Path, layer: str) -> Iterator[Feature]:
    for thing in osmium.FileProcessor(str(path)).with_areas():
        found = READERS[layer](thing)
        shape = _shape(thing) if found else None
        if found and shape is not None:
            yield Feature(*found, shape)


def _shape(thing: Any) -> Any:
    try:
        if thing.is_area():
            return shapely.from_wkb(_WKB.create_multipolygon(thing), on_invalid="ignore")
        if thing.is_way():
            return shapely.from_wkb(_WKB.create_linestring(thing), on_invalid="ignore")
        return shapely.Point(thing.lon, thing.lat)
    except (RuntimeError, osmium.InvalidLocationError):
        return None


def _address(thing: Any) -> tuple[str, str] | None:
    number, street = thing.tags.get("addr:housenumber"), thing.tags.get("addr:street")
    is_whole = thing.is_area() or thing.is_node()
    return ("address", f"{street} {number}") if number and street and is_whole else None


def _road(thing: Any) -> tuple[str, str] | None:
    kind = thing.tags.get("highway")
    return (kind, thing.tags.get("name", "")) if kind and thing.is_way() else None


def _railway(thing: Any) -> tuple[str, str] | None:
    kind = thing.tags.get("railway")
    return (kind, thing.tags.get("name", "")) if kind and thing.is_way() else None


def _settlement(thing: Any) -> tuple[str, str] | None:
    kind = thing.tags.get("landuse") if thing.tags.get("landuse") in SETTLED else thing.tags.get("place")
    settled = kind in (*SETTLED, *PLACES) and thing.is_area()
    return (kind, thing.tags.get("name", "")) if settled else None


READERS = {"addresses": _address, "roads": _road, "railways": _railway, "settlements": _settlement}
