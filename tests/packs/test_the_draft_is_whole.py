"""The draft of 2011 is written out whole: every remark, every question left to a person, every effect."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from vaern import packs

PACK = packs.load("dk-2011-draft")
SOURCE = Path(__file__).parents[2] / "laws" / "dk-2011-draft" / "source" / "004.txt"
HEADING = re.compile(
    r"\s*(Til (§|nr\.)|2\.2\. |3\.2\. |trol$)|Bemærkninger vedrørende|hold, opholdsforbud og bortvisning:$"
)
QUOTED = " ".join(
    [each.words for provision in PACK.provisions.values() for each in (provision, *provision.remarks)]
)


def sentences(first, last):
    lines = (line.partition("\t") for line in SOURCE.read_text(encoding="utf-8").splitlines())
    kept = [
        line.strip() for number, _, line in lines if first <= int(number) <= last and not HEADING.match(line)
    ]
    text = ""
    for line in filter(None, kept):
        broken = (
            text.endswith("-") and not text.endswith(" -") and re.match("(?!(?:og|eller) )[a-zæøå]", line)
        )
        text = text[:-1] + line if broken else f"{text} {line}"
    return re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ§])", re.sub(r"\s+", " ", text).strip())


def judged_in(expression):
    if isinstance(expression, Mapping):
        yield from [expression["judged"]] if "judged" in expression else []
        for each in expression.values():
            yield from judged_in(each)
    elif isinstance(expression, list | tuple):
        for each in expression:
            yield from judged_in(each)


def effects(measure, kind):
    return {
        PACK.citation_of(provision, each)
        for provision in PACK.provisions.values()
        for each in provision.effects
        if each.kind == kind and measure in each.measures
    }


@pytest.mark.parametrize(("first", "last"), [(6459, 7535), (7602, 7773)])
def test_no_sentence_of_the_remarks_is_left_out(first, last):
    assert [each for each in sentences(first, last) if each not in QUOTED] == []


def test_whoever_answers_an_open_question_finds_what_the_law_tells_them_to_weigh():
    rules = [rule for provision in PACK.provisions.values() for rule in provision.rules.values()]
    asked = {key for rule in rules for key in judged_in(rule.when)}
    told = {each.judged for provision in PACK.provisions.values() for each in provision.assessments}
    assert asked - told == set()


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud", "bortvisning"])
@pytest.mark.parametrize(
    ("kind", "citation"),
    [
        ("takes_effect", "§ 16 bem."),
        ("excepted", "§ 13"),
        ("issued_by", "§ 15(2)"),
        ("complaint", "§ 15(3)"),
        ("suspension", "§ 15(3) bem."),
        ("penalty", "§ 21(1)"),
        ("aggravating", "§ 21(2)"),
        ("prosecution", "§ 21(3)"),
        ("evidence", "§ 13 bem."),
    ],
)
def test_what_every_order_of_the_act_brings_about_is_told(measure, kind, citation):
    assert f"dk-2011-draft {citation}" in effects(measure, kind)


@pytest.mark.parametrize(
    ("measure", "kind", "citation"),
    [
        ("tilhold", "lapse", "§ 5 bem."),
        ("opholdsforbud", "lapse", "§ 5 bem."),
        ("bortvisning", "lapse", "§ 10"),
        ("tilbageholdelse", "lapse", "§ 9(2)"),
        ("elektronisk_kontrol", "lapse", "ek § 2 bem."),
        ("tilhold", "extension", "§ 5 bem."),
        ("bortvisning", "extension", "§ 10 bem."),
        ("elektronisk_kontrol", "extension", "ek § 3 bem."),
        ("tilhold", "court_review", "§ 19(5) bem."),
        ("opholdsforbud", "court_review", "§ 17(1)"),
        ("bortvisning", "suspension", "§ 17(4)"),
        ("bortvisning", "counsel", "§ 18(1)"),
        ("opholdsforbud", "costs", "§ 19(6)"),
        ("tilbageholdelse", "compensation", "§ 20(2)"),
        ("tilhold", "penalty_guidance", "§ 21(1) bem."),
        ("tilhold", "register", "§ 25 bem."),
        ("opholdsforbud", "compensation", "§ 27 bem."),
        ("elektronisk_kontrol", "penalty", "ek § 7(1)"),
        ("elektronisk_kontrol", "information", "ek § 1(2)"),
        ("elektronisk_kontrol", "takes_effect", "ek anvendelse bem."),
    ],
)
def test_what_one_order_brings_about_is_told_at_its_place(measure, kind, citation):
    assert f"dk-2011-draft {citation}" in effects(measure, kind)


def test_a_bortvisning_does_not_lapse_by_peaceful_reunion():
    assert {
        each.is_
        for provision in PACK.provisions.values()
        for each in provision.effects
        if each.kind == "lapse" and "bortvisning" in each.measures
    } == {"expired"}


def test_no_suspension_is_told_of_control_that_the_draft_does_not_carry_over():
    assert effects("elektronisk_kontrol", "suspension") == set()


def papers(step, measure):
    return {
        content.id
        for provision in PACK.provisions.values()
        for paper in provision.papers
        if paper.step == step and (not paper.measures or measure in paper.measures)
        for content in paper.content
    }


@pytest.mark.parametrize(
    ("step", "measure", "contents"),
    [
        ("decided", "tilhold", {"forbidden", "limited", "period", "household", "exceptions", "to", "final"}),
        ("decided", "opholdsforbud", {"area", "map", "period", "exceptions", "final"}),
        ("decided", "bortvisning", {"home", "period", "exceptions", "information", "documents", "data"}),
        ("served", "opholdsforbud", {"court_review", "time_limit", "in_effect"}),
        ("served", "bortvisning", {"court_review", "time_limit", "in_effect", "collecting"}),
        ("served", "elektronisk_kontrol", {"court_review"}),
        ("control_ordered", "elektronisk_kontrol", {"wear", "registers", "period", "to", "final"}),
        ("court_review_requested", "bortvisning", {"address", "telephone", "when"}),
        ("hearing", "tilhold", {"rules", "warning", "consequences", "no_effect", "against_him", "form"}),
        ("delay", "tilhold", {"what_happens", "when_decided"}),
        ("ruled", "bortvisning", {"reasons"}),
        ("refused", "tilhold", {"to", "final", "complaint"}),
    ],
)
def test_a_step_owes_its_papers_with_what_the_law_wants_in_them(step, measure, contents):
    assert papers(step, measure) >= contents


def test_nobody_is_told_at_service_of_a_tilhold_that_a_court_may_be_asked():
    assert papers("served", "tilhold") == set()


def test_without_consent_the_municipality_is_told_no_more_than_that_help_is_needed():
    told = PACK.provisions["kap. 5 afsnit 8.2.2"].papers
    assert {paper.id: {each.consent for each in paper.content} for paper in told} == {
        "social_notice": {"needed"},
        "neutral_notice": {"not_needed"},
        "child_notice": {"not_needed"},
    }
