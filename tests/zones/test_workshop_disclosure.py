"""A zone must not tell where somebody hides."""

from drafts import PLANE, draft, drawn, feature, place, square
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from vaern.zones.workshop import Layers, Result, look_over
from vaern.zones.workshop.disclosure import moved

SEED = b"kept with the case"


def disclosure(zone, *protected, seed=SEED, **layers):
    findings = look_over(draft(zone, protected=protected, secret=True), Layers(layers), secret_seed=seed)
    return next(each for each in findings if each.check == "disclosure")


def test_a_circle_about_the_secret_place_gives_it_away():
    assert disclosure(Point(0, 0).buffer(500), place("home", 0, 0)).result is Result.WRONG


def test_a_place_at_the_edge_is_not_pointed_at():
    assert disclosure(Point(0, 0).buffer(500), place("home", 350, 0)).result is Result.FINE


def test_a_part_of_a_zone_can_give_away_too():
    parts = Point(0, 0).buffer(500).union(Point(3000, 0).buffer(400))
    assert disclosure(parts, place("work", 3000, 0)).result is Result.WRONG


def test_a_zone_that_need_not_be_secret_is_not_asked():
    findings = look_over(draft(Point(0, 0).buffer(500), protected=(place("home", 0, 0),)), Layers())
    assert all(each.check != "disclosure" for each in findings)


def test_without_the_secret_place_it_is_not_checked():
    assert disclosure(square()).result is Result.NOT_CHECKED


def test_without_a_secret_seed_no_alternative_is_drawn():
    assert disclosure(square(), place("home", 0, 0), seed=None).proposal is None


def test_the_alternative_holds_the_zone_and_its_middle_is_elsewhere():
    finding = disclosure(Point(0, 0).buffer(500), place("home", 0, 0))
    alternative = PLANE.metres(shape(finding.proposal))
    assert alternative.buffer(0.1).covers(Point(0, 0).buffer(500))
    assert alternative.centroid.distance(Point(0, 0)) > 100


def test_the_alternative_does_not_give_away_what_the_zone_did():
    finding = disclosure(Point(0, 0).buffer(500), place("home", 0, 0))
    again = disclosure(PLANE.metres(shape(finding.proposal)), place("home", 0, 0))
    assert again.result is Result.FINE


@given(st.binary(min_size=1, max_size=32))
def test_whatever_the_seed_the_alternative_holds_the_zone(seed):
    zone = square(250)
    assert moved(zone, seed).buffer(0.01).covers(zone)


def test_the_same_case_gets_the_same_alternative():
    assert drawn(moved(square(), SEED)) == drawn(moved(square(), SEED))


def anonymity(count):
    homes = tuple(feature("address", Point(number, 0)) for number in range(count))
    findings = look_over(draft(protected=(place("home", 0, 0),), secret=True), Layers({"addresses": homes}))
    return next(each for each in findings if each.check == "anonymity")


def test_a_zone_with_few_addresses_can_be_searched():
    assert anonymity(49).result is Result.WRONG


def test_a_zone_with_many_addresses_hides_one():
    assert anonymity(50).result is Result.FINE


def test_without_addresses_nobody_counted():
    findings = look_over(draft(secret=True), Layers())
    assert next(each for each in findings if each.check == "anonymity").result is Result.NOT_CHECKED
