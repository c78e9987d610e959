"""The law of 2004 at its edges: each condition of each measure, met, failed and not known."""

import json
from pathlib import Path

import pytest

from vaern import packs
from vaern.law import assess

PACK = packs.load("dk-2004")
SCENARIOS = Path(__file__).parents[2] / "laws" / "dk-2004" / "scenarios" / "law.json"
CASES = {case["id"]: case["input"] for case in json.loads(SCENARIOS.read_text(encoding="utf-8"))}
WARNING = CASES["dk04-010"]
EXPULSION = CASES["dk04-028"]
SUSPICIONS = ["convicted", "reasoned", "reasonable_ground", "weak", "acquitted"]


def found(facts, measure):
    return assess(PACK, facts)["measures"][measure]


def available(facts, measure):
    return found(facts, measure)["available"]


def changed(facts, **changes):
    merged = {
        name: {**facts[name], **value} if isinstance(value, dict) else value
        for name, value in changes.items()
    }
    return {**facts, **merged}


def with_acts(facts, **changes):
    return {**facts, "acts": [{**act, **changes} for act in facts["acts"]]}


def missing(facts, measure):
    shown = found(facts, measure)
    conditions = [*shown["general_conditions"], *(each for g in shown["grounds"] for each in g["conditions"])]
    return {name for each in conditions for name in each["missing"]}


@pytest.mark.parametrize(("facts", "measure"), [(WARNING, "tilhold"), (EXPULSION, "bortvisning")])
def test_reasoned_suspicion_is_asked_for(facts, measure):
    enough = [each for each in SUSPICIONS if available(with_acts(facts, suspicion=each), measure) == "yes"]
    assert enough == ["convicted", "reasoned"]


def test_reasoned_suspicion_is_asked_for_of_a_threat_too():
    threat = with_acts(EXPULSION, kind="threat_of_violence")
    answers = [available(with_acts(threat, suspicion=each), "bortvisning") for each in SUSPICIONS]
    assert answers == ["yes", "yes", "no", "no", "no"]


@pytest.mark.parametrize("kind", ["threat_of_violence", "offence"])
def test_detention_asks_for_a_reasonable_ground_only(kind):
    answers = [
        available(with_acts(EXPULSION, kind=kind, suspicion=each), "tilbageholdelse") for each in SUSPICIONS
    ]
    assert answers == ["yes", "yes", "yes", "no", "no"]


