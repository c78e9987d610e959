"""Norwegian law as the committee described it: where an answer turns."""

import json
from pathlib import Path

import pytest

from vaern import packs
from vaern.law import assess, explain

PACK = packs.load("no-2009")
SCENARIOS = Path(__file__).parents[2] / "laws" / "no-2009" / "scenarios" / "law.json"
CASES = {case["id"]: case["input"] for case in json.loads(SCENARIOS.read_text(encoding="utf-8"))}
CONVICTED, SUSPECTED, NOT_ASKED = CASES["FA-22"], CASES["FA-17"], CASES["FA-04"]
SHARED_HOME = {"relationship": {"kind": "spouse", "living_together": True}}


def found(case, measure, **changes):
    return assess(PACK, {**case, **changes})["measures"][measure]


def available(case, measure, **changes):
    return found(case, measure, **changes)["available"]


def missing(answer):
    return {name for ground in answer["grounds"] for each in ground["conditions"] for name in each["missing"]}


def suspicion(case, value):
    return {"acts": [{**act, "suspicion": value} for act in case["acts"]]}


@pytest.mark.parametrize("measure", ["besoksforbud", "kontaktforbud"])
@pytest.mark.parametrize(("feared", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_both_kinds_of_ban_ask_for_reason_to_believe(measure, feared, answer):
    assert available(CONVICTED, measure, judgements={"repetition_expected": feared}) == answer


@pytest.mark.parametrize(
    ("by", "required", "answer"),
    [
        ("victim", None, "yes"),
        ("none", True, "yes"),
        ("none", False, "no"),
        ("none", None, "undetermined"),
        ("household_member", False, "no"),
        (None, False, "undetermined"),
        (None, True, "yes"),
    ],
)
def test_a_visiting_ban_is_asked_for_or_required_by_the_public_interest(by, required, answer):
    judgements = {"repetition_expected": True, "public_interest": required}
    assert available(NOT_ASKED, "besoksforbud", judgements=judgements, request={"by": by}) == answer


@pytest.mark.parametrize(
    ("role", "by", "answer"),
    [
        ("household_member", "household_member", "yes"),
        ("nearest", "nearest", "yes"),
        ("nearest", "household_member", "no"),
        ("household_member", "nearest", "no"),
        ("household_member", "none", "no"),
    ],
)
def test_the_one_to_be_protected_asks_whoever_that_is(role, by, answer):
    judgements = {"repetition_expected": True, "public_interest": False}
    changes = {"protected": {"role": role}, "request": {"by": by}, "judgements": judgements}
    assert available(NOT_ASKED, "besoksforbud", **changes) == answer


def test_nobody_need_ask_for_a_contact_ban():
    assert available(CONVICTED, "kontaktforbud", request={"by": "none"}) == "yes"


@pytest.mark.parametrize(
    ("degree", "answer"),
    [("convicted", "yes"), ("reasoned", "no"), ("acquitted", "no"), (None, "undetermined")],
)
def test_a_contact_ban_presupposes_a_judgment(degree, answer):
    assert available(CONVICTED, "kontaktforbud", **suspicion(CONVICTED, degree)) == answer


def test_a_visiting_ban_presupposes_no_act_at_all():
    assert available(SUSPECTED, "besoksforbud", acts=[]) == "yes"


@pytest.mark.parametrize(
    ("measure", "at_most"), [("besoksforbud_eget_hjem", "P3M"), ("kontaktforbud_eget_hjem", "P1Y")]
)
def test_a_shared_home_can_be_forbidden_for_a_shorter_time(measure, at_most):
    answer = found(CONVICTED, measure, **SHARED_HOME)
    assert (answer["available"], answer["max_duration"]) == ("yes", at_most)


@pytest.mark.parametrize("measure", ["besoksforbud_eget_hjem", "kontaktforbud_eget_hjem"])
@pytest.mark.parametrize(("together", "answer"), [(False, "no"), (None, "undetermined")])
def test_nobody_is_expelled_from_a_home_that_is_not_shared(measure, together, answer):
    relationship = {"kind": "former_spouse", "living_together": together}
    assert available(CONVICTED, measure, relationship=relationship) == answer


@pytest.mark.parametrize(
    ("measure", "change"),
    [
        ("besoksforbud_eget_hjem", {"request": {"by": "none"}, "judgements": {"repetition_expected": True}}),
        ("kontaktforbud_eget_hjem", {"judgements": {}}),
        ("kontaktforbud_eget_hjem", suspicion(CONVICTED, None)),
    ],
)
def test_expulsion_asks_for_all_that_the_ban_without_it_asks_for(measure, change):
    assert available(CONVICTED, measure, **SHARED_HOME, **change) == "undetermined"


def test_five_years_are_the_ceiling_and_unlimited_time_is_told_beside_it():
    answer = found(CONVICTED, "kontaktforbud")
    assert answer["max_duration"] == "P5Y"
    assert any("i ubegrænset tid" in note["text"] for note in answer["notes"])


@pytest.mark.parametrize(
    ("measure", "authority"),
    [
        ("besoksforbud", "anklagemyndigheden"),
        ("besoksforbud_eget_hjem", "anklagemyndigheden"),
        ("kontaktforbud", "domstolene"),
        ("kontaktforbud_eget_hjem", "domstolene"),
        ("elektronisk_kontroll", "domstolene"),
    ],
)
def test_the_prosecution_gives_the_one_and_the_courts_the_other(measure, authority):
    assert found(CONVICTED, measure)["authority"] == authority


def test_control_waits_for_a_contact_ban_that_could_be_given_with_it():
    answer = found(CONVICTED, "elektronisk_kontroll", orders=[])
    assert answer["available"] == "undetermined"
    assert "orders.kontaktforbud" in missing(answer)


def test_there_is_no_control_where_no_contact_ban_can_be_given():
    assert available(CONVICTED, "elektronisk_kontroll", orders=[], **suspicion(CONVICTED, "reasoned")) == "no"


def test_control_may_go_with_a_ban_from_the_own_home():
    orders = [{**CONVICTED["orders"][0], "measure": "kontaktforbud_eget_hjem"}]
    assert available(CONVICTED, "elektronisk_kontroll", orders=orders) == "yes"


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("2026-05-04T08:59:59+02:00", "no"),
        ("2026-05-04T09:00:00+02:00", "yes"),
        ("2029-05-04T23:59:59+02:00", "yes"),
        ("2029-05-05T00:00:00+02:00", "no"),
    ],
)
def test_control_rests_on_a_ban_from_its_service_to_the_end_of_its_last_day(at, answer):
    past = {"repetition_expected": False, "necessary_for_compliance": True}
    assert available(CONVICTED, "elektronisk_kontroll", at=at, judgements=past) == answer


