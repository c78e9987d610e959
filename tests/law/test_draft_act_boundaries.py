"""The draft Act at its edges: the day, the month and the degree of suspicion where an answer turns."""

import json
from pathlib import Path

import pytest

from vaern import packs
from vaern.law import assess

PACK = packs.load("dk-2011-draft")
SCENARIOS = Path(__file__).parents[2] / "laws" / "dk-2011-draft" / "scenarios" / "law.json"
CASES = {case["id"]: case["input"] for case in json.loads(SCENARIOS.read_text(encoding="utf-8"))}
SUSPICIONS = ["convicted", "reasoned", "reasonable_ground", "weak", "acquitted"]


def holds(case, measure, citation, **changes):
    found = assess(PACK, {**CASES[case], **changes})["measures"][measure]
    conditions = [*found["general_conditions"], *(each for g in found["grounds"] for each in g["conditions"])]
    return next(each["holds"] for each in conditions if each["citation"] == f"dk-2011-draft {citation}")


def acts_of(case, **changes):
    return [{**act, **changes} for act in CASES[case]["acts"]]


@pytest.mark.parametrize(
    ("case", "measure", "citation"),
    [
        ("dk11-001", "tilhold", "§ 2(1) no. 1"),
        ("dk11-037", "tilhold", "§ 2(1) no. 1"),
        ("dk11-048", "tilhold", "§ 2(2) no. 1"),
        ("dk11-076", "opholdsforbud", "§ 4 no. 1"),
        ("dk11-103", "bortvisning", "§ 8 no. 1"),
        ("dk11-092", "bortvisning", "§ 8 no. 1"),
        ("dk11-122", "elektronisk_kontrol", "ek § 2 no. 2"),
    ],
)
def test_begrundet_mistanke_is_asked_for(case, measure, citation):
    enough = [
        each
        for each in SUSPICIONS
        if holds(case, measure, citation, acts=acts_of(case, suspicion=each)) == "yes"
    ]
    assert enough == ["convicted", "reasoned"]


@pytest.mark.parametrize("case", ["dk11-092", "dk11-103"])
def test_detention_asks_for_a_reasonable_ground_only(case):
    answers = [
        holds(case, "tilbageholdelse", "§ 9(1)", acts=acts_of(case, suspicion=each)) for each in SUSPICIONS
    ]
    assert answers == ["yes", "yes", "yes", "no", "no"]


@pytest.mark.parametrize(
    ("case", "measure", "citation"),
    [("dk11-043", "tilhold", "§ 5 bem."), ("dk11-118", "bortvisning", "§ 8 bem.")],
)
def test_a_weak_suspicion_is_no_other_ground_after_an_acquittal(case, measure, citation):
    acts = [*acts_of(case, suspicion="acquitted"), {"id": "A9", "suspicion": "weak"}]
    assert holds(case, measure, citation, acts=acts) == "no"


@pytest.mark.parametrize(
    ("birthdate", "answer"), [("2008-05-05", "no"), ("2008-05-04", "yes"), ("2008-05-03", "yes")]
)
def test_a_bortvisning_needs_the_eighteenth_birthday(birthdate, answer):
    assert holds("dk11-103", "bortvisning", "§ 7", respondent={"birthdate": birthdate}) == answer


@pytest.mark.parametrize(
    ("months", "answer"), [(17, "no"), (18, "yes"), (19, "yes"), ("life", "yes"), (None, "undetermined")]
)
def test_an_offence_of_chapters_24_to_26_must_carry_a_year_and_six_months(months, answer):
    acts = acts_of("dk11-103", provision="strl § 253", max_penalty_months=months)
    assert holds("dk11-103", "bortvisning", "§ 8 no. 1", acts=acts) == answer


@pytest.mark.parametrize(
    ("section", "answer"),
    [
        ("209", "no"),
        ("210", "yes"),
        ("213", "yes"),
        ("216", "yes"),
        ("254", "yes"),
        ("255", "no"),
        ("288", "no"),
    ],
)
def test_only_the_named_sections_and_chapters_lead_to_bortvisning(section, answer):
    acts = acts_of("dk11-103", provision=f"strl § {section}", max_penalty_months=72)
    assert holds("dk11-103", "bortvisning", "§ 8 no. 1", acts=acts) == answer


@pytest.mark.parametrize(
    ("section", "answer"),
    [
        ("180", "yes"),
        ("182", "undetermined"),
        ("119", "undetermined"),
        ("237", "yes"),
        ("238", "yes"),
        ("239", "yes"),
        ("244", "yes"),
        ("261", "yes"),
        ("288", "yes"),
        ("266", "no"),
        ("276", "no"),
    ],
)
def test_the_list_of_grave_crimes_is_closed(section, answer):
    acts = acts_of("dk11-048", provision=f"strl § {section}")
    assert holds("dk11-048", "tilhold", "§ 2(2) no. 1", acts=acts) == answer


@pytest.mark.parametrize(
    ("section", "answer"),
    [
        ("244", "yes"),
        ("266", "yes"),
        ("240", "undetermined"),
        ("241", "undetermined"),
        ("291", "undetermined"),
        ("276", "no"),
    ],
)
def test_conduct_that_implies_violence_is_not_a_closed_list(section, answer):
    acts = acts_of("dk11-103", provision=f"strl § {section}")
    assert holds("dk11-103", "tilbageholdelse", "§ 9(1)", acts=acts) == answer


@pytest.mark.parametrize(
    ("cite", "value", "expected"),
    [("§ 21(1)", "penalty", "P2Y"), ("§ 9(2)", "detention", "PT24H"), ("§ 17(1)", "to_demand", "P14D")],
)
def test_a_value_is_what_its_words_say(cite, value, expected):
    assert PACK.provisions[cite].values[value].is_ == expected
