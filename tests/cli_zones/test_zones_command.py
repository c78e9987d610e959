"""`vaern zones`: drawn on the command line, looked over with the law beside it."""

import json

import pytest
from drafts import draft, place
from shapely.geometry import shape
from typer.testing import CliRunner

from vaern.cli.commands import app
from vaern.errors import InputError


@pytest.fixture
def zones(tmp_path):
    def run(command, said=None, *more):
        text = None if said is None else json.dumps(said)
        arguments = ["zones", command, *more, "--home", str(tmp_path)]
        result = CliRunner().invoke(app, arguments, input=text)
        if isinstance(result.exception, InputError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    return run


def test_a_circle_is_drawn(zones):
    circle = zones("draw", {"circle": {"lat": 55.4, "lon": 10.39, "radius_m": 200}})
    assert shape(circle).is_valid


def test_a_municipality_is_drawn_from_an_imported_file(zones, tmp_path):
    file = tmp_path / "kommuner.geojson"
    feature = {"type": "Feature", "properties": {"navn": "Odense"}, "geometry": draft().geometry}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    said = ("--source", "DAGI", "--licence", "free", "--taken-on", "2021-08-27", "--name-property", "navn")
    assert zones("import", None, "municipalities", str(file), *said)["features"] == 1
    assert shape(zones("draw", {"municipality": "Odense"})).equals(shape(draft().geometry))


def test_a_finding_that_bears_on_the_law_cites_it(zones):
    said = {
        "law": "dk-2011-draft",
        "geometry": draft().geometry,
        "respondent": [{"kind": "home", "geometry": place("home", 0, 0).geometry}],
    }
    finding = next(each for each in zones("check", said)["findings"] if each["check"] == "respondent")
    assert finding["law"]["citation"] == "dk-2011-draft § 12 bem."


@pytest.mark.parametrize(
    ("command", "said", "where"),
    [
        ("draw", {}, ""),
        ("draw", {"circle": {"lat": 55.4, "lon": 10.39}}, "/circle/radius_m"),
        ("check", {"margin_m": 5}, "/geometry"),
        ("check", {"geometry": {}, "respondent": [{"kind": "boat"}]}, "/respondent/0/kind"),
        ("check", {"geometry": {}, "secret_seed": "xyz"}, "/secret_seed"),
        ("check", {"geometry": {}, "law": "dk-1999"}, "/law"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(zones, command, said, where):
    with pytest.raises(InputError) as caught:
        zones(command, said)
    assert caught.value.where == where


def test_a_zone_that_is_no_zone_is_a_finding_and_no_crash(zones):
    assert zones("check", {"geometry": {"type": "Point"}})["findings"][0]["result"] == "wrong"