def test_control_says_that_the_scheme_had_not_begun():
    notes = [note["text"] for note in found(CONVICTED, "elektronisk_kontroll")["notes"]]
    assert any("Forsøgsordningen er endnu ikke iværksat" in text for text in notes)


def test_a_section_is_read_with_the_passages_that_stand_under_it_by_a_word():
    section = explain([PACK], "no-2009 strl § 33")
    passage = explain([PACK], "no-2009 strl § 33 (varighed)")
    assert passage["text"] in section["text"]
    assert "no-2009 strl § 33" in passage["neighbours"]


def test_a_section_does_not_take_in_another_that_begins_alike():
    assert "§ 342" not in explain([PACK], "no-2009 strl § 33 (varighed)")["text"]


def effects(cite):
    return [(each.kind, each.is_) for each in PACK.provisions[cite].effects]


@pytest.mark.parametrize(
    ("cite", "kinds"),
    [
        ("strpl § 222 a", [("issued_by", "anklagemyndigheden")]),
        ("strpl § 222 a (indhold)", [("covers", None), ("covers", None)]),
        ("strpl § 222 a (prøvelse)", [("court_review", None), ("court_review", None)]),
        ("strl § 33", [("issued_by", "domstolene")]),
        ("strl § 33 (indhold)", [("covers", None), ("covers", None)]),
        ("strl § 33 (varighed)", [("court_review", None)]),
        ("strl § 342", [("penalty", "P6M"), ("aggravating", "P2Y")]),
        ("ek (straf)", [("penalty", "P6M"), ("aggravating", "P2Y"), ("penalty", None)]),
        ("ek (omfang)", [("covers", None)]),
        ("ek (ikrafttræden)", [("takes_effect", None)]),
        ("ek (registrering)", [("information", None)]),
    ],
)
def test_what_a_ban_brings_about(cite, kinds):
    assert effects(cite) == kinds


def test_a_breach_of_any_ban_is_punished_alike():
    measures = {measure for each in PACK.provisions["strl § 342"].effects for measure in each.measures}
    assert measures == {
        "besoksforbud", "besoksforbud_eget_hjem", "kontaktforbud", "kontaktforbud_eget_hjem",
    }  # fmt: skip


@pytest.mark.parametrize("cite", ["strl § 342", "strl § 390 a", "ek (straf)"])
def test_two_years_are_the_longest_imprisonment(cite):
    assert [each.is_ for each in PACK.provisions[cite].penalties] == [24]


def test_a_contact_ban_alone_is_for_acts_that_carry_less_than_a_year():
    assert PACK.provisions["strl § 33 (anden straf)"].values["sole_sanction_under"].is_ == "P1Y"


@pytest.mark.parametrize(
    ("cite", "judged", "by"),
    [
        ("strpl § 222 a (betingelser)", "repetition_expected", "prosecutor"),
        ("strpl § 222 a (begæring)", "public_interest", "prosecutor"),
        ("strl § 33 (betingelser)", "repetition_expected", "court"),
        ("ek (betingelser)", "necessary_for_compliance", "court"),
    ],
)
def test_who_makes_each_assessment(cite, judged, by):
    assert [(each.judged, each.decided_by) for each in PACK.provisions[cite].assessments] == [(judged, by)]


@pytest.mark.parametrize("cite", ["strpl § 222 a (betingelser)", "strl § 33 (betingelser)"])
def test_three_things_may_be_feared(cite):
    [asked] = PACK.provisions[cite].assessments
    assert [each.words for each in asked.weigh] == [
        "begå en strafbar handling over for",
        "forfølge en anden person",
        "på anden vis krænke en andens fred",
    ]


def test_practice_says_for_whom_control_is_not_suited():
    [asked] = PACK.provisions["ek (betingelser)"].assessments
    assert any("vurderes særlig farlige" in each.words for each in asked.practice)


def test_the_controlled_is_told_where_he_must_not_go():
    [paper] = PACK.provisions["ek (forbudszoner)"].papers
    assert (paper.step, paper.to) == ("control_ordered", "respondent")
    assert [each.id for each in paper.content] == ["zones", "ban", "limits"]


def test_the_protected_is_warned_only_when_he_comes_close():
    assert PACK.provisions["ek (modtager hos den beskyttede)"].values["protected_alerted_within_m"].is_ == 500
