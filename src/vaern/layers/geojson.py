"""Official files as GeoJSON (municipalities, land, settlements …) as layers of the workshop."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from vaern.errors import InputError
from vaern.zones.workshop import Bounds, Feature


def read(path: Path, kind_property: str | None, name_property: str | None) -> tuple[list[Feature], Bounds]:
    """Return every feature, and what they cover together.

    `kind_property` and `name_property` are where the file keeps kind and name. InputError names the feature
    that cannot be used; polygons that cross themselves are mended.
    """
    found = list(_read(path, kind_property, name_property))
    if not found:
        raise InputError("the file holds no features", "FILE", "a GeoJSON FeatureCollection")
    west, south, east, north = shapely.GeometryCollection([each.geometry for each in found]).bounds
    return found, (west, south, east, north)


def _read(path: Path, kind_property: str | None, name_property: str | None) -> Iterator[Feature]:
    for number, feature in enumerate(_features(path)):
        where = f"FILE#/features/{number}"
        properties = feature.get("properties") or {}
        kind, name = (_property(properties, each, where) for each in (kind_property, name_property))
        try:
            geometry = shapely.make_valid(shape(feature["geometry"]))
        except (ShapelyError, KeyError, TypeError, ValueError, AttributeError):
            raise InputError("a feature without a usable geometry", where, "a GeoJSON geometry") from None
        yield Feature(kind, name, geometry)


def _features(path: Path) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise InputError("the file cannot be read", "FILE", "a GeoJSON file in UTF-8") from None
    except ValueError:
        raise InputError("the file is not JSON", "FILE", "a GeoJSON FeatureCollection") from None
    found = data.get("features") if isinstance(data, dict) else None
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise InputError("the file holds no features", "FILE", "a GeoJSON FeatureCollection")
    return found


def _property(properties: Mapping[str, Any], name: str | None, where: str) -> str:
    if name is None:
        return ""
    if name not in properties:
        raise InputError("a feature without the named property", where, "a property that every feature has")
    return "" if properties[name] is None else str(properties[name])
