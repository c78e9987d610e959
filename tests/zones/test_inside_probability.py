"""Shares of the error distribution against closed forms and against a fine grid."""

from __future__ import annotations

from math import erf, pi, sqrt
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.zones import Outline, inside_probability, margin_probability
from vaern.zones.edges import gaussian_share
from vaern.zones.ellipsoid import lat_lon

LAT0, LON0 = 55.7, 12.5


def zone(*rings: list[tuple[float, float]]) -> dict[str, Any]:
    """A polygon from metres about (LAT0, LON0)."""
    there = [[lat_lon(LAT0, LON0, x, y)[::-1] for x, y in ring] for ring in rings]
    return {"type": "Polygon", "coordinates": there}


def square(half_m: float) -> list[tuple[float, float]]:
    return [(-half_m, -half_m), (half_m, -half_m), (half_m, half_m), (-half_m, half_m), (-half_m, -half_m)]


def at(x: float, y: float) -> tuple[float, float]:
    return lat_lon(LAT0, LON0, x, y)


def bell(x: float, y: float, sigma_m: float) -> tuple[Any, Any]:
    """A grid of points over five standard deviations, and the share that each stands for."""
    steps = (np.arange(250) + 0.5) / 25 - 5
    dx, dy = np.meshgrid(steps, steps)
    weights = np.exp(-(dx**2 + dy**2) / 2)
    points = np.stack([x + sigma_m * dx.ravel(), y + sigma_m * dy.ravel()], axis=1)
    return points, weights.ravel() / weights.sum()


def share_of_buffer(
    corners: list[tuple[float, float]], margin_m: float, x: float, y: float, sigma_m: float
) -> float:
    """The share in Shapely's widened polygon, drawn with many corners."""
    wider = shapely.Polygon(corners).buffer(margin_m, quad_segs=200)
    wider = shapely.geometry.polygon.orient(wider)
    lines = [np.asarray(ring.coords) for ring in (wider.exterior, *wider.interiors)]
    (ax, ay), (bx, by) = (
        np.concatenate([li[:-1] for li in lines]).T,
        np.concatenate([li[1:] for li in lines]).T,
    )
    return gaussian_share(x, y, sigma_m, *map(np.ascontiguousarray, (ax, ay, bx, by)), 0, len(ax))


def normal(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


@pytest.mark.parametrize("distance_m", [-30.0, -10.0, -1.0, 0.0, 1.0, 10.0, 30.0])
def test_beside_a_long_straight_edge_it_is_the_normal_distribution(distance_m: float) -> None:
    sigma_m = 10 / 1.51
    measured = inside_probability(zone(square(2000)), *at(2000 + distance_m, 0), 10)
    assert measured == pytest.approx(normal(-distance_m / sigma_m), abs=0.001)


@pytest.mark.parametrize("accuracy_m", [5, 50, 151, 500, 2000])
def test_in_the_middle_of_a_square_it_is_erf_squared(accuracy_m: float) -> None:
    truth = erf(100 / (accuracy_m / 1.51) / sqrt(2)) ** 2
    assert inside_probability(zone(square(100)), *at(0, 0), accuracy_m) == pytest.approx(truth, abs=0.001)


def test_at_the_corner_of_a_square_a_quarter_is_inside() -> None:
    corner = zone(square(1000))["coordinates"][0][2]
    assert inside_probability(zone(square(1000)), corner[1], corner[0], 10) == pytest.approx(0.25, abs=0.001)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0.2, 1), min_size=3, max_size=9),
    st.floats(-150, 150),
    st.floats(-150, 150),
    st.floats(2, 300),
)
def test_it_agrees_with_a_fine_grid_in_any_star(
    radii: list[float], x: float, y: float, sigma_m: float
) -> None:
    angles = np.linspace(0, 2 * pi, len(radii), endpoint=False)
    corners = [(100 * r * np.cos(a), 100 * r * np.sin(a)) for r, a in zip(radii, angles, strict=True)]
    star = zone([*corners, corners[0]])
    points, weights = bell(x, y, sigma_m)
    truth = np.sum(weights * shapely.contains_xy(shapely.Polygon(corners), *points.T))
    assert inside_probability(star, *at(x, y), sigma_m * 1.51) == pytest.approx(truth, abs=0.01)


def test_a_hole_takes_its_share_away() -> None:
    holed = zone(square(1000), square(50)[::-1])
    whole_less_hole = 1 - inside_probability(zone(square(50)), *at(20, 10), 60)
    assert inside_probability(holed, *at(20, 10), 60) == pytest.approx(whole_less_hole, abs=1e-4)


def test_without_error_it_is_certainty_on_either_side() -> None:
    assert inside_probability(zone(square(100)), *at(99, 0), 0) == 1
    assert inside_probability(zone(square(100)), *at(101, 0), 0) == 0


def test_exactly_on_the_boundary_half_is_inside() -> None:
    outline = Outline.of(zone(square(100)))
    middle = (outline.x[0] + outline.x[1]) / 2, (outline.y[0] + outline.y[1]) / 2
    assert gaussian_share(*middle, 3.0, *outline.edges, 0, 4) == pytest.approx(0.5, abs=1e-4)


def test_beside_a_long_edge_the_margin_is_the_same_edge_moved_out() -> None:
    sigma_m = 10 / 1.51
    measured = margin_probability(zone(square(2000)), 500, *at(2505, 0), 10)
    assert measured == pytest.approx(normal(-5 / sigma_m), abs=0.001)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0.2, 1), min_size=3, max_size=9),
    st.floats(-250, 250),
    st.floats(-250, 250),
    st.floats(2, 300),
    st.floats(5, 150),
)
def test_the_margin_agrees_with_the_drawn_margin_around_any_star(
    radii: list[float], x: float, y: float, sigma_m: float, margin_m: float
) -> None:
    angles = np.linspace(0, 2 * pi, len(radii), endpoint=False)
    corners = [(100 * r * np.cos(a), 100 * r * np.sin(a)) for r, a in zip(radii, angles, strict=True)]
    star = zone([*corners, corners[0]])
    measured = margin_probability(star, margin_m, *at(x, y), sigma_m * 1.51)
    assert measured == pytest.approx(share_of_buffer(corners, margin_m, x, y, sigma_m), abs=0.01)


def test_far_away_nothing_is_inside() -> None:
    assert inside_probability(zone(square(100)), *at(50_000, 0), 30) == 0
