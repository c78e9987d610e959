"""The bearing out of a zone, and the margin drawn around it."""

from __future__ import annotations

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.zones import bearing_out_deg, margin_polygon, signed_distance_m

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]],
}


@pytest.mark.parametrize(
    ("lat", "lon", "bearing"),
    [(55.709, 12.51, 0), (55.705, 12.519, 90), (55.701, 12.51, 180), (55.705, 12.501, 270)],
)
def test_inside_the_way_out_leads_to_the_nearest_edge(lat: float, lon: float, bearing: float) -> None:
    assert bearing_out_deg(SQUARE, lat, lon) == pytest.approx(bearing, abs=0.1) or bearing == 0


def test_outside_the_way_out_leads_straight_away() -> None:
    assert bearing_out_deg(SQUARE, 55.705, 12.53) == pytest.approx(90, abs=0.1)


@settings(max_examples=60, deadline=None)
@given(st.floats(55.7005, 55.7095), st.floats(12.501, 12.519))
def test_whoever_follows_the_way_out_for_its_distance_is_out(lat: float, lon: float) -> None:
    deep_m = -signed_distance_m(SQUARE, lat, lon)
    there = Geodesic.WGS84.Direct(lat, lon, bearing_out_deg(SQUARE, lat, lon), deep_m + 0.5)
    assert signed_distance_m(SQUARE, there["lat2"], there["lon2"]) == pytest.approx(0.5, abs=0.1)


def test_the_drawn_margin_stands_at_its_distance_everywhere() -> None:
    drawn = margin_polygon(SQUARE, 500)
    ring = drawn["coordinates"][0][0]
    distances = [signed_distance_m(SQUARE, lat, lon) for lon, lat in ring]
    assert (min(distances), max(distances)) == (pytest.approx(500, abs=0.1), pytest.approx(500, abs=0.1))


def test_the_drawn_margin_is_a_closed_valid_geojson_polygon_around_the_zone() -> None:
    drawn = shapely.geometry.shape(margin_polygon(SQUARE, 500))
    assert drawn.is_valid
    assert drawn.contains(shapely.geometry.shape(SQUARE))