@pytest.mark.parametrize("judgement", ["peace_violated", "repetition_expected"])
@pytest.mark.parametrize(("value", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_a_warning_rests_on_two_assessments(judgement, value, answer):
    facts = changed(WARNING, judgements={judgement: value})
    assert available(facts, "tilhold") == answer
    assert (f"judgements.{judgement}" in missing(facts, "tilhold")) == (value is None)


@pytest.mark.parametrize("fact", ["living_together", "expected_to_reunite"])
@pytest.mark.parametrize(("value", "answer"), [(False, "yes"), (True, "no"), (None, "undetermined")])
def test_a_warning_asks_that_their_life_together_is_over(fact, value, answer):
    facts = changed(WARNING, relationship={fact: value})
    assert available(facts, "tilhold") == answer


def test_nothing_has_happened_so_there_is_no_warning():
    assert available({**WARNING, "acts": []}, "tilhold") == "no"


@pytest.mark.parametrize("kind", ["contact", "following", "offence", "threat_of_violence", "breach"])
def test_an_act_of_any_kind_may_violate_the_peace(kind):
    assert available(with_acts(WARNING, kind=kind), "tilhold") == "yes"


@pytest.mark.parametrize("against", ["household_member", "nearest", "other"])
def test_what_was_done_to_another_is_no_ground_for_a_warning(against):
    assert available(with_acts(WARNING, against=against), "tilhold") == "no"


def test_obstruction_is_no_violation_of_the_peace():
    assert available(with_acts(WARNING, kind="obstruction"), "tilhold") == "no"


@pytest.mark.parametrize(
    ("role", "against"),
    [("institution", "victim"), ("company", "victim"), ("authority", "victim"), ("nearest", "nearest")],
)
@pytest.mark.parametrize("fact", ["living_together", "expected_to_reunite"])
def test_how_he_lives_with_the_victim_is_not_asked_where_another_is_protected(role, against, fact):
    by = {"by": against}
    asked = changed(WARNING, protected={"role": role}, relationship={fact: None}, request=by)
    assert available(with_acts(asked, against=against), "tilhold") == "yes"


@pytest.mark.parametrize("role", ["household_member", "nearest"])
@pytest.mark.parametrize(("by", "answer"), [(None, "undetermined"), ("none", "undetermined"), ("own", "yes")])
def test_the_one_to_be_protected_asks(role, by, answer):
    facts = changed(WARNING, protected={"role": role}, request={"by": role if by == "own" else by})
    assert available(with_acts(facts, against=role), "tilhold") == answer


@pytest.mark.parametrize(
    ("interest", "risk", "warning", "expulsion"),
    [
        (True, True, "yes", "yes"),
        (True, False, "no", "yes"),
        (True, None, "undetermined", "yes"),
        (None, True, "undetermined", "undetermined"),
        (False, True, "no", "no"),
    ],
)
def test_without_a_request_public_interest_must_ask_for_it(interest, risk, warning, expulsion):
    judged = {"public_interest": interest, "risk_of_serious_assault": risk}
    answers = [
        available(changed(facts, request={"by": "none"}, judgements=judged), measure)
        for facts, measure in ((WARNING, "tilhold"), (EXPULSION, "bortvisning"))
    ]
    assert answers == [warning, expulsion]


@pytest.mark.parametrize("asking", ["nearest", "household_member"])
def test_another_cannot_ask_for_a_warning_on_behalf_of_the_victim(asking):
    facts = changed(WARNING, request={"by": asking}, judgements={"public_interest": False})
    assert available(facts, "tilhold") == "no"


def test_a_minor_may_be_warned_but_not_expelled():
    born = {"birthdate": "1991-05-12"}
    assert available(changed(WARNING, respondent=born), "tilhold") == "yes"
    assert available(changed(EXPULSION, respondent=born), "bortvisning") == "no"


@pytest.mark.parametrize(
    ("provision", "months", "answer"),
    [
        ("strl § 210", None, "yes"),
        ("strl § 213", None, "yes"),
        ("strl § 266", None, "yes"),
        ("strl § 216", 96, "yes"),
        ("strl § 244", 17, "no"),
        ("strl § 244", 18, "yes"),
        ("strl § 244", None, "undetermined"),
        ("strl § 262 a", 96, "yes"),
        ("strl § 237", "life", "yes"),
        ("strl § 215", 96, "no"),
        ("strl § 264", 96, "no"),
        ("strl § 291", 96, "no"),
    ],
)
def test_the_offences_that_open_a_bortvisning(provision, months, answer):
    facts = with_acts(EXPULSION, provision=provision, max_penalty_months=months)
    assert available(facts, "bortvisning") == answer


def test_a_threat_of_simple_violence_opens_a_bortvisning_without_an_offence():
    facts = with_acts(EXPULSION, kind="threat_of_violence", provision=None, max_penalty_months=None)
    assert available(facts, "bortvisning") == "yes"


@pytest.mark.parametrize("kind", ["offence", "threat_of_violence"])
@pytest.mark.parametrize("measure", ["bortvisning", "tilbageholdelse"])
def test_an_act_outside_the_household_opens_neither_bortvisning_nor_detention(kind, measure):
    assert available(with_acts(EXPULSION, kind=kind, household=False), measure) == "no"


def test_nobody_is_expelled_from_a_home_he_does_not_share():
    shared_then = with_acts(EXPULSION, household=True)
    assert available(changed(shared_then, relationship={"living_together": False}), "bortvisning") == "no"


@pytest.mark.parametrize("kind", ["contact", "following"])
def test_contact_alone_opens_no_bortvisning(kind):
    assert available(with_acts(EXPULSION, kind=kind), "bortvisning") == "no"


@pytest.mark.parametrize("section", ["216", "237", "244", "246", "260", "261", "266", "288"])
def test_an_offence_that_is_violence_or_a_threat_of_it_opens_a_detention(section):
    assert available(with_acts(EXPULSION, provision=f"strl § {section}"), "tilbageholdelse") == "yes"


@pytest.mark.parametrize("section", ["210", "240", "253", "291"])
def test_whether_another_offence_implied_violence_is_left_open(section):
    assert available(with_acts(EXPULSION, provision=f"strl § {section}"), "tilbageholdelse") == "undetermined"


@pytest.mark.parametrize("section", ["276", "279", "171"])
def test_an_offence_that_implies_no_violence_opens_no_detention(section):
    assert available(with_acts(EXPULSION, provision=f"strl § {section}"), "tilbageholdelse") == "no"


@pytest.mark.parametrize("measure", ["bortvisning", "bortvisning_tilhold", "bortvisning_forbud"])
def test_a_request_is_a_condition_of_a_bortvisning_and_of_what_goes_with_it(measure):
    shown = found(EXPULSION, measure)["general_conditions"]
    assert "dk-2004 bvl § 5(1)" in [each["citation"] for each in shown]


def test_the_risk_at_home_may_be_judged_apart_from_the_risk_elsewhere():
    facts = changed(EXPULSION, judgements={"repetition_expected": True, "offence_expected_at_home": False})
    assert available(facts, "bortvisning") == "no"


@pytest.mark.parametrize(("value", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_a_bortvisning_must_be_in_proportion_and_carries_its_tilhold(value, answer):
    facts = changed(EXPULSION, judgements={"proportionate": {"bortvisning": value}})
    assert [available(facts, each) for each in ("bortvisning", "bortvisning_tilhold")] == [answer, answer]


@pytest.mark.parametrize(("value", "answer"), [(True, "no"), (False, "yes"), (None, "undetermined")])
def test_a_forbud_asks_that_a_tilhold_is_not_enough(value, answer):
    facts = changed(EXPULSION, judgements={"tilhold_sufficient": value})
    assert available(facts, "bortvisning_forbud") == answer


@pytest.mark.parametrize(("value", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_an_assault_alarm_asks_for_a_special_risk(value, answer):
    facts = changed(WARNING, judgements={"special_risk_of_assault": value})
    assert available(facts, "overfaldsalarm") == answer


@pytest.mark.parametrize(
    ("measure", "duration", "authority"),
    [
        ("tilhold", "P5Y", "politidirektøren"),
        ("bortvisning", "P4W", "politidirektøren"),
        ("bortvisning_tilhold", "P4W", "politidirektøren"),
        ("bortvisning_forbud", "P4W", "politidirektøren"),
        ("tilbageholdelse", "PT24H", "politiet"),
        ("overfaldsalarm", None, "politiet"),
    ],
)
def test_how_long_each_measure_lasts_and_who_decides_it(measure, duration, authority):
    shown = found(WARNING, measure)
    assert (shown["max_duration"], shown["authority"]) == (duration, authority)


def test_every_answer_says_that_it_is_not_the_law_of_today():
    answer = assess(PACK, WARNING)
    assert answer["receipt"]["status"] == "in_force_then"
    assert all(each["notes"][0]["citation"] == "dk-2004 bvl § 13" for each in answer["measures"].values())


def test_an_open_question_carries_what_guides_it():
    notes = found(changed(WARNING, judgements={"peace_violated": None}), "tilhold")["notes"]
    guiding = [
        each["text"] for each in notes if each["citation"] == "dk-2004 cirk. 1990 (Betingelserne) bem."
    ]
    assert any("enkelt ophidset episode" in each for each in guiding)
