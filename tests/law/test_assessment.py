"""What an assessment says beyond yes and no: reasons, words, guidance, notes, receipt."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern import __version__, packs
from vaern.errors import InputError
from vaern.law import assess, explain, measures
from vaern.law.provision import Term

PACK = packs.load("dk-2011-draft")
SCENARIOS = Path(__file__).parents[2] / "laws" / "dk-2011-draft" / "scenarios" / "law.json"
CASES = {case["id"]: case["input"] for case in json.loads(SCENARIOS.read_text(encoding="utf-8"))}
FALLS_BACK = {"offence_expected_at_home", "breaches_repeated", "other_grounds"}


def assessed(case, **changes):
    return assess(PACK, {**CASES[case], **changes})["measures"]


def conditions(measure):
    return [
        *measure["general_conditions"],
        *(each for ground in measure["grounds"] for each in ground["conditions"]),
    ]


def one(measure, citation):
    return next(each for each in conditions(measure) if each["citation"] == f"dk-2011-draft {citation}")


def test_a_condition_names_the_acts_and_keys_that_decided_it():
    found = one(assessed("dk11-001")["tilhold"], "§ 2(1) no. 1")
    assert found["because"] == ["A1", "A2", "judgements.peace_violated"]


def test_a_condition_carries_the_statutes_words():
    found = one(assessed("dk11-001")["tilhold"], "§ 2(1) no. 2")
    assert found["text"].startswith("2) der er bestemte grunde til at antage")


def test_an_open_question_comes_with_what_guides_it():
    notes = assessed("dk11-005")["tilhold"]["notes"]
    assert "dk-2011-draft § 2(1) no. 2 bem." in {note["citation"] for note in notes}


def test_guidance_behind_an_open_question_is_shown_where_it_is_asked():
    judged = {**CASES["dk11-048"]["judgements"], "too_grave_to_tolerate_contact": None}
    notes = assessed("dk11-048", judgements=judged)["elektronisk_kontrol"]["notes"]
    assert "dk-2011-draft § 2(2) no. 2 bem." in {note["citation"] for note in notes}


def test_guidance_behind_a_settled_question_is_not():
    judged = {**CASES["dk11-048"]["judgements"], "too_grave_to_tolerate_contact": True}
    notes = assessed("dk11-048", judgements=judged)["elektronisk_kontrol"]["notes"]
    assert "dk-2011-draft § 2(2) no. 2 bem." not in {note["citation"] for note in notes}


def test_a_reading_behind_a_condition_is_owned_up_to_where_it_is_used():
    notes = assessed("dk11-048")["opholdsforbud"]["notes"]
    cited = {note["citation"] for note in notes if note["text"].startswith("Reading: The draft names kinds")}
    assert cited == {"dk-2011-draft § 2(2) no. 1"}


def test_a_settled_question_needs_no_guidance():
    notes = assessed("dk11-001")["tilhold"]["notes"]
    assert "dk-2011-draft § 2(1) no. 2 bem." not in {note["citation"] for note in notes}


def test_control_that_could_be_given_with_a_new_zone_misses_the_zone():
    found = assessed("dk11-122", orders=[CASES["dk11-122"]["orders"][0]])["elektronisk_kontrol"]
    assert "orders.opholdsforbud" in one(found, "ek § 2 no. 1")["missing"]


def test_one_breach_is_not_a_repeated_one():
    found = assessed("dk11-122", acts=CASES["dk11-122"]["acts"][:1])["elektronisk_kontrol"]
    assert one(found, "ek § 2 no. 2")["holds"] == "no"


def test_two_breaches_of_different_orders_form_one_series():
    first, second = CASES["dk11-122"]["acts"][:2]
    acts = [first, {**second, "breach_of": "tilhold"}]
    assert one(assessed("dk11-122", acts=acts)["elektronisk_kontrol"], "ek § 2 no. 2")["holds"] == "yes"


@pytest.mark.parametrize(("grounds", "available"), [(None, "yes"), (True, "yes"), (False, "no")])
def test_after_an_acquittal_a_persons_answer_about_other_grounds_stands(grounds, available):
    judgements = {**CASES["dk11-044"]["judgements"], "other_grounds": grounds}
    assert assessed("dk11-044", judgements=judgements)["tilhold"]["available"] == available


@pytest.mark.parametrize(("necessary", "available"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_a_household_member_is_protected_where_that_is_necessary(necessary, available):
    judgements = {**CASES["dk11-065"]["judgements"], "necessary_for_household_member": necessary}
    assert assessed("dk11-065", judgements=judgements)["tilhold"]["available"] == available


def test_a_household_member_needs_the_victims_own_order():
    judgements = {**CASES["dk11-065"]["judgements"], "necessary_for_household_member": True}
    found = assessed("dk11-065", judgements=judgements, orders=[])["tilhold"]
    assert "orders.tilhold" in {name for each in conditions(found) for name in each["missing"]}


def test_a_parent_is_protected_after_a_grave_crime_against_the_child():
    found = assessed("dk11-048", protected={"role": "nearest"}, request={"by": "nearest"})
    assert found["tilhold"]["available"] == "yes"


def test_whether_he_lives_with_the_nearest_too_is_open_where_he_lives_with_the_victim():
    shared = {"living_together": True, "cohabitation_voluntary": True}
    found = assessed(
        "dk11-048", protected={"role": "nearest"}, relationship=shared, request={"by": "nearest"}
    )
    assert one(found["tilhold"], "§ 2 bem.")["missing"] == ["relationship.living_together"]
    assert found["tilhold"]["available"] == "undetermined"


@pytest.mark.parametrize(
    ("role", "holds"),
    [
        ("victim", "yes"),
        ("household_member", "yes"),
        ("nearest", "no"),
        ("company", "no"),
        ("authority", "no"),
    ],
)
def test_a_bortvisning_protects_the_household(role, holds):
    found = conditions(assessed("dk11-103", protected={"role": role})["bortvisning"])
    assert next(each["holds"] for each in found if each["id"] == "shared_home") == holds


def test_an_offence_that_breaks_an_order_is_a_breach_too():
    acts = [{**CASES["dk11-076"]["acts"][1], "kind": "offence", "provision": "strl § 291"}]
    assert one(assessed("dk11-076", acts=acts)["opholdsforbud"], "§ 4 no. 1")["holds"] == "yes"


def test_public_interest_is_reserved_for_a_risk_of_serious_assault():
    judgements = {**CASES["dk11-114"]["judgements"], "risk_of_serious_assault": False}
    assert assessed("dk11-114", judgements=judgements)["bortvisning"]["available"] == "no"


def test_nobody_is_expelled_from_a_home_that_is_not_shared():
    found = assessed("dkx-008")["bortvisning"]
    assert [each["id"] for each in conditions(found) if each["holds"] == "no"] == ["shared_home"]


def test_an_assault_alarm_hangs_on_a_real_threat():
    found = assessed("dk11-001", judgements={"special_risk_of_assault": True})["overfaldsalarm"]
    assert (found["available"], found["authority"], found["max_duration"]) == ("yes", "politiet", None)


def test_what_may_be_combined_is_said():
    assert assessed("dk11-001")["tilhold"]["combinable_with"] == ["opholdsforbud", "bortvisning"]


def test_every_measure_says_that_the_law_is_a_draft():
    assert all(
        each["notes"][0]["text"].startswith("This is a committee's draft.")
        for each in assessed("dk11-001").values()
    )


def test_a_reading_of_the_words_is_owned_up_to():
    texts = [note["text"] for note in assessed("dk11-001")["bortvisning"]["notes"]]
    assert "Reading: A person is over 18 from the day of the eighteenth birthday." in texts


def test_electronic_control_says_that_the_committee_advised_against_it():
    texts = [note["text"] for note in assessed("dk11-001")["elektronisk_kontrol"]["notes"]]
    assert any("finder Strafferetsplejeudvalget ikke" in text for text in texts)


@pytest.mark.parametrize(("last", "noted"), [("2026-05-03", True), ("2026-05-04", False), (None, False)])
def test_a_law_asked_outside_its_dates_answers_with_a_note(last, noted):
    pack = replace(PACK, in_force={"from": "2004-06-23", "to": last})
    notes = assess(pack, CASES["dk11-001"])["measures"]["tilhold"]["notes"]
    assert any("not in force on this date" in note["text"] for note in notes) is noted


def test_two_provisions_that_set_different_lengths_are_a_conflict():
    fifth = PACK.provisions["§ 5"]
    odd = replace(fifth, terms=(*fifth.terms, Term(("tilhold",), max_duration="opholdsforbud_for")))
    pack = replace(PACK, provisions={**PACK.provisions, "§ 5": odd})
    with pytest.raises(InputError, match="rules answer differently"):
        assess(pack, CASES["dk11-001"])


def test_a_declared_exception_wins_over_its_rule():
    fifth = PACK.provisions["§ 5"]
    when = {"fact": "request.by", "is": ["victim"]}
    odd = replace(
        fifth, terms=(*fifth.terms, Term(("tilhold",), max_duration="opholdsforbud_for", when=when))
    )
    pack = replace(PACK, provisions={**PACK.provisions, "§ 5": odd})
    assert assess(pack, CASES["dk11-001"])["measures"]["tilhold"]["max_duration"] == "P1Y"


def test_the_receipt_names_the_engine_and_every_file():
    receipt = assess(PACK, CASES["dk11-001"])["receipt"]
    assert (receipt["engine"], receipt["status"]) == (__version__, "draft")
    assert receipt["files"]["dk-2011-draft/pack.yaml"].startswith("sha256:")


def test_every_citation_that_is_printed_can_be_explained():
    printed = {
        each["citation"]
        for case in CASES
        for found in assessed(case).values()
        for each in (*conditions(found), *found["grounds"], *found["notes"])
    }
    assert all(explain([PACK], citation)["text"] for citation in printed)


def test_a_measure_comes_with_its_title_and_the_words_that_define_it():
    tilhold = measures(PACK)["tilhold"]
    assert (tilhold["title"], tilhold["citation"]) == ("Tilhold", "dk-2011-draft § 1")
    assert tilhold["text"].startswith("§ 1. Ved tilhold kan en person forbydes")


def forget(given, names, draw):
    """The same facts, some of them no longer known."""
    return {name: None if name in names and draw(st.booleans()) else value for name, value in given.items()}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_knowing_less_never_turns_yes_into_no_or_no_into_yes(data):
    case = data.draw(st.sampled_from(sorted(CASES)))
    full = {**CASES[case], "acts": CASES[case]["acts"][:3]}
    less = forget(full, ("respondent", "relationship", "request"), data.draw)
    less["judgements"] = forget(full["judgements"], full["judgements"].keys() - FALLS_BACK, data.draw)
    less["acts"] = [
        forget(act, ("suspicion", "intentional", "against", "kind"), data.draw) for act in full["acts"]
    ]
    whole, part = assess(PACK, full)["measures"], assess(PACK, less)["measures"]
    assert all(part[name]["available"] in ("undetermined", whole[name]["available"]) for name in whole)
