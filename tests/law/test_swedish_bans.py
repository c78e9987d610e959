"""Swedish law as the committee described it: tier upon tier, before and after 1 October 2011."""

import json
from datetime import date
from pathlib import Path

import pytest

from vaern import packs
from vaern.law import assess, explain

PACK = packs.load("se-2011")
SCENARIOS = Path(__file__).parents[2] / "laws" / "se-2011" / "scenarios" / "law.json"
CASES = {case["id"]: case["input"] for case in json.loads(SCENARIOS.read_text(encoding="utf-8"))}
RISK, SHARED_HOME, BROKEN = CASES["FA-23"], CASES["FA-31"], CASES["FA-45"]
LAST_DAY, FIRST_DAY = "2011-09-30T23:59:59+02:00", "2011-10-01T00:00:00+02:00"
TIERS = [
    "kontaktforbud",
    "kontaktforbud_gemensam_bostad",
    "utvidgat_kontaktforbud",
    "sarskilt_utvidgat_kontaktforbud",
]


def found(case, measure, **changes):
    return assess(PACK, {**case, **changes})["measures"][measure]


def available(case, measure, **changes):
    return found(case, measure, **changes)["available"]


def judged(case, **answers):
    return {"judgements": {**case["judgements"], **answers}}


def broken(**changes):
    acts = [{**act, **changes} if act["kind"] == "breach" else act for act in BROKEN["acts"]]
    return available(BROKEN, "sarskilt_utvidgat_kontaktforbud", acts=acts, at="2027-03-01T10:00:00+01:00")


def citations(case, measure, at):
    return {
        each["citation"] for ground in found(case, measure, at=at)["grounds"] for each in ground["conditions"]
    }


