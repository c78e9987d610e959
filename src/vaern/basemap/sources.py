"""Which public files make which layer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from vaern.errors import InputError


class Source(NamedTuple):
    """Files under the source folder, and the properties kept of them (new name to source name)."""

    files: tuple[str, ...]
    names: dict[str, str]


_NATURAL_EARTH = "basemap/natural_earth/ne_10m_{}_scandinavia.geojson"

LAYERS: dict[str, Source] = {
    "land": Source((_NATURAL_EARTH.format("land"), _NATURAL_EARTH.format("minor_islands")), {}),
    "coastline": Source((_NATURAL_EARTH.format("coastline"),), {}),
    "lakes": Source((_NATURAL_EARTH.format("lakes"), _NATURAL_EARTH.format("lakes_europe")), {}),
    "borders": Source((_NATURAL_EARTH.format("boundary_lines"),), {}),
    "places": Source((_NATURAL_EARTH.format("populated_places"),), {"name": "NAME", "rank": "SCALERANK"}),
    "municipalities": Source(("boundaries/dk/dagi2021_kommuner.geojson",), {"code": "kode", "name": "navn"}),
}


def read(folder: Path, file: str) -> dict[str, Any]:
    """Return a file's feature collection; InputError when it is missing or is not one."""
    try:
        collection = json.loads((folder / file).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file, "a GeoJSON file") from None
    except ValueError:
        raise InputError("not JSON", file, "a GeoJSON file") from None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise InputError("not a feature collection", file, "a GeoJSON FeatureCollection")
    return collection
