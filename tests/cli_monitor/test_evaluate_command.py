"""`vaern monitor evaluate`: the engine beside point-in-polygon on the same noisy reports."""

import json

import pytest
from typer.testing import CliRunner

from vaern.cli.commands import app
from vaern.errors import InputError


def evaluated(tmp_path, *arguments):
    out = tmp_path / "figures.json"
    result = CliRunner().invoke(app, ["monitor", "evaluate", "--out", str(out), *arguments])
    assert result.exit_code == 0, result.output
    return json.loads(out.read_text(encoding="utf-8"))


def test_the_walk_in_odense_is_found_under_an_open_sky(tmp_path):
    figures = evaluated(
        tmp_path, "--truth", "odense", "--noise", "open-sky", "--interval", "1", "--repeats", "1"
    )
    engine = figures["noises"]["open-sky"]["engine"]
    assert (engine["approaches"], engine["missed_approaches"]) == (1, 0)


def test_the_same_seed_gives_the_same_figures(tmp_path):
    arguments = ("--truth", "odense", "--noise", "jumps", "--interval", "5", "--repeats", "2")
    assert evaluated(tmp_path, *arguments) == evaluated(tmp_path, *arguments)


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["--noise", "fog"], "--noise"),
        (["--truth", "way.csv"], "--zone"),
        (["--zone", "none.json"], "--zone"),
    ],
)
def test_what_cannot_be_used_is_refused(arguments, where):
    result = CliRunner().invoke(app, ["monitor", "evaluate", *arguments])
    assert isinstance(result.exception, InputError)
    assert result.exception.where == where
