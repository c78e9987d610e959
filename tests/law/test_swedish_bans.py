"""Swedish law as the committee described it: tier upon tier, before and after 1 October 2011."""

import json
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
