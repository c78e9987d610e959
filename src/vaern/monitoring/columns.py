"""What the kernel looks at for each fix, in columns: devices within controls, hours and margins, outlines."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vaern.monitoring.fix import Codes, Floats, Indices, Ints
from vaern.zones import Outline

Singles = npt.NDArray[np.float32]
STRANGER = -1
"""Code of a device that no control knows."""
SPECIAL = 16
"""The trait of a control by which something is to be asked of each fix at its zones (see Watch)."""
SLACK = 1.05
"""Bounding boxes reach a little too far rather than too short."""


class Pairs(NamedTuple):
    """A device within a control, as columns: pairs first[d]..first[d+1]-1 are device d's."""

    first: Codes
    device: Codes
    control: Codes
    protected: npt.NDArray[np.bool_]
    begins: Ints
    ends: Ints
    allowed_ms: Ints
    person: Codes


class Parties(NamedTuple):
    """Pairs of controls that watch a distance: first[c]..first[c+1]-1 are control c's; metres a control."""

    first: Codes
    pair: Codes
    alarm_m: Floats
    ordered_m: Floats


class Pieces(NamedTuple):
    """When each zone holds and with which margin, as columns.

    Zones zones[c]..zones[c+1]-1 are control c's; rows first[z]..first[z+1]-1 are zone z's, in order of time.
    A row that `goes_on` is of the stretch of the row before it: only the margin has changed.
    """

    zones: Codes
    first: Codes
    begins: Ints
    ends: Ints
    margin_m: Floats
    widest_m: Singles
    required: npt.NDArray[np.bool_]
    goes_on: npt.NDArray[np.bool_]

    def hold(self, zone: int, at: int) -> bool:
        """Return whether a zone holds at a moment."""
        rows = slice(self.first[zone], self.first[zone + 1])
        return bool(((self.begins[rows] <= at) & (at <= self.ends[rows])).any())


class About(NamedTuple):
    """The other zones about one, and the stretch of time in which they are the same."""

    begins: int
    ends: int
    zones: tuple[int, ...]


class Shapes(NamedTuple):
    """The zones' outlines one after the other: corners first[z]..first[z+1]-1 are zone z's (see Outline).

    What only bounding boxes are made of has single precision, rounded to the safe side.
    """

    first: Indices
    lat0: Floats
    lon0: Floats
    reach_lat: Singles
    reach_lon: Singles
    lat_per_m: Singles
    lon_per_m: Singles
    x: Floats
    y: Floats

    def outline(self, zone: int) -> Outline:
        """Return a zone's outline, its corners as views."""
        own = slice(self.first[zone], self.first[zone + 1])
        lat0, lon0 = float(self.lat0[zone]), float(self.lon0[zone])
        reach_lat, reach_lon = float(self.reach_lat[zone]), float(self.reach_lon[zone])
        return Outline(lat0, lon0, self.x[own], self.y[own], reach_lat, reach_lon)


def boxes_meet(shapes: Shapes, zone: int, other: int) -> bool:
    """Tell whether two zones' bounding boxes touch."""
    around = abs(shapes.lon0[zone] - shapes.lon0[other])
    apart_lat = abs(shapes.lat0[zone] - shapes.lat0[other])
    reach_lat = shapes.reach_lat[zone] + shapes.reach_lat[other]
    reach_lon = shapes.reach_lon[zone] + shapes.reach_lon[other]
    return bool(apart_lat <= reach_lat and min(around, 360.0 - around) <= reach_lon)
