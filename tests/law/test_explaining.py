"""`explain`: what a citation says, where it stands and what rests on it."""

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.law import explain

PACKS = packs.load_all()


def explained(cite):
    return explain(PACKS, f"dk-2011-draft {cite}")


def test_it_has_the_shape_of_the_contract():
    keys = {
        "citation",
        "pack",
        "status",
        "title",
        "text",
        "remarks",
        "source",
        "in_force",
        "cited_by",
        "neighbours",
    }
    assert set(explained("§ 2(1) no. 1")) == keys


def test_a_section_is_shown_with_its_parts():
    text = explained("§ 2(1)")["text"]
    assert text.startswith("§ 2. Tilhold kan gives, hvis\n1) der er begrundet mistanke")


def test_a_paragraph_keeps_its_sections_heading():
    assert explained("§ 17(3)")["title"] == "Indbringelse for retten"


def test_the_source_is_named_by_seed_and_line():
    assert explained("§ 2(2) no. 1")["source"] == {"seed": "004", "lines": "6241-6244"}


@pytest.mark.parametrize(
    ("cite", "lines"),
    [("§ 4", "6253-6258"), ("§ 2(1)", "6228-6238"), ("ek § 2", "7560-7571"), ("§ 5", "6260-6261")],
)
def test_the_lines_cover_the_text_that_is_shown(cite, lines):
    assert explained(cite)["source"]["lines"] == lines


def test_a_section_is_used_by_what_uses_a_part_of_it():
    assert "dk-2011-draft § 4" in explained("§ 2")["cited_by"]


def test_a_general_condition_is_used_by_every_way_into_its_measures():
    ways = ["§ 2(1)", "§ 2(2)", "§ 4", "§ 6", "§ 8"]
    assert explained("§ 12")["cited_by"] == [f"dk-2011-draft {each}" for each in ways]


def test_remarks_are_a_citation_of_their_own():
    found = explained("§ 2 bem.")
    assert "parternes samliv skal være ophørt" in found["text"]
    assert found["neighbours"] == ["dk-2011-draft § 2"]


def test_it_says_what_uses_the_provision():
    assert explained("§ 2(2) no. 1")["cited_by"] == ["dk-2011-draft § 2(2)", "dk-2011-draft § 4 no. 1"]


def test_it_says_what_stands_beside_and_above():
    neighbours = ["dk-2011-draft § 17", "dk-2011-draft § 17(2)", "dk-2011-draft § 17(4)"]
    assert explained("§ 17(3)")["neighbours"] == neighbours


def test_the_two_drafts_have_separate_neighbours():
    assert explained("ek § 1")["neighbours"] == ["dk-2011-draft ek § 2"]


def test_spaces_may_be_doubled():
    assert explain(PACKS, " dk-2011-draft   § 5 ")["citation"] == "dk-2011-draft § 5"


@pytest.mark.parametrize(
    "citation", ["", "§ 5", "dk-2011-draft", "dk-2011-draft § 99", "dk-2011-draft § 10(1) bem."]
)
def test_an_unknown_citation_is_refused(citation):
    with pytest.raises(InputError, match="unknown citation"):
        explain(PACKS, citation)
