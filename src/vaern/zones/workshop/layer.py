"""What a map knows around a zone, layer by layer; a layer that nobody imported is missing, not empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
LAYERS = ("addresses", "roads", "railways", "settlements", "land", "municipalities")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map: its kind as the source calls it, its name, its shape in degrees (lon, lat)."""

    kind: str
    name: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Layers:
    """The features near a zone, by layer; a layer that is not a key has not been imported for that place."""

    features: Mapping[str, tuple[Feature, ...]] = field(default_factory=dict)

    def of(self, layer: str) -> tuple[Feature, ...] | None:
        """Return a layer's features, or None where nobody imported it."""
        return self.features.get(layer)
