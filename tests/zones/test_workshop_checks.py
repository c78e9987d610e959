"""A zone is looked over before it is ordered: each check says what it saw, or that it could not look."""

import pytest
from drafts import draft, feature, place, route, square
from shapely.geometry import LineString, Point, box, shape

from vaern.zones.workshop import LAYERS, Layers, Result, look_over

EVERYWHERE = box(-9000, -9000, 9000, 9000)


def found(check, drawn, **layers):
    return [each for each in look_over(drawn, Layers(layers)) if each.check == check]


def only(check, drawn, **layers):
    (finding,) = found(check, drawn, **layers)
    return finding


def test_a_line_that_crosses_itself_is_wrong_and_nothing_else_is_looked_at():
    bow = {"type": "Polygon", "coordinates": [[[10, 55], [10.1, 55.1], [10.1, 55], [10, 55.1], [10, 55]]]}
    findings = look_over(draft().__class__(bow), Layers())
    assert [(each.check, each.result) for each in findings] == [("shape", Result.WRONG)]


@pytest.mark.parametrize(
    ("check", "layer"),
    [("land", "land"), ("roads", "roads"), ("railways", "railways"), ("size", "settlements")],
)
def test_a_check_whose_layer_is_missing_says_not_checked(check, layer):
    finding = only(check, draft())
    assert finding.result is Result.NOT_CHECKED
    assert layer in finding.reason


def test_an_imported_layer_with_nothing_near_is_not_missing():
    assert only("railways", draft(), railways=()).result is Result.FINE


def test_a_hole_that_the_margin_closes_is_told():
    ring = square(300).difference(square(100))
    assert only("holes", draft(ring, margin_m=120)).result is Result.LOOK


def test_a_hole_that_the_margin_leaves_open_is_fine():
    ring = square(300).difference(square(100))
    assert only("holes", draft(ring, margin_m=50)).result is Result.FINE


def test_a_zone_in_the_sea_is_wrong():
    land = (feature("land", box(1000, -500, 2000, 500)),)
    assert only("land", draft(), land=land).result is Result.WRONG


def test_a_zone_mostly_in_the_sea_wants_a_look():
    land = (feature("land", box(200, -500, 2000, 500)),)
    assert only("land", draft(), land=land).result is Result.LOOK


def test_a_zone_on_land_is_fine():
    assert only("land", draft(), land=(feature("land", EVERYWHERE),)).result is Result.FINE


@pytest.mark.parametrize("kind", ["home", "work", "school"])
def test_a_place_of_the_respondent_inside_weighs_on_proportionality(kind):
    finding = only("respondent", draft(respondent=(place(kind, 100, 100),)))
    assert (finding.result, finding.weighs) == (Result.LOOK, "proportionality")


def test_a_place_of_the_respondent_in_the_margin_is_told_as_such():
    finding = only("respondent", draft(respondent=(place("home", 350, 0),), margin_m=100))
    assert "margin" in finding.reason


def test_a_place_of_the_respondent_outside_is_fine():
    finding = only("respondent", draft(respondent=(place("home", 900, 0),), margin_m=100))
    assert finding.result is Result.FINE


def test_where_nobody_said_where_the_respondent_goes_it_is_not_checked():
    assert only("respondent", draft()).result is Result.NOT_CHECKED


def test_a_way_through_the_zone_gets_a_corridor_proposed():
    finding = only("respondent", draft(respondent=(route((-1000, 0), (1000, 0)),)))
    assert shape(finding.proposal).intersects(shape(draft().geometry))


def test_a_main_road_through_the_zone_gets_a_corridor_within_it():
    road = (feature("primary", LineString([(-900, 50), (900, 50)])),)
    finding = only("roads", draft(), roads=road)
    assert finding.result is Result.LOOK
    assert shape(draft().geometry).buffer(1e-6).covers(shape(finding.proposal))


def test_a_footpath_through_the_zone_is_no_main_road():
    path = (feature("footway", LineString([(-900, 50), (900, 50)])),)
    assert only("roads", draft(), roads=path).result is Result.FINE


def test_a_railway_that_passes_beside_the_zone_is_fine():
    rails = (feature("rail", LineString([(-900, 301), (900, 301)])),)
    assert only("railways", draft(), railways=rails).result is Result.FINE


def test_the_corridor_of_a_railway_says_how_long_a_transit_may_take():
    rails = (feature("rail", LineString([(-900, 0), (900, 0)])),)
    assert "at most 120 s" in only("railways", draft(), railways=rails).remedy


def test_a_zone_that_covers_a_small_town_wants_a_look():
    town = (feature("village", square(400)),)
    finding = only("size", draft(margin_m=100), settlements=town)
    assert (finding.result, finding.weighs) == (Result.LOOK, "density")


def test_a_zone_in_a_large_town_is_fine():
    assert only("size", draft(), settlements=(feature("city", EVERYWHERE),)).result is Result.FINE


def test_a_small_zone_says_which_positions_are_too_rough_for_it():
    finding = only("accuracy", draft(square(30)))
    assert "wireless network" in finding.reason
    assert "satellite" not in finding.reason


def test_findings_name_no_place():
    drawn = draft(respondent=(place("home", 10, 10),), protected=(place("home", 0, 0),), secret=True)
    layers = {layer: (feature("primary", Point(0, 0).buffer(50), "Hemmelig Vej"),) for layer in LAYERS}
    for finding in look_over(drawn, Layers(layers)):
        assert "Hemmelig" not in finding.reason + finding.remedy
        assert "10.39" not in finding.reason + finding.remedy
