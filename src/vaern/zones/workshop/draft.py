"""A zone on the drawing table: not ordered yet, with what must be weighed against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from vaern.zones.workshop.plane import Plane, from_geojson

KINDS = ("home", "work", "school", "route", "other")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a person has reason to be; GeoJSON in degrees, a route as a LineString."""

    kind: str
    geometry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A zone with its margin (metres), what it protects and where the respondent has reason to be.

    `secret`: the respondent must not learn where the protected places are.
    """

    geometry: Mapping[str, Any]
    margin_m: float = 0.0
    protected: tuple[Place, ...] = ()
    respondent: tuple[Place, ...] = ()
    secret: bool = False

    @property
    def plane(self) -> Plane:
        """The plane about its middle."""
        return Plane.about(from_geojson(self.geometry))

    @property
    def area(self) -> BaseGeometry:
        """The zone in metres."""
        return self.plane.metres(from_geojson(self.geometry))

    @property
    def widened(self) -> BaseGeometry:
        """The zone with its margin in metres."""
        return self.area.buffer(self.margin_m)

    def flat(self, places: tuple[Place, ...]) -> list[tuple[Place, BaseGeometry]]:
        """Return places with their shapes in metres."""
        return [(place, self.plane.metres(from_geojson(place.geometry))) for place in places]