@pytest.mark.parametrize(("risk", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_a_ban_asks_for_risk(risk, answer):
    assert available(RISK, "kontaktforbud", **judged(RISK, repetition_expected=risk)) == answer


def test_an_earlier_assault_is_no_condition():
    assert available(RISK, "kontaktforbud", acts=[]) == "yes"


def test_nobody_need_ask_for_a_ban():
    assert available(RISK, "kontaktforbud", request={"by": "none"}) == "yes"


@pytest.mark.parametrize(("together", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_expulsion_is_from_a_shared_home(together, answer):
    relationship = {"kind": "spouse", "living_together": together}
    assert available(SHARED_HOME, "kontaktforbud_gemensam_bostad", relationship=relationship) == answer


@pytest.mark.parametrize("at", [LAST_DAY, FIRST_DAY])
def test_expulsion_asks_for_risk_too(at):
    asked = judged(SHARED_HOME, repetition_expected=False)
    assert available(SHARED_HOME, "kontaktforbud_gemensam_bostad", at=at, **asked) == "no"


@pytest.mark.parametrize("at", [LAST_DAY, FIRST_DAY])
def test_expulsion_is_from_a_shared_home_under_both_laws(at):
    relationship = {"kind": "spouse", "living_together": False}
    assert available(SHARED_HOME, "kontaktforbud_gemensam_bostad", at=at, relationship=relationship) == "no"


@pytest.mark.parametrize("at", [LAST_DAY, FIRST_DAY])
@pytest.mark.parametrize("measure", ["kontaktforbud", "utvidgat_kontaktforbud"])
def test_a_ban_runs_for_a_year_under_both_laws(measure, at):
    assert found(BROKEN, measure, at=at)["max_duration"] == "P1Y"


@pytest.mark.parametrize(("sufficient", "answer"), [(False, "yes"), (True, "no"), (None, "undetermined")])
def test_an_extended_ban_is_for_where_the_plain_one_is_not_enough(sufficient, answer):
    asked = judged(BROKEN, tilhold_sufficient=sufficient)
    assert available(BROKEN, "utvidgat_kontaktforbud", **asked) == answer


@pytest.mark.parametrize("measure", TIERS)
@pytest.mark.parametrize(("weighed", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_every_ban_is_weighed_by_itself(measure, weighed, answer):
    relationship = {"kind": "spouse", "living_together": True}
    asked = judged(BROKEN, proportionate={**BROKEN["judgements"]["proportionate"], measure: weighed})
    assert available(BROKEN, measure, relationship=relationship, **asked) == answer


@pytest.mark.parametrize("measure", ["utvidgat_kontaktforbud", "sarskilt_utvidgat_kontaktforbud"])
def test_a_higher_tier_presupposes_the_conditions_of_the_plain_ban(measure):
    weighed = {**BROKEN["judgements"]["proportionate"], "kontaktforbud": False}
    assert available(BROKEN, measure, **judged(BROKEN, proportionate=weighed)) == "no"


@pytest.mark.parametrize(
    ("degree", "answer"),
    [("convicted", "yes"), ("reasoned", "yes"), ("weak", "no"), ("acquitted", "no"), (None, "undetermined")],
)
def test_the_extended_ban_must_have_been_broken(degree, answer):
    assert broken(suspicion=degree) == answer


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("2026-02-02T08:59:59+01:00", "no"),
        ("2026-02-02T09:00:00+01:00", "yes"),
        ("2027-02-02T23:59:59+01:00", "yes"),
        ("2027-02-03T00:00:00+01:00", "no"),
    ],
)
def test_a_breach_counts_while_the_extended_ban_binds(at, answer):
    assert broken(at=at) == answer


@pytest.mark.parametrize(("special", "answer"), [(False, "yes"), (True, "no"), (None, "undetermined")])
def test_monitoring_goes_with_the_ban_unless_special_reasons_speak_against_it(special, answer):
    asked = judged(BROKEN, special_reasons_against_monitoring=special)
    assert available(BROKEN, "elektronisk_overvakning", **asked) == answer


@pytest.mark.parametrize(("special", "at_most"), [(False, "P6M"), (None, "P6M"), (True, "P1Y")])
def test_a_specially_extended_ban_is_shorter_with_monitoring(special, at_most):
    asked = judged(BROKEN, special_reasons_against_monitoring=special)
    assert found(BROKEN, "sarskilt_utvidgat_kontaktforbud", **asked)["max_duration"] == at_most


@pytest.mark.parametrize(("by_itself", "answer"), [(True, "yes"), (None, "yes"), (False, "no")])
def test_monitoring_is_weighed_with_its_ban_unless_by_itself(by_itself, answer):
    weighed = {**BROKEN["judgements"]["proportionate"], "elektronisk_overvakning": by_itself}
    assert available(BROKEN, "elektronisk_overvakning", **judged(BROKEN, proportionate=weighed)) == answer


def test_monitoring_may_rest_on_a_ban_already_given():
    order = {"measure": "sarskilt_utvidgat_kontaktforbud", "served_at": FIRST_DAY, "expires_on": "2026-06-01"}
    assert available(BROKEN, "elektronisk_overvakning", acts=[], orders=[order]) == "yes"


@pytest.mark.parametrize("measure", [*TIERS, "elektronisk_overvakning"])
def test_the_prosecution_decides(measure):
    assert found(BROKEN, measure)["authority"] == "anklagemyndigheden"


@pytest.mark.parametrize(("at", "at_most"), [(LAST_DAY, "P30D"), (FIRST_DAY, "P2M")])
def test_expulsion_is_longer_from_october_2011(at, at_most):
    assert found(SHARED_HOME, "kontaktforbud_gemensam_bostad", at=at)["max_duration"] == at_most


@pytest.mark.parametrize(("at", "answer"), [(LAST_DAY, "yes"), (FIRST_DAY, "undetermined")])
def test_proportionality_is_asked_for_from_october_2011(at, answer):
    assert available(CASES["FA-29"], "kontaktforbud", at=at) == answer


def test_the_day_turns_where_the_law_applies():
    assert available(CASES["FA-29"], "kontaktforbud", at="2011-09-30T22:00:00+00:00") == "undetermined"


def test_a_specially_extended_ban_is_older_than_monitoring():
    orders = [{**BROKEN["orders"][0], "served_at": "2011-08-01T09:00:00+02:00", "expires_on": "2012-08-01"}]
    acts = [{**act, "at": "2011-09-01T12:00:00+02:00"} for act in BROKEN["acts"]]
    answers = assess(PACK, {**BROKEN, "at": LAST_DAY, "orders": orders, "acts": acts})["measures"]
    ban, monitoring = answers["sarskilt_utvidgat_kontaktforbud"], answers["elektronisk_overvakning"]
    assert (ban["available"], ban["max_duration"]) == ("yes", "P1Y")
    assert (monitoring["available"], monitoring["max_duration"]) == ("no", None)


@pytest.mark.parametrize(
    ("at", "risk"), [(LAST_DAY, "lov 1988:688 til 2011 (risiko)"), (FIRST_DAY, "lov 2011:487 (risiko)")]
)
def test_a_finding_cites_the_version_that_applied(at, risk):
    assert f"se-2011 {risk}" in citations(RISK, "kontaktforbud", at)


def test_every_finding_says_when_the_rules_changed():
    notes = [note["text"] for note in found(RISK, "elektronisk_overvakning", at=LAST_DAY)["notes"]]
    assert any("træder i kraft den 1. oktober 2011" in text for text in notes)


@pytest.mark.parametrize(
    ("citation", "in_force"),
    [
        ("lov 1988:688 til 2011 (bortvisning)", {"from": None, "to": "2011-09-30"}),
        ("lov 2011:487 (bortvisning)", {"from": "2011-10-01", "to": None}),
        ("lov 1988:688 (utvidgat)", {"from": None, "to": None}),
    ],
)
def test_a_replaced_rule_can_still_be_read_and_says_when_it_applied(citation, in_force):
    assert explain([PACK], f"se-2011 {citation}")["in_force"] == in_force


def test_a_replaced_rule_is_no_part_of_the_act_that_still_applies():
    assert "30 dage" not in explain([PACK], "se-2011 lov 1988:688")["text"]


def effects(cite):
    return [(each.kind, each.is_) for each in PACK.provisions[cite].effects]


@pytest.mark.parametrize(
    ("cite", "kinds"),
    [
        ("lov 1988:688 (indhold)", [("covers", None), ("covers", None), ("excepted", None)]),
        ("lov 1988:688 (utvidgat)", [("covers", None)]),
        ("lov 1988:688 (särskilt utvidgat)", [("covers", None)]),
        ("lov 1988:688 (afgørelse)", [("issued_by", "anklagemyndigheden"), ("prosecution", None)]),
        ("lov 1988:688 (prøvelse)", [("court_review", None)]),
        ("lov 1988:688 (varighed)", [("extension", "P1Y")]),
        ("lov 1988:688 (straf)", [("penalty", "P1Y"), ("prosecution", None)]),
        ("lov 1988:688 til 2011 (bortvisning)", [("extension", "P7D")]),
        ("lov 1988:688 til 2011 (varighed, särskilt utvidgat)", [("extension", "P1Y")]),
        ("lov 2011:487 (bortvisning)", [("extension", "P14D")]),
        ("lov 2011:487 (overvågning, varighed)", [("extension", "P3M")]),
        ("lov 2011:487 (overvågning, straf)", [("penalty", "P1Y"), ("penalty", None)]),
        (
            "lov 2011:487 (ulovlig forfølgelse)",
            [
                ("aggravating", "P4Y"),
                ("aggravating", None),
                ("aggravating", None),
                ("penalty_guidance", None),
            ],
        ),
    ],
)
def test_what_a_ban_brings_about(cite, kinds):
    assert effects(cite) == kinds


@pytest.mark.parametrize(
    ("cite", "section", "months"),
    [
        ("lov 1988:688 (straf)", "lov 1988:688 (straf)", 12),
        ("lov 2011:487 (overvågning, straf)", "lov 2011:487 (overvågning, straf)", 12),
        ("lov 2011:487 (ulovlig forfølgelse)", "brottsbalken § 4 b", 48),
    ],
)
def test_the_longest_imprisonment(cite, section, months):
    assert [(each.section, each.is_) for each in PACK.provisions[cite].penalties] == [(section, months)]


def test_stalking_is_never_punished_with_less_than_a_fortnight():
    value = PACK.provisions["lov 2011:487 (ulovlig forfølgelse)"].values["imprisoned_at_least"]
    assert value.is_ == "P14D"


def weighed(at, judged, measure):
    day = PACK.at(at)
    found = [each for provision in day.provisions.values() for each in provision.assessments]
    return [
        quoted.words
        for each in found
        if each.judged == judged and measure in each.measures
        for quoted in each.weigh
    ]


@pytest.mark.parametrize("measure", TIERS)
@pytest.mark.parametrize(
    ("at", "whom"),
    [(date(2011, 9, 30), "den anden persons liv"), (date(2011, 10, 1), "en anden persons liv")],
)
def test_earlier_assaults_that_count_are_those_on_anybody_from_october_2011(at, whom, measure):
    [factor] = weighed(at, "repetition_expected", measure)
    assert f"overgreb mod {whom}" in factor


def test_no_weighing_of_the_plain_ban_is_named_before_october_2011():
    assert weighed(date(2011, 9, 30), "proportionate", "kontaktforbud") == []
    assert weighed(date(2011, 10, 1), "proportionate", "kontaktforbud") != []


@pytest.mark.parametrize(
    "factor", ["naturlige grunde til at færdes i området", "Området må ikke være større end nødvendigt"]
)
def test_a_wider_area_is_weighed_against_his_reasons_to_be_there(factor):
    found = weighed(date(2011, 9, 1), "proportionate", "sarskilt_utvidgat_kontaktforbud")
    assert any(factor in each for each in found)


def test_special_reasons_make_monitoring_impossible():
    [factor] = weighed(date(2012, 1, 1), "special_reasons_against_monitoring", "elektronisk_overvakning")
    assert "umuliggør elektronisk overvågning" in factor


def test_the_decision_says_clearly_where_he_may_not_go():
    [paper] = PACK.provisions["lov 1988:688 (särskilt utvidgat)"].papers
    assert (paper.step, paper.to) == ("decided", "respondent")
    assert [each.id for each in paper.content] == ["areas", "no_larger"]


@pytest.mark.parametrize(
    ("changes", "least"),
    [
        ({}, "kontaktforbud"),
        ({"relationship": {"kind": "spouse", "living_together": True}}, "kontaktforbud"),
        ({"judgements": {**BROKEN["judgements"], "repetition_expected": False}}, None),
    ],
)
def test_the_narrowest_ban_is_pointed_out_and_expulsion_has_no_place_among_them(changes, least):
    found = assess(PACK, {**BROKEN, **changes})["least_intrusive"]
    assert (found["measure"], found["order"]) == (least, [TIERS[0], *TIERS[2:]])
