"""Drawing a zone: about an address, between roads, from a municipality, with a margin by response time."""

import pytest
from drafts import PLANE, feature
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, shape

from vaern.errors import InputError
from vaern.zones import signed_distance_m
from vaern.zones.workshop.drawing import about_address, between_roads, of_municipality, response_margin_m

LAT, LON = PLANE.lat0, PLANE.lon0


@given(st.floats(27, 72), st.floats(-179, 179), st.floats(20, 3000), st.floats(0, 360))
def test_a_circle_reaches_as_far_as_its_radius_in_every_direction(lat, lon, radius_m, turn):
    circle = about_address(lat, lon, radius_m)
    just_inside = Geodesic.WGS84.Direct(lat, lon, turn, radius_m - 0.1)
    assert signed_distance_m(circle, just_inside["lat2"], just_inside["lon2"]) <= 0.05


@given(st.floats(27, 72), st.floats(20, 3000), st.floats(0, 360))
def test_a_circle_reaches_hardly_further_than_its_radius(lat, radius_m, turn):
    beyond = Geodesic.WGS84.Direct(lat, 10, turn, radius_m + 1.0)
    assert signed_distance_m(about_address(lat, 10, radius_m), beyond["lat2"], beyond["lon2"]) > 0


def test_a_circle_without_a_radius_is_refused():
    with pytest.raises(InputError, match="without a radius"):
        about_address(LAT, LON, 0)


def block(gap_m=0.0):
    """Four roads about a block of 200 by 100 metres; `gap_m` is missing at one corner."""
    lines = {
        "Nordgade": [(-120, 50), (120, 50)],
        "Sydgade": [(-120, -50), (100 - gap_m, -50)],
        "Vestgade": [(-100, -80), (-100, 80)],
        "Østgade": [(100, -50), (100, 80)],
    }
    return [feature("residential", LineString(points), name) for name, points in lines.items()]


NAMES = ["Nordgade", "Sydgade", "Vestgade", "Østgade"]


def test_named_roads_enclose_the_block_between_them():
    area = PLANE.metres(shape(between_roads(NAMES, block(), LAT, LON)))
    assert area.area == pytest.approx(200 * 100, rel=0.01)


def test_roads_that_nearly_meet_enclose_the_block_too():
    area = PLANE.metres(shape(between_roads(NAMES, block(gap_m=10), LAT, LON)))
    assert area.area == pytest.approx(200 * 100, rel=0.01)


def test_roads_that_leave_a_gap_are_refused():
    with pytest.raises(InputError, match="enclose no area"):
        between_roads(NAMES, block(gap_m=40), LAT, LON)


def test_a_road_that_the_map_does_not_have_is_refused_by_its_place_in_the_list():
    with pytest.raises(InputError) as caught:
        between_roads(["Nordgade", "Ukendt Gade"], block(), LAT, LON)
    assert caught.value.where == "roads/1"


def test_a_municipality_is_found_by_its_name():
    area = Polygon([(10, 55), (11, 55), (11, 56), (10, 55)])
    named = of_municipality(
        "Samsø", [feature("municipality", Point(0, 0).buffer(9), "Ærø"), Named("Samsø", area)]
    )
    assert shape(named).equals(area)


def test_a_name_that_two_municipalities_share_is_refused():
    with pytest.raises(InputError, match="more than one"):
        of_municipality("Bø", [Named("Bø", Point(0, 0).buffer(1)), Named("Bø", Point(5, 5).buffer(1))])


def test_the_margin_is_how_far_he_comes_before_help_does():
    assert response_margin_m(response_s=300, speed_m_s=1.4) == pytest.approx(420)


def test_a_margin_from_nothing_is_refused():
    with pytest.raises(InputError, match="margin from nothing"):
        response_margin_m(0, 1.4)


class Named:
    """A feature that stands in degrees already."""

    def __init__(self, name, geometry):
        self.kind, self.name, self.geometry = "municipality", name, geometry
