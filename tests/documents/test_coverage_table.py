"""The coverage table is written from the law files, and is as new as they are."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_coverage_table_is_as_new_as_the_law_files():
    document = runpy.run_path(str(ROOT / "docs" / "coverage_table.py"))["document"]
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == document()


def test_a_provision_the_program_does_not_apply_is_said_to_be_words_only():
    table = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert "| § 18(1) |" in table
    assert next(line for line in table.splitlines() if line.startswith("| § 18(1) |")).endswith(
        "**words only** |"
    )
