"""The coverage table is written from the law files, is as new as they are, and leaves nothing out."""

import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from vaern import packs
from vaern.law.provision import Provision, Source

ROOT = Path(__file__).parents[2]
TABLE = runpy.run_path(str(ROOT / "docs" / "coverage_table.py"))


def test_the_coverage_table_is_as_new_as_the_law_files():
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == TABLE["document"]() + "\n"


@pytest.mark.parametrize("pack", packs.known_packs())
def test_every_provision_says_what_it_does_or_why_it_does_nothing(pack):
    assert TABLE["untreated"](packs.load(pack)) == []


def test_every_section_of_the_sources_stands_in_a_law_file():
    assert TABLE["missing_sections"]() == []


def test_a_provision_that_says_nothing_of_itself_is_found():
    pack = packs.load("es-2009")
    silent = Provision(cite="§ 99", title="", instrument="", words="§ 99. Words.", source=Source("004", "1"))
    with_silent = replace(pack, versions=(*pack.versions, silent))
    assert TABLE["untreated"](with_silent) == ["§ 99"]


def test_a_row_tells_a_duty_a_document_and_an_assessment_apart():
    lines = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in lines if line.startswith("| ")}
    assert "human assessment: proportionate" in rows["§ 12"]
    assert "duty: " in rows["§ 17(3)"]
    assert "not a rule: " in rows["§ 22"]
