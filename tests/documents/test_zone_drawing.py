"""A zone drawn to scale: its lengths on paper are its lengths on the ground."""

import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.documents.drawing import HEIGHT_MM, LABEL_MM, WIDTH_MM, Spot, draw, polygons_of
from vaern.errors import InputError


def square(lat: float, lon: float, side: float = 0.01):
    return (
        (
            (
                (lon, lat),
                (lon + side, lat),
                (lon + side, lat + side),
                (lon, lat + side),
                (lon, lat),
            ),
        ),
    )


def mm_per_m(drawing) -> float:
    label, unit = drawing["bar"]["label"].split()
    metres = float(label.replace(",", ".")) * (1000 if unit == "km" else 1)
    return drawing["bar"]["length"] / metres


@settings(max_examples=40, deadline=None)
@given(lat=st.floats(27, 72), lon=st.floats(-179, 178), side=st.floats(0.0005, 0.04))
def test_a_side_on_paper_is_the_geodesic_by_the_scale_bar(lat, lon, side):
    drawing = draw(square(lat, lon, side))
    (west, south), (east, south_too) = drawing["zone"][0][:2]
    truth_m = Geodesic.WGS84.Inverse(lat, lon, lat, lon + side)["s12"]
    assert math.dist((west, south), (east, south_too)) / mm_per_m(drawing) == pytest.approx(truth_m, rel=2e-3)


@settings(max_examples=40, deadline=None)
@given(lat=st.floats(27, 72), side=st.floats(0.0005, 0.1), margin_m=st.floats(1, 2000))
def test_everything_drawn_lies_within_the_frame(lat, side, margin_m):
    drawing = draw(square(lat, 10.0, side), margin_m, [Spot(10.0 - side, lat, 5.0, "1")])
    points = [point for ring in drawing["margin"] for point in ring] + [drawing["spots"][0]["at"]]
    assert all(0 <= x <= WIDTH_MM and 0 <= y <= drawing["height"] <= HEIGHT_MM + 1e-6 for x, y in points)


def test_north_is_up_and_east_is_right():
    (west, south), (east, _), (_, north), *_ = draw(square(55.0, 10.0))["zone"][0]
    assert west < east
    assert north < south


def test_the_margin_stands_as_far_out_as_it_is_wide():
    drawing = draw(square(55.0, 10.0), margin_m=100.0)
    gap_mm = min(x for x, _ in drawing["zone"][0]) - min(x for x, _ in drawing["margin"][0])
    assert gap_mm / mm_per_m(drawing) == pytest.approx(100.0, rel=1e-2)


def test_without_a_margin_none_is_drawn():
    assert draw(square(55.0, 10.0))["margin"] == []


def test_an_accuracy_circle_has_its_radius_to_scale():
    drawing = draw(square(55.0, 10.0), spots=[Spot(10.005, 55.005, 50.0, "1")])
    assert drawing["spots"][0]["radius"] / mm_per_m(drawing) == pytest.approx(50.0)


def test_labels_that_would_print_over_one_another_are_left_out():
    drawing = draw(square(55.0, 10.0), spots=[Spot(10.005, 55.005, 5, "1"), Spot(10.005, 55.005, 5, "2")])
    assert [spot["label"] for spot in drawing["spots"]] == ["1", ""]


def test_labels_that_stand_clear_are_kept():
    drawing = draw(square(55.0, 10.0), spots=[Spot(10.001, 55.005, 5, "1"), Spot(10.009, 55.005, 5, "2")])
    first, second = drawing["spots"]
    assert math.dist(first["at"], second["at"]) > LABEL_MM
    assert second["label"] == "2"


def test_a_hole_and_a_second_polygon_are_drawn():
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [
            [
                [[10, 55], [10.01, 55], [10.01, 55.01], [10, 55.01], [10, 55]],
                [[10.004, 55.004], [10.004, 55.006], [10.006, 55.006], [10.006, 55.004], [10.004, 55.004]],
            ],
            [[[10.02, 55], [10.03, 55], [10.03, 55.01], [10.02, 55.01], [10.02, 55]]],
        ],
    }
    assert len(draw(polygons_of(geometry))["zone"]) == 3


def test_a_polygon_with_heights_is_read_without_them():
    geometry = {"type": "Polygon", "coordinates": [[[10, 55, 3.0], [10.01, 55, 3.0], [10, 55.01, 3.0]]]}
    assert polygons_of(geometry)[0][0][0] == (10, 55)


def test_a_drawing_without_a_zone_is_refused():
    with pytest.raises(InputError, match="without a zone"):
        draw(())


def test_the_scale_bar_of_a_wide_zone_is_in_kilometres():
    assert draw(square(55.0, 10.0, 0.3))["bar"]["label"].endswith(" km")
