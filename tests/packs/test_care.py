"""What the packs say of the work around a case."""

import pytest

from vaern.errors import InputError
from vaern.packs import care
from vaern.packs.care import LANGUAGES, care_rules

RULES = care_rules("dk-2004")


def test_each_thing_the_victim_is_told_is_said_in_four_languages():
    assert all(set(topic.says) == set(LANGUAGES) and all(topic.says.values()) for topic in RULES.guidance)


@pytest.mark.parametrize(
    ("topic", "before"), [("counsel", "twice"), ("witness_exemption", "once"), ("victim_support", None)]
)
def test_some_things_are_owed_before_she_is_heard(topic, before):
    assert {each.id: each.before_interview for each in RULES.guidance}[topic] == before


def test_a_factor_of_risk_that_no_source_names_says_so():
    assert [each.id for each in RULES.risk if each.outside] == ["weapons"]


def test_every_other_factor_of_risk_has_its_words():
    assert all(each.words and each.citation.startswith("dk-2004 ") for each in RULES.risk if not each.outside)


def test_a_child_and_the_alarm_go_by_the_laws_own_numbers():
    assert (RULES.child_under, RULES.alarm_reviewed_within) == ("P18Y", "P3M")


def test_the_draft_keeps_the_instruction_of_the_law_before_it():
    assert care_rules("dk-2011-draft") is RULES


def test_a_pack_that_says_nothing_is_named():
    with pytest.raises(InputError, match="says nothing of the work around a case"):
        care_rules("es-2009")


def test_words_that_the_provision_does_not_have_are_refused(tmp_path, monkeypatch):
    said = (care.law_folder() / "dk-2004" / "care.yaml").read_text(encoding="utf-8")
    (tmp_path / "dk-2004").mkdir()
    (tmp_path / "dk-2004" / "care.yaml").write_text(said.replace("i forbindelse med samlivsophør", "altid"))
    monkeypatch.setattr(care, "law_folder", lambda: tmp_path)
    with pytest.raises(InputError, match="words that the provision does not have: altid"):
        care_rules.__wrapped__("dk-2004")
