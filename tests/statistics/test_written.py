"""Tables out: hidden numbers stay hidden, and each says what it counts."""

import csv
import io
import json

import duckdb
import pytest

from vaern.errors import InputError
from vaern.simulate.registers import register
from vaern.statistics.shelf import definition
from vaern.statistics.store import fill, opened
from vaern.statistics.suppression import protected
from vaern.statistics.table import compute
from vaern.statistics.written import as_csv, as_json_stat, write_parquet


@pytest.fixture(scope="module")
def records():
    with fill(None, register()) as db:
        yield db


@pytest.fixture(scope="module")
def by_district(records):
    return protected(compute(records, definition("by-district")))


def test_csv_has_a_row_a_cell_with_table_and_unit(by_district):
    rows = list(csv.DictReader(io.StringIO(as_csv(by_district))))
    assert len(rows) == 36
    assert {(row["table"], row["unit"]) for row in rows} == {("by-district", "case")}


def test_a_hidden_number_is_in_no_file(by_district, tmp_path):
    write_parquet(by_district, tmp_path / "t.parquet")
    hidden = ("Bornholms Politi", "real")
    cells = {
        (row["district"], row["what"]): row["value"]
        for row in csv.DictReader(io.StringIO(as_csv(by_district)))
    }
    found = duckdb.sql(
        f'SELECT value FROM \'{tmp_path / "t.parquet"}\' WHERE "row" = ? AND "column" = ?', params=hidden
    )
    assert (cells[hidden], found.fetchall()) == ("..", [(None,)])


def test_json_stat_has_as_many_values_as_its_sizes_say(by_district):
    dataset = json.loads(as_json_stat(by_district, "da"))
    assert len(dataset["value"]) == dataset["size"][0] * dataset["size"][1] == 36
    assert dataset["label"].startswith("Bortvisningssager")


def test_a_table_can_be_narrowed_to_a_year(records):
    table = compute(records, definition("outcome"), {"year": "2007"})
    assert sum(table.cells.values()) == 37


@pytest.mark.parametrize("filters", [{"name": "x"}, {"year": "2007; DROP TABLE requests"}])
def test_a_filter_that_is_none_is_refused(records, filters):
    with pytest.raises(InputError) as refused:
        compute(records, definition("outcome"), filters)
    assert "DROP" not in str(refused.value)


def test_records_lie_in_a_file_that_is_made_anew(tmp_path):
    fill(tmp_path / "records.duckdb", register()).close()
    with opened(tmp_path / "records.duckdb") as db:
        assert sum(compute(db, definition("outcome")).cells.values()) == 60


def test_without_records_the_reader_is_told_what_to_do(tmp_path):
    with pytest.raises(InputError) as refused:
        opened(tmp_path / "none.duckdb")
    assert refused.value.expected == "run `vaern statistics gather` first"
