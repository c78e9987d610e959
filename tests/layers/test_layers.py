"""Map layers are brought in whole, found again by place, and known for what they cover."""

import json

import pytest
from shapely.geometry import Point, box, mapping

from vaern.errors import InputError
from vaern.layers import Provenance, Shelf, geojson, osm
from vaern.zones.workshop import Feature

OSM = """<osm version="0.6">
 <bounds minlat="55.39" minlon="10.38" maxlat="55.41" maxlon="10.40"/>
 <node id="4" lat="55.400" lon="10.390"><tag k="addr:street" v="Østgade"/>
  <tag k="addr:housenumber" v="7 A"/></node>
 <node id="1" lat="55.398" lon="10.385"/>
 <node id="2" lat="55.398" lon="10.395"/>
 <node id="3" lat="55.402" lon="10.395"/>
 <way id="22"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="landuse" v="residential"/></way>
 <way id="21"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="name" v="Nordgade"/></way>
 <way id="23"><nd ref="1"/><nd ref="99"/><tag k="highway" v="primary"/><tag k="name" v="cut off"/></way>
</osm>
"""
ODBL = Provenance("OpenStreetMap contributors", "ODbL 1.0", "2026-05-04", (10.38, 55.39, 10.40, 55.41))


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "town.osm"
    path.write_text(OSM, encoding="utf-8")
    return path


@pytest.fixture
def shelf(tmp_path):
    opened = Shelf(tmp_path / "layers.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ("addresses", [("address", "Østgade 7 A")]),
        ("roads", [("primary", "Nordgade")]),
        ("railways", []),
        ("settlements", [("residential", "")]),
    ],
)
def test_an_extract_in_any_order_is_read_layer_by_layer(extract, layer, expected):
    found, _ = osm.read(extract, layer)
    assert [(each.kind, each.name) for each in found] == expected


def test_an_extract_says_what_it_covers(extract):
    assert osm.read(extract, "roads")[1] == pytest.approx((10.38, 55.39, 10.40, 55.41))


def test_what_is_no_extract_is_refused(tmp_path):
    path = tmp_path / "town.osm"
    path.write_text("not a map", encoding="utf-8")
    with pytest.raises(InputError, match="not an OpenStreetMap extract"):
        osm.read(path, "roads")


def test_a_layer_that_openstreetmap_is_not_read_for_is_refused(extract):
    with pytest.raises(InputError, match="not read from OpenStreetMap"):
        osm.read(extract, "municipalities")


def official(tmp_path, *features):
    path = tmp_path / "official.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def one(name, geometry):
    return {"type": "Feature", "properties": {"navn": name}, "geometry": geometry}


def test_an_official_file_is_read_with_its_names(tmp_path):
    path = official(tmp_path, one("Samsø", mapping(box(10.5, 55.7, 10.7, 56.0))))
    (found,), covers = geojson.read(path, None, "navn")
    assert (found.name, covers) == ("Samsø", (10.5, 55.7, 10.7, 56.0))


def test_a_polygon_that_crosses_itself_is_mended(tmp_path):
    bow = {"type": "Polygon", "coordinates": [[[10, 55], [11, 56], [11, 55], [10, 56], [10, 55]]]}
    (found,), _ = geojson.read(official(tmp_path, one("Bø", bow)), None, "navn")
    assert found.geometry.is_valid


@pytest.mark.parametrize(
    ("feature", "error"),
    [
        (one("X", None), "without a usable geometry"),
        (one("X", {"type": "Polygon", "coordinates": "here"}), "without a usable geometry"),
        (
            {"type": "Feature", "properties": {}, "geometry": mapping(Point(1, 2))},
            "without the named property",
        ),
    ],
)
def test_a_bad_feature_is_refused_by_its_number(tmp_path, feature, error):
    path = official(tmp_path, one("Samsø", mapping(Point(10, 55))), feature)
    with pytest.raises(InputError, match=error) as caught:
        geojson.read(path, None, "navn")
    assert caught.value.where == "FILE#/features/1"


def test_what_was_put_is_found_where_it_lies(shelf):
    near, far = Feature("rail", "near", Point(10.39, 55.40)), Feature("rail", "far", Point(10.381, 55.391))
    shelf.put("railways", [near, far], ODBL)
    found = shelf.near((10.389, 55.399, 10.391, 55.401)).of("railways")
    assert [each.name for each in found] == ["near"]


def test_a_layer_does_not_answer_for_a_place_that_it_does_not_cover(shelf):
    shelf.put("railways", [], ODBL)
    assert shelf.near((10.39, 55.40, 10.41, 55.405)).of("railways") is None


def test_a_layer_with_nothing_in_it_answers_where_it_covers(shelf):
    shelf.put("railways", [], ODBL)
    assert shelf.near((10.389, 55.399, 10.391, 55.401)).of("railways") == ()


def test_putting_a_layer_again_replaces_it_whole(shelf):
    shelf.put("roads", [Feature("primary", "old", Point(10.39, 55.40))], ODBL)
    shelf.put("roads", [Feature("primary", "new", Point(10.39, 55.40))], ODBL)
    assert [each.name for each in shelf.named("roads", ["old", "new"])] == ["new"]


def test_a_layer_that_breaks_off_leaves_the_old_one(shelf):
    shelf.put("roads", [Feature("primary", "old", Point(10.39, 55.40))], ODBL)

    def breaking():
        yield Feature("primary", "new", Point(10.39, 55.40))
        raise InputError("a feature without a usable geometry", "FILE", "a geometry")

    with pytest.raises(InputError):
        shelf.put("roads", breaking(), ODBL)
    assert [each.name for each in shelf.named("roads", ["old", "new"])] == ["old"]


def test_where_a_layer_came_from_is_kept(shelf):
    shelf.put("roads", [], ODBL)
    assert shelf.listed() == [
        {
            "name": "roads",
            "source": ODBL.source,
            "licence": ODBL.licence,
            "taken_on": ODBL.taken_on,
            "count": 0,
        }
    ]
