"""No section falls between two desks: each has its step, its entries, its owner, or a reason for none."""

import runpy
from pathlib import Path

import pytest

from vaern.cases.events import TYPES
from vaern.web.steps.registry import STEPS

ROOT = Path(__file__).parents[2]
TABLE = runpy.run_path(str(ROOT / "docs" / "checklist_table.py"))
ROWS = TABLE["rows"]()
OWNERS = {"police", "special_unit", "prosecutor", "court"}


def test_every_section_has_a_row_in_the_order_of_the_source():
    assert [row["citation"] for row in ROWS] == [each.cite for each in TABLE["sections"]()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["citation"])
def test_a_row_names_a_step_that_leaves_entries_and_has_an_owner_or_says_why_not(row):
    if row["why_none"]:
        assert (row["step"], row["events"], row["owner"]) == ("", [], "")
    else:
        assert row["step"] in STEPS
        assert STEPS[row["step"]].belongs_to("dk-2004")
        assert row["events"]
        assert set(row["events"]) <= set(TYPES)
        assert row["owner"] in OWNERS


def test_the_page_is_as_new_as_the_checklist():
    assert (ROOT / "docs" / "checklist.md").read_text(encoding="utf-8") == TABLE["document"]() + "\n"
