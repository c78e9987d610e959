"""The tables of seed 004, counted from logs of cases, are the tables that were printed."""

import pytest

from vaern.simulate.registers import register
from vaern.statistics.shelf import definitions
from vaern.statistics.store import fill
from vaern.statistics.table import TOTAL, compute

UNKNOWN = "unknown"
PRINTED = [(name, each) for name, each in definitions().items() if each.published]


@pytest.fixture(scope="module")
def records():
    with fill(None, register()) as db:
        yield db


def printed(definition):
    """Return (row, column, number) of every printed cell."""
    for row, cells in definition.published.items():
        for column, number in cells.items() if isinstance(cells, dict) else [(TOTAL, cells)]:
            yield row, column, number


@pytest.mark.parametrize(("name", "definition"), PRINTED, ids=[name for name, _ in PRINTED])
def test_a_table_is_as_it_was_printed(records, name, definition):
    cells = compute(records, definition).cells.items()
    found = {(UNKNOWN if row is None else str(row), column): count for (row, column), count in cells}
    assert {(row, column): found.pop((row, column), 0) for row, column, _ in printed(definition)} == {
        (row, column): number for row, column, number in printed(definition)
    }
    assert found == {}
