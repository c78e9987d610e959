"""Municipalities with and without a plan: what nobody knows is an answer of its own."""

import pytest

from vaern.errors import InputError
from vaern.plans.tracker import counted, read_municipalities

HEADS = "name,county,has_plan,follows_guide,source,known_on\n"


def test_unknown_is_counted_beside_yes_and_no():
    found, _ = read_municipalities(HEADS + "A,X,yes,partly,web,2024-05-01\nB,X,,,web,2024-05-01\n")
    assert counted(found)["has_plan"] == {"yes": 1, "unknown": 1}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("A,X,maybe,,web,2024-05-01", "has_plan"),
        ("A,X,yes,,,2024-05-01", "source"),
        ("A,X,yes,,web,in May", "known_on"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_named(row, field):
    found, warnings = read_municipalities(HEADS + row + "\n")
    assert found == []
    assert [warning.field for warning in warnings] == [field]


def test_what_is_no_table_is_refused():
    with pytest.raises(InputError, match="not a table"):
        read_municipalities('name,source\n"A')
