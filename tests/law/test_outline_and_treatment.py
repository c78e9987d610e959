"""A pack as a book, and what the program does with each provision of it."""

import pytest

from vaern import packs
from vaern.law import outline, treatment

PACKS = packs.load_all()
DRAFT = packs.load("dk-2011-draft")


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_the_outline_has_every_version_of_every_provision_in_order(pack):
    listed = [each["provision"] for part in outline(pack) for each in part["provisions"]]
    assert listed == list(pack.versions)


def test_a_number_lies_under_its_paragraph_and_that_under_its_section():
    depths = {each["citation"]: each["depth"] for part in outline(DRAFT) for each in part["provisions"]}
    found = [depths[f"dk-2011-draft {cite}"] for cite in ("§ 2", "§ 2(1)", "§ 2(1) no. 1", "§ 2(1) no. 1(a)")]
    assert found == [0, 1, 2, 3]


def test_a_section_does_what_its_parts_do():
    judged = [each["judged"] for each in treatment(DRAFT, "§ 2")["assessments"]]
    assert "peace_violated" in judged


def test_a_provision_says_what_it_opens_and_on_which_words():
    (opened,) = treatment(DRAFT, "§ 4")["opens"]
    assert opened["measure"] == "opholdsforbud"
    assert opened["conditions"][0]["text"] == "hvis betingelserne for tilhold efter § 2 er opfyldt"


def test_a_provision_says_how_long_and_in_which_words():
    terms = treatment(DRAFT, "§ 5")["terms"]
    assert ("max_duration", "P1Y", ["opholdsforbud"]) in [(t["kind"], t["is"], t["measures"]) for t in terms]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_provision_with_words_does_something_or_says_why_not(pack):
    idle = [
        each.cite
        for each in pack.provisions.values()
        if each.words and not each.notes and not any(treatment(pack, each.cite).values())
    ]
    assert idle == []
