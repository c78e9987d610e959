"""The layers of the basemap, cut and stripped: pure, GeoJSON in, GeoJSON out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry import mapping, shape

FRAME = (5.5, 53.6, 17.0, 59.2)
"""West, south, east, north in degrees: Denmark and the coasts about it."""
DECIMALS = 4
"""Coordinates move by at most 6 metres; shared borders move together, so that none comes apart."""


def layer(collections: Iterable[dict[str, Any]], names: dict[str, str]) -> dict[str, Any]:
    """Return as one collection what lies in the frame; `names` maps each kept property to its source name."""
    cut = [_cut(feature, names) for collection in collections for feature in collection["features"]]
    return {"type": "FeatureCollection", "features": [feature for feature in cut if feature]}


def _cut(feature: dict[str, Any], names: dict[str, str]) -> dict[str, Any] | None:
    inside = shapely.clip_by_rect(shape(feature["geometry"]), *FRAME)
    if inside.is_empty:
        return None
    geometry = mapping(inside)
    return {
        "type": "Feature",
        "properties": {new: feature["properties"][old] for new, old in names.items()},
        "geometry": {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])},
    }


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates[0], float):
        return [round(each, DECIMALS) for each in coordinates]
    return [_rounded(each) for each in coordinates]
