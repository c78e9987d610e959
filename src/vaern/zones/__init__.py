"""Metric geometry of prohibited zones on the WGS 84 ellipsoid: distance, uncertainty, the way out; pure."""

from vaern.zones.check import check_zone
from vaern.zones.measure import (
    bearing_out_deg,
    inside_probability,
    margin_polygon,
    margin_probability,
    signed_distance_m,
)
from vaern.zones.outline import Outline

__all__ = [
    "Outline",
    "bearing_out_deg",
    "check_zone",
    "inside_probability",
    "margin_polygon",
    "margin_probability",
    "signed_distance_m",
]
