"""The basemap: cut, stripped, rounded, the same every time."""

import json

import pytest

from vaern.basemap.__main__ import TARGET, main, make
from vaern.basemap.layers import FRAME, layer
from vaern.basemap.sources import LAYERS
from vaern.errors import InputError

WEST, SOUTH, EAST, NORTH = FRAME


def _collection(geometry, **properties):
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": properties, "geometry": geometry}],
    }


def _source(folder):
    for source in LAYERS.values():
        for file in source.files:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            named = dict.fromkeys(source.names.values(), "Fyn")
            path.write_text(
                json.dumps(_collection({"type": "Point", "coordinates": [10.43127, 55.36803]}, **named))
            )
    return folder


def _positions(coordinates):
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for each in coordinates:
            yield from _positions(each)


def test_what_lies_outside_the_frame_is_left_out():
    far = _collection({"type": "Point", "coordinates": [24.9, 60.2]})
    assert layer([far], {})["features"] == []


def test_what_crosses_the_frame_is_cut_at_its_edge():
    line = _collection({"type": "LineString", "coordinates": [[EAST - 1, 56.0], [EAST + 1, 56.0]]})
    assert layer([line], {})["features"][0]["geometry"]["coordinates"] == [[EAST - 1, 56.0], [EAST, 56.0]]


def test_only_the_named_properties_stay():
    town = _collection({"type": "Point", "coordinates": [10.4, 55.4]}, NAME="Odense", POP_MAX=158222)
    assert layer([town], {"name": "NAME"})["features"][0]["properties"] == {"name": "Odense"}


def test_coordinates_keep_four_decimals():
    point = _collection({"type": "Point", "coordinates": [10.4312689, 55.3680512]})
    assert layer([point], {})["features"][0]["geometry"]["coordinates"] == [10.4313, 55.3681]


def test_the_same_source_makes_the_same_bytes(tmp_path):
    source = _source(tmp_path / "source")
    make(source, tmp_path / "first")
    make(source, tmp_path / "second")
    assert [each.read_bytes() for each in sorted((tmp_path / "first").iterdir())] == [
        each.read_bytes() for each in sorted((tmp_path / "second").iterdir())
    ]


def test_a_missing_source_file_is_named(tmp_path):
    with pytest.raises(InputError) as refused:
        make(tmp_path, tmp_path / "made")
    assert refused.value.where == LAYERS["land"].files[0]


@pytest.mark.parametrize("content", ["{", "[]", '{"type": "Feature"}'])
def test_a_source_file_that_is_no_feature_collection_is_refused(tmp_path, content):
    source = _source(tmp_path)
    (source / LAYERS["lakes"].files[0]).write_text(content)
    with pytest.raises(InputError):
        make(source, tmp_path / "made")


def test_the_command_answers_a_missing_source_with_exit_2_and_the_error_object(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "made")]) == 2
    assert json.loads(capsys.readouterr().err)["expected"] == "a GeoJSON file"


def test_the_command_without_a_source_says_how_it_is_used(capsys):
    assert main([]) == 2
    assert "SOURCE" in capsys.readouterr().err


@pytest.mark.parametrize("name", LAYERS)
def test_a_shipped_layer_lies_within_the_frame(name):
    shipped = json.loads((TARGET / f"{name}.json").read_text())
    positions = [each for one in shipped["features"] for each in _positions(one["geometry"]["coordinates"])]
    assert all(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in positions)


def test_the_shipped_basemap_stays_below_a_megabyte_and_a_half():
    assert sum(each.stat().st_size for each in TARGET.glob("*.json")) < 1_500_000


def test_every_danish_municipality_is_shipped_with_code_and_name():
    shipped = json.loads((TARGET / "municipalities.json").read_text())["features"]
    assert len({each["properties"]["code"] for each in shipped}) == 99
    assert {"code": "0461", "name": "Odense"} in [each["properties"] for each in shipped]
