"""Distances to a zone against the geodesics of geographiclib, not against our own plane."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import cos, inf, pi, radians, sin, sqrt
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.zones import check_zone, signed_distance_m

EARTH = Geodesic.WGS84
SQUARE = [[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
HOLE = [[12.508, 55.704], [12.508, 55.706], [12.512, 55.706], [12.512, 55.704], [12.508, 55.704]]


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def least(f: Callable[[float], float], low: float, high: float) -> float:
    """Golden-section search for the smallest value of `f`."""
    golden = (sqrt(5) - 1) / 2
    left, right = high - golden * (high - low), low + golden * (high - low)
    at_left, at_right = f(left), f(right)
    while high - low > 1e-3:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - golden * (high - low)
            at_left = f(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + golden * (high - low)
            at_right = f(right)
    return min(at_left, at_right)


def true_distance_m(ring: list[list[float]], lat: float, lon: float) -> float:
    """Metres to the nearest point of the geodesics between the ring's corners."""
    nearest = inf
    for (lon1, lat1), (lon2, lat2) in pairwise(ring):
        line = EARTH.InverseLine(lat1, lon1, lat2, lon2)

        def away(s: float, line: Any = line) -> float:
            point = line.Position(s)
            return float(EARTH.Inverse(point["lat2"], point["lon2"], lat, lon)["s12"])

        nearest = min(nearest, least(away, 0, line.s13))
    return nearest


@st.composite
def rings_about(draw: Any) -> list[list[float]]:
    """A star-shaped ring of 3-7 corners, 50 m to 20 km across, between 27° and 72°."""
    lat, lon = draw(st.floats(27.5, 71.5)), draw(st.floats(-179, 179))
    size_deg = draw(st.floats(0.0005, 0.2))
    corners = draw(st.integers(3, 7))
    radii = draw(st.lists(st.floats(0.3, 1), min_size=corners, max_size=corners))
    ring = [
        [
            lon + size_deg * r * cos(2 * pi * k / corners) / cos(radians(lat)),
            lat + size_deg * r * sin(2 * pi * k / corners),
        ]
        for k, r in enumerate(radii)
    ]
    return [*ring, ring[0]]


@settings(max_examples=40, deadline=None)
@given(rings_about(), st.integers(0, 2), st.floats(0, 360), st.floats(0, 4.69))
def test_a_distance_is_right_to_a_metre_or_a_thousandth_up_to_50_km(
    ring: list[list[float]], corner: int, azimuth: float, magnitude: float
) -> None:
    lon, lat = ring[corner]
    position = EARTH.Direct(lat, lon, azimuth, 10**magnitude)
    truth = true_distance_m(ring, position["lat2"], position["lon2"])
    measured = abs(signed_distance_m(polygon(ring), position["lat2"], position["lon2"]))
    assert measured == pytest.approx(truth, rel=1e-3, abs=1.0)


def test_a_long_edge_is_a_geodesic_and_not_a_parallel() -> None:
    ring = [[10.0, 60.0], [10.0, 59.9], [11.0, 59.9], [11.0, 60.0], [10.0, 60.0]]
    middle_of_the_parallel = (60.0, 10.5)
    truth = true_distance_m(ring, *middle_of_the_parallel)
    assert truth > 100
    assert signed_distance_m(polygon(ring), *middle_of_the_parallel) == pytest.approx(-truth, abs=1.0)


def test_inside_is_negative_and_outside_positive() -> None:
    assert signed_distance_m(polygon(SQUARE), 55.705, 12.51) < -500
    assert signed_distance_m(polygon(SQUARE), 55.705, 12.53) > 500


def test_a_position_on_the_boundary_is_at_no_distance() -> None:
    assert signed_distance_m(polygon(SQUARE), 55.705, 12.52) == pytest.approx(0, abs=0.01)


def test_a_hole_is_outside() -> None:
    assert signed_distance_m(polygon(SQUARE, HOLE), 55.705, 12.51) == pytest.approx(111, abs=3)


@pytest.mark.parametrize("turned", [SQUARE, SQUARE[::-1]])
def test_the_direction_in_which_a_ring_is_drawn_changes_nothing(turned: list[list[float]]) -> None:
    assert signed_distance_m(polygon(turned), 55.705, 12.51) < 0


def test_of_several_parts_the_nearest_counts() -> None:
    east = [[lon + 0.1, lat] for lon, lat in SQUARE]
    both = {"type": "MultiPolygon", "coordinates": [[SQUARE], [east]]}
    assert signed_distance_m(both, 55.705, 12.61) < 0
    assert signed_distance_m(both, 55.705, 12.53) == pytest.approx(629, abs=2)


def test_a_zone_across_the_date_line_is_one_zone() -> None:
    ring = [[179.99, 65.0], [-179.99, 65.0], [-179.99, 65.01], [179.99, 65.01], [179.99, 65.0]]
    assert check_zone(polygon(ring)) == []
    assert signed_distance_m(polygon(ring), 65.005, -179.999) == pytest.approx(-424, abs=2)
