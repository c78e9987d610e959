"""Nobody is found by subtraction: every hidden count could be another with the same totals."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from vaern.statistics.definition import Definition, Dimension
from vaern.statistics.suppression import protected
from vaern.statistics.table import Table

ROW = Dimension(name="district", sql="district")
COLUMN = Dimension(name="outcome", sql="outcome")


def table(*rows: tuple[int, ...]) -> Table:
    wide = len(rows[0]) > 1
    definition = Definition(
        id="t", title={"en": "t"}, source="s", unit="case", records="r", population={"en": "p"}, rows=ROW,
        columns=COLUMN if wide else None,
    )  # fmt: skip
    cells = {(r, c): float(count) for r, row in enumerate(rows) for c, count in enumerate(row)}
    return Table(definition, cells, tuple(range(len(rows))), tuple(range(len(rows[0]))))


def hidden(found: Table) -> list[tuple[int, int]]:
    return [place for place, count in found.cells.items() if count is None]


def test_a_large_count_is_shown_and_a_zero_too():
    assert hidden(protected(table((10, 0), (7, 5)))) == []


def test_a_small_count_is_hidden_with_the_next_smallest_of_its_column():
    assert hidden(protected(table((1, 9), (8, 7), (4, 6)))) == [(0, 0), (2, 0)]


def test_in_one_column_the_smallest_other_count_goes_too():
    assert hidden(protected(table((1,), (30,), (4,)))) == [(0, 0), (2, 0)]


def test_two_ones_beside_a_total_of_two_are_not_enough():
    assert len(hidden(protected(table((1,), (1,), (9,))))) == 3


def test_a_table_of_means_is_left_as_it_is():
    means = table((1,), (2,))
    means = Table(
        means.definition.model_copy(update={"value": "avg(days)"}), means.cells, means.rows, means.columns
    )
    assert protected(means) is means


def possible(counts: Table, found: Table) -> dict[tuple[int, int], set[int]]:
    """Return by trying all: what each hidden count may be for somebody who knows the totals."""
    places = hidden(found)
    values: dict[tuple[int, int], set[int]] = {place: set() for place in places}
    most = int(max(counts.cells.values()) + 2)
    totals = _totals(counts, counts.cells)
    least = 0 if any(counts.cells[place] == 0 for place in places) else 1
    for guess in product(range(least, most), repeat=len(places)):
        tried = {**counts.cells, **dict(zip(places, guess, strict=True))}
        if _totals(counts, tried) == totals:
            for place, value in zip(places, guess, strict=True):
                values[place].add(value)
    return values


def _totals(found: Table, cells: dict[tuple[int, int], float]) -> list[float]:
    return [sum(cells[row, column] for row in found.rows) for column in found.columns]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=3))
def test_no_hidden_count_follows_from_the_totals(rows):
    counts = table(*rows)
    found = protected(counts)
    for place, values in possible(counts, found).items():
        assert len(values) != 1 or place[1] in _all_hidden(found)


@given(st.lists(st.tuples(st.integers(0, 9)), min_size=2, max_size=4))
def test_no_hidden_count_of_one_column_follows_from_its_total(rows):
    counts = table(*rows)
    found = protected(counts)
    for place, values in possible(counts, found).items():
        assert len(values) != 1 or place[1] in _all_hidden(found)


def _all_hidden(found: Table) -> list[int]:
    """Return the columns of which no count is left to hide."""
    return [each for each in found.columns if all(found.cells[row, each] is None for row in found.rows)]


def test_a_total_that_is_small_itself_is_hidden():
    one = table((1,), (0,))
    one = Table(one.definition, one.cells, one.rows, one.columns, {0: 1.0})
    assert protected(one).total(0) is None
