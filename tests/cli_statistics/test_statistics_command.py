"""`vaern statistics`: records gathered, tables listed and printed, in every form."""

import json

import pytest
from typer.testing import CliRunner

from vaern.cli.commands import app
from vaern.errors import InputError


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    assert (
        CliRunner().invoke(app, ["statistics", "gather", "--published", "--home", str(folder)]).exit_code == 0
    )
    return folder


@pytest.fixture
def statistics(home):
    def run(*arguments):
        result = CliRunner().invoke(app, ["statistics", *arguments, "--home", str(home)])
        if isinstance(result.exception, InputError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    return run


def test_tables_are_listed_with_unit_and_place():
    listed = CliRunner().invoke(app, ["statistics", "tables"]).output
    assert (
        "by-district\tcase\tReal cases, misfiled and potential cases by police district\tL8556-8586" in listed
    )


def test_a_table_says_its_source_unit_and_what_the_source_contradicts(statistics):
    said = statistics("table", "by-district")
    assert "L8556-8586" in said
    assert "the source prints: 3 per cent of potential cases lead to an expulsion" in said


def test_a_count_of_one_is_not_printed(statistics):
    (bornholm,) = [line for line in statistics("table", "by-district").splitlines() if "Bornholm" in line]
    assert bornholm.split()[-3:] == ["..", "0", "30"]


def test_a_table_is_narrowed_to_a_year(statistics):
    dataset = json.loads(statistics("table", "outcome", "--year", "2007", "--format", "json-stat"))
    assert dataset["value"][0] == 25


def test_parquet_needs_a_file(statistics):
    with pytest.raises(InputError, match="Parquet needs a file"):
        statistics("table", "outcome", "--format", "parquet")


def test_an_unknown_table_is_answered_with_those_there_are(statistics):
    with pytest.raises(InputError) as refused:
        statistics("table", "nothing")
    assert "by-quarter" in refused.value.expected
