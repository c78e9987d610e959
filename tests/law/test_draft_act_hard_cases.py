"""The draft Act on facts a defence counsel would pick: whom it protects, which limb, series and home."""

import pytest

from vaern import packs
from vaern.law import assess

PACK = packs.load("dk-2011-draft")
EVERYTHING = ("tilhold", "opholdsforbud", "bortvisning", "elektronisk_kontrol")
BEATEN = {"id": "A1", "kind": "offence", "provision": "strl § 245", "max_penalty_months": 72}
THREAT = {"id": "A1", "kind": "threat_of_violence"}
WRITES = {"id": "A1", "kind": "contact"}
TILHOLD = {"measure": "tilhold", "served_at": "2026-02-02T09:00:00+01:00", "expires_on": "2031-02-02"}
OPHOLDSFORBUD = {
    "measure": "opholdsforbud",
    "served_at": "2026-02-02T09:00:00+01:00",
    "expires_on": "2027-02-02",
}
BORTVISNING = {
    "measure": "bortvisning",
    "served_at": "2026-04-10T09:00:00+02:00",
    "expires_on": "2026-05-08",
}


def act(base, **changes):
    common = {"at": "2026-05-01T22:10:00+02:00", "against": "victim", "suspicion": "reasoned"}
    return {**common, "intentional": True, **base, **changes}


def breach(name, of, **changes):
    return act({"id": name, "kind": "breach", "breach_of": of}, **changes)


def facts(*acts, role="victim", orders=(), by="victim", home=False, **judgements):
    return {
        "law": "dk-2011-draft",
        "at": "2026-05-04T10:00:00+02:00",
        "respondent": {"birthdate": "1985-03-01"},
        "protected": {"role": role},
        "relationship": {
            "living_together": home,
            "cohabitation_voluntary": False,
            "expected_to_reunite": False,
        },
        "acts": list(acts),
        "orders": list(orders),
        "judgements": {"proportionate": dict.fromkeys(EVERYTHING, True), **judgements},
        "request": {"by": by},
    }


def answer(measure, *acts, **said):
    return assess(PACK, facts(*acts, **said))["measures"][measure]["available"]


def missing(measure, *acts, **said):
    found = assess(PACK, facts(*acts, **said))["measures"][measure]
    conditions = [*found["general_conditions"], *(each for g in found["grounds"] for each in g["conditions"])]
    return {key for each in conditions for key in each["missing"]}


def tilhold(*acts, **said):
    return answer("tilhold", *acts, **said)


def opholdsforbud(*acts, **said):
    return answer("opholdsforbud", *acts, **{"tilhold_sufficient": False, **said})


def control(*acts, **said):
    judged = {"opholdsforbud_sufficient": False, "peace_violated": True, "repetition_expected": True}
    return answer("elektronisk_kontrol", *acts, **{**judged, **said})


# § 2(2): the victim or the victim's nearest


@pytest.mark.parametrize("by", ["victim", "nearest"])
def test_the_mother_of_a_killed_child_may_have_a_tilhold(by):
    killed = act(BEATEN, provision="strl § 237", max_penalty_months="life")
    assert tilhold(killed, role="nearest", by=by, too_grave_to_tolerate_contact=True) == "yes"


def test_the_nearest_may_have_an_opholdsforbud_too():
    assert opholdsforbud(act(BEATEN), role="nearest", too_grave_to_tolerate_contact=True) == "yes"


def test_what_is_done_to_the_victim_gives_her_nearest_no_tilhold_under_the_general_rule():
    judged = {"equated_with_peace_violation": True, "repetition_expected": True}
    assert tilhold(act(BEATEN), role="nearest", too_grave_to_tolerate_contact=False, **judged) == "no"


def test_a_mother_is_the_nearest_of_a_beaten_child_whoever_is_called_the_victim():
    assert tilhold(act(BEATEN, against="nearest"), too_grave_to_tolerate_contact=True) == "yes"


def test_whether_a_child_of_the_household_is_her_nearest_the_facts_do_not_say():
    beaten = act(BEATEN, against="household_member")
    assert tilhold(beaten, too_grave_to_tolerate_contact=True) == "undetermined"


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("strl § 180", "yes"),
        ("strl § 182", "undetermined"),
        ("strl § 119", "undetermined"),
        ("strl § 123", "undetermined"),
        ("strl § 210", "yes"),
        ("strl § 237", "yes"),
        ("strl § 241", "undetermined"),
        ("strl § 244", "yes"),
        ("strl § 246", "yes"),
        ("strl § 249", "no"),
        ("strl § 260", "no"),
        ("strl § 261", "yes"),
        ("strl § 264", "no"),
        ("strl § 266", "no"),
        ("strl § 276", "no"),
        ("strl § 288", "yes"),
    ],
)
def test_grave_crime_against_a_person_is_named_by_kind(provision, expected):
    act_ = act(BEATEN, provision=provision)
    judged = {"repetition_expected": False, "too_grave_to_tolerate_contact": True}
    assert tilhold(act_, **judged) == expected


# § 4 no. 1: three limbs


def test_robbery_opens_an_opholdsforbud_by_the_third_limb_but_no_bortvisning():
    robbed = act(BEATEN, provision="strl § 288")
    judged = {"too_grave_to_tolerate_contact": True, "repetition_expected": True}
    assert opholdsforbud(robbed, **judged) == "yes"
    assert answer("bortvisning", act(BEATEN, provision="strl § 288"), home=True, **judged) == "no"


def test_a_threat_of_simple_violence_opens_a_bortvisning_but_not_the_third_limb():
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    threat = act(THREAT, household=True)
    assert answer("bortvisning", threat, home=True, **judged) == "yes"
    assert opholdsforbud(threat, home=True, **judged) == "no"


def test_a_threat_of_simple_violence_counts_among_often_repeated_violations():
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": True}
    assert opholdsforbud(act(THREAT), **judged) == "yes"


def test_a_threat_of_simple_violence_made_in_spite_of_a_tilhold_opens_the_second_limb():
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    assert opholdsforbud(act(THREAT, breach_of="tilhold"), orders=[TILHOLD], **judged) == "yes"


def test_an_offence_of_section_8_opens_no_opholdsforbud_unless_a_tilhold_may_be_given():
    judged = {"equated_with_peace_violation": True, "repetition_expected": False, "often_repeated": False}
    assert opholdsforbud(act(BEATEN, provision="strl § 266", household=True), **judged) == "no"


def test_one_breach_of_an_opholdsforbud_is_no_breach_of_a_tilhold():
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    assert opholdsforbud(breach("A1", "opholdsforbud"), orders=[OPHOLDSFORBUD], **judged) == "no"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-02-02T08:59:59+01:00", "no"),
        ("2026-02-02T09:00:00+01:00", "yes"),
        ("2026-02-03T09:00:00+01:00", "yes"),
    ],
)
def test_a_tilhold_can_be_broken_from_its_service(at, expected):
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    assert opholdsforbud(breach("A1", "tilhold", at=at), orders=[TILHOLD], **judged) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-05-01T23:59:59+02:00", "yes"),
        ("2026-05-02T00:00:00+02:00", "no"),
        ("2026-05-03T00:00:00+02:00", "no"),
    ],
)
def test_a_tilhold_can_be_broken_to_the_end_of_its_last_day(at, expected):
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    ended = {**TILHOLD, "expires_on": "2026-05-01"}
    assert opholdsforbud(breach("A1", "tilhold", at=at), orders=[ended], **judged) == expected


# § 6: a member of the victim's household


def test_a_stepchild_is_covered_where_the_mother_has_a_tilhold():
    judged = {"peace_violated": True, "repetition_expected": True, "necessary_for_household_member": True}
    assert tilhold(act(WRITES), role="household_member", orders=[TILHOLD], **judged) == "yes"


def test_a_stepchild_waits_for_the_mothers_own_tilhold():
    judged = {"peace_violated": True, "repetition_expected": True, "necessary_for_household_member": True}
    assert missing("tilhold", act(WRITES), role="household_member", **judged) >= {"orders.tilhold"}


def test_an_opholdsforbud_for_the_stepchild_presupposes_the_mothers_not_her_tilhold():
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    said = {"role": "household_member", "orders": [TILHOLD], "necessary_for_household_member": True}
    assert opholdsforbud(act(WRITES, at="2026-02-01T09:00:00+01:00"), **said, **judged) == "no"


def test_contact_while_a_tilhold_was_in_force_may_have_been_a_breach():
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    assert opholdsforbud(act(WRITES), orders=[TILHOLD], **judged) == "undetermined"


def test_a_stepchild_he_writes_to_himself_needs_nobody_elses_order():
    written = act(WRITES, against="household_member")
    judged = {"peace_violated": True, "repetition_expected": True, "necessary_for_household_member": False}
    assert tilhold(written, role="household_member", by="household_member", **judged) == "yes"


# §§ 7-9: home, age, household


def test_nobody_is_expelled_from_a_home_he_does_not_share():
    judged = {"repetition_expected": True}
    assert answer("bortvisning", act(BEATEN, household=True), home=False, **judged) == "no"


def test_a_bortvisning_protects_the_mother_when_the_child_was_beaten():
    beaten = act(BEATEN, against="household_member")
    assert answer("bortvisning", beaten, home=True, repetition_expected=True) == "yes"


@pytest.mark.parametrize(
    ("by", "expected"), [("victim", "yes"), ("household_member", "yes"), ("nearest", "no"), ("none", "no")]
)
def test_any_member_of_the_household_may_ask_for_a_bortvisning(by, expected):
    judged = {"repetition_expected": True, "public_interest": False, "risk_of_serious_assault": False}
    assert answer("bortvisning", act(BEATEN), home=True, by=by, **judged) == expected


@pytest.mark.parametrize(
    ("by", "expected"), [("victim", "yes"), ("household_member", "no"), ("nearest", "no"), ("none", "no")]
)
def test_only_the_one_to_be_protected_may_ask_for_a_tilhold(by, expected):
    judged = {"public_interest": False, "risk_of_serious_assault": False, "repetition_expected": True}
    assert tilhold(act(WRITES), by=by, peace_violated=True, **judged) == expected


def test_public_interest_without_a_risk_of_serious_assault_does_not_replace_a_request():
    judged = {"public_interest": True, "risk_of_serious_assault": False, "repetition_expected": True}
    assert tilhold(act(WRITES), by="none", peace_violated=True, **judged) == "no"


def test_section_9_asks_neither_for_an_age_nor_for_a_request():
    said = facts(act(THREAT, suspicion="reasonable_ground"), home=True, by="none")
    found = assess(PACK, {**said, "respondent": {"birthdate": "2010-01-01"}})
    assert found["measures"]["tilbageholdelse"]["available"] == "yes"


def test_a_threat_to_a_former_partner_who_lives_elsewhere_detains_nobody():
    assert answer("tilbageholdelse", act(THREAT)) == "no"


# ek § 2


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (["opholdsforbud"], "no"),
        (["opholdsforbud", "tilhold"], "yes"),
        (["tilhold", "bortvisning"], "yes"),
        (["opholdsforbud", "elektronisk_kontrol"], "no"),
    ],
)
def test_breaches_of_different_orders_form_one_series(broken, expected):
    acts = [breach(f"A{place}", of) for place, of in enumerate(broken)]
    orders = [TILHOLD, OPHOLDSFORBUD, BORTVISNING]
    assert control(*acts, orders=orders, breaches_repeated=True) == expected


def test_a_breach_before_service_is_no_part_of_the_series():
    acts = [breach("A1", "opholdsforbud"), breach("A2", "tilhold", at="2026-02-01T09:00:00+01:00")]
    assert control(*acts, orders=[TILHOLD, OPHOLDSFORBUD], breaches_repeated=True) == "no"


def test_a_careless_breach_is_no_part_of_the_series():
    acts = [breach("A1", "opholdsforbud"), breach("A2", "opholdsforbud", intentional=False)]
    assert control(*acts, orders=[OPHOLDSFORBUD], breaches_repeated=True) == "no"


def test_a_tilhold_alone_is_not_controlled():
    acts = [breach("A1", "tilhold"), breach("A2", "tilhold")]
    said = {"orders": [TILHOLD], "breaches_repeated": True, "tilhold_sufficient": True}
    assert control(*acts, **said) == "no"


def test_control_may_be_ordered_together_with_the_opholdsforbud_it_rests_on():
    acts = [breach("A1", "tilhold"), breach("A2", "tilhold")]
    said = {"orders": [TILHOLD], "breaches_repeated": True, "tilhold_sufficient": False}
    assert "orders.opholdsforbud" in missing(
        "elektronisk_kontrol", *acts, opholdsforbud_sufficient=False, **said
    )


def test_control_rests_on_an_opholdsforbud_that_is_still_in_force():
    beaten = act(BEATEN)
    over = {**OPHOLDSFORBUD, "expires_on": "2026-05-03"}
    judged = {"too_grave_to_tolerate_contact": True, "tilhold_sufficient": True}
    assert control(beaten, orders=[OPHOLDSFORBUD], **judged) == "yes"
    assert control(beaten, orders=[over], **judged) == "no"


def test_control_is_not_ordered_where_the_opholdsforbud_is_enough():
    judged = {"too_grave_to_tolerate_contact": True, "opholdsforbud_sufficient": True}
    assert control(act(BEATEN), orders=[OPHOLDSFORBUD], **judged) == "no"


# acquittal


def test_an_acquittal_of_one_of_two_acts_leaves_the_other():
    acts = [act(BEATEN, suspicion="acquitted"), act(WRITES, id="A2")]
    assert tilhold(*acts, peace_violated=True, repetition_expected=True) == "yes"


def test_an_acquittal_without_other_ground_ends_it_whatever_else_is_suspected():
    acts = [act(BEATEN, suspicion="acquitted"), act(WRITES, id="A2")]
    judged = {"peace_violated": True, "repetition_expected": True, "other_grounds": False}
    assert tilhold(*acts, **judged) == "no"


# § 1: a definite circle of persons


@pytest.mark.parametrize(("defined", "expected"), [(True, "yes"), (False, "no"), (None, "undetermined")])
@pytest.mark.parametrize("role", ["institution", "company", "authority"])
def test_the_staff_of_a_workplace_is_protected_if_it_is_a_definite_circle(role, defined, expected):
    said = facts(act(WRITES), role=role, peace_violated=True, repetition_expected=True)
    said["protected"]["defined_group"] = defined
    assert assess(PACK, said)["measures"]["tilhold"]["available"] == expected


# overfaldsalarm


@pytest.mark.parametrize(("threatened", "expected"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_an_assault_alarm_rests_on_a_concrete_threat(threatened, expected):
    assert answer("overfaldsalarm", special_risk_of_assault=threatened) == expected


# the parts of a condition, each where it alone decides


def told(said, **changes):
    return {**said, **changes}


def condition(said, measure, citation):
    found = assess(PACK, said)["measures"][measure]
    conditions = [*found["general_conditions"], *(each for g in found["grounds"] for each in g["conditions"])]
    return next(each["holds"] for each in conditions if each["citation"] == f"dk-2011-draft {citation}")


@pytest.mark.parametrize("role", ["institution", "company", "authority"])
def test_nobody_asks_how_he_lives_with_a_workplace(role):
    said = facts(act(WRITES), role=role, peace_violated=True, repetition_expected=True)
    said = told(said, relationship={}, protected={"role": role, "defined_group": True})
    assert assess(PACK, said)["measures"]["tilhold"]["available"] == "yes"


def test_whether_he_lives_with_the_nearest_of_a_victim_he_lives_with_is_open():
    said = facts(act(BEATEN), role="nearest", home=True, too_grave_to_tolerate_contact=True)
    together = {"living_together": True, "cohabitation_voluntary": True, "expected_to_reunite": False}
    assert condition(told(said, relationship=together), "tilhold", "§ 2 bem.") == "undetermined"


@pytest.mark.parametrize("kind", ["contact", "following", "threat_of_violence"])
def test_the_peace_may_be_violated_by_contact_by_following_or_by_a_threat(kind):
    assert tilhold(act({"id": "A1", "kind": kind}), peace_violated=True, repetition_expected=True) == "yes"


@pytest.mark.parametrize("suspicion", ["convicted", "reasoned"])
@pytest.mark.parametrize("order", [TILHOLD, OPHOLDSFORBUD, BORTVISNING], ids=lambda each: each["measure"])
def test_an_intentional_breach_is_a_punishable_act_that_may_equal_a_violation(order, suspicion):
    broken = breach("A1", order["measure"], suspicion=suspicion)
    judged = {"peace_violated": False, "equated_with_peace_violation": True, "repetition_expected": True}
    assert tilhold(broken, orders=[order], **judged) == "yes"


def test_a_breach_towards_her_nearest_is_not_against_her():
    broken = breach("A1", "opholdsforbud", against="nearest")
    judged = {"peace_violated": True, "equated_with_peace_violation": True, "repetition_expected": True}
    assert tilhold(broken, orders=[OPHOLDSFORBUD], **judged) == "no"


@pytest.mark.parametrize(
    "changes", [{"suspicion": "weak"}, {"intentional": False}, {"against": "nearest"}], ids=str
)
def test_the_second_limb_needs_an_intentional_breach_towards_her_suspected_with_reason(changes):
    before = act(WRITES, id="A2", at="2026-02-01T09:00:00+01:00")
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    judged |= {"equated_with_peace_violation": False}
    assert opholdsforbud(before, breach("A1", "tilhold", **changes), orders=[TILHOLD], **judged) == "no"


def test_often_repeated_says_nothing_where_there_was_no_violation():
    said = facts(act(WRITES), peace_violated=False, often_repeated=True)
    assert condition(said, "opholdsforbud", "§ 4 no. 1") == "no"


def test_the_third_limb_needs_an_offence_against_her_not_against_her_household():
    before = act(WRITES, id="A2")
    threatened = act(BEATEN, provision="strl § 266", against="household_member", household=True)
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": False}
    assert opholdsforbud(before, threatened, **judged) == "no"


@pytest.mark.parametrize(("measure", "citation"), [("tilhold", "§ 5 bem."), ("bortvisning", "§ 8 bem.")])
def test_where_nobody_was_acquitted_no_other_ground_is_asked_for(measure, citation):
    assert condition(facts(act(WRITES, suspicion="weak")), measure, citation) == "yes"


def test_a_conviction_for_one_act_is_another_ground_after_an_acquittal_of_the_other():
    acts = [act(BEATEN, suspicion="acquitted"), act(WRITES, id="A2", suspicion="convicted")]
    assert tilhold(*acts, peace_violated=True, repetition_expected=True) == "yes"


@pytest.mark.parametrize(
    ("others", "expected"), [(True, "yes"), (False, "no"), (None, "yes")], ids=["other", "none", "unsaid"]
)
def test_a_bortvisning_after_an_acquittal_stands_on_its_other_grounds(others, expected):
    acts = [act(BEATEN, suspicion="acquitted"), act(THREAT, id="A2", suspicion="convicted")]
    judged = {"repetition_expected": True, "other_grounds": others}
    assert answer("bortvisning", *acts, home=True, **judged) == expected


@pytest.mark.parametrize(("too_grave", "expected"), [(True, "yes"), (False, "no")])
def test_a_stepchild_is_covered_too_where_the_mothers_tilhold_rests_on_a_grave_crime(too_grave, expected):
    judged = {"too_grave_to_tolerate_contact": too_grave, "repetition_expected": False}
    said = {"role": "household_member", "orders": [TILHOLD], "necessary_for_household_member": True}
    assert tilhold(act(BEATEN), **said, **judged) == expected


@pytest.mark.parametrize(
    ("necessary", "often", "orders", "expected"),
    [
        (True, True, [OPHOLDSFORBUD], "yes"),
        (False, True, [OPHOLDSFORBUD], "no"),
        (True, False, [OPHOLDSFORBUD], "no"),
        (True, True, [], "undetermined"),
    ],
    ids=["all there", "not necessary", "conditions not met", "none for the mother yet"],
)
def test_an_opholdsforbud_reaches_a_stepchild_on_every_condition(necessary, often, orders, expected):
    judged = {"peace_violated": True, "repetition_expected": True, "often_repeated": often}
    judged |= {"necessary_for_household_member": necessary}
    before = act(WRITES, at="2026-02-01T09:00:00+01:00")
    assert opholdsforbud(before, role="household_member", orders=orders, **judged) == expected


@pytest.mark.parametrize(
    ("role", "expected"), [("household_member", "yes"), ("nearest", "no"), ("company", "no")]
)
def test_a_bortvisning_protects_the_household_only(role, expected):
    assert answer("bortvisning", act(BEATEN), role=role, home=True, repetition_expected=True) == expected


def test_a_threat_to_somebody_outside_his_household_opens_no_bortvisning():
    threat = act(THREAT, household=False)
    assert answer("bortvisning", threat, home=True, repetition_expected=True) == "no"


@pytest.mark.parametrize(
    "provision", ["strl § 216", "strl § 237", "strl § 254", "strl § 260", "strl § 262 a"]
)
def test_chapters_24_to_26_open_a_bortvisning_from_their_first_section_to_their_last(provision):
    offence = act(BEATEN, provision=provision, max_penalty_months=18)
    assert answer("bortvisning", offence, home=True, repetition_expected=True) == "yes"


@pytest.mark.parametrize("provision", ["strl § 215", "strl § 255", "strl § 259", "strl § 263"])
def test_the_sections_beside_chapters_24_to_26_open_none(provision):
    offence = act(BEATEN, provision=provision, max_penalty_months=72)
    assert answer("bortvisning", offence, home=True, repetition_expected=True) == "no"


@pytest.mark.parametrize(("expected_at_home", "expected"), [(True, "yes"), (False, "no")])
def test_what_is_expected_at_home_goes_before_what_is_expected_elsewhere(expected_at_home, expected):
    judged = {"offence_expected_at_home": expected_at_home, "repetition_expected": not expected_at_home}
    assert answer("bortvisning", act(BEATEN), home=True, **judged) == expected


@pytest.mark.parametrize("section", [216, 237, 239, 242, 246, 260, 261, 266, 288])
def test_an_offence_that_is_violence_or_its_threat_detains(section):
    offence = act(BEATEN, provision=f"strl § {section}", suspicion="reasonable_ground")
    assert answer("tilbageholdelse", offence, home=True) == "yes"


@pytest.mark.parametrize(("role", "by"), [("household_member", "nearest"), ("nearest", "household_member")])
def test_one_relative_does_not_ask_for_another(role, by):
    said = facts(act(WRITES), role=role, by=by, public_interest=False)
    assert condition(said, "tilhold", "§ 14") == "no"


def test_a_risk_without_public_interest_does_not_replace_a_request():
    said = facts(act(WRITES), by="none", public_interest=False, risk_of_serious_assault=True)
    assert condition(said, "tilhold", "§ 14") == "no"


def test_two_breaches_are_enough_only_where_somebody_finds_them_repeated():
    acts = [breach("A1", "opholdsforbud"), breach("A2", "opholdsforbud")]
    assert control(*acts, orders=[OPHOLDSFORBUD], breaches_repeated=False) == "no"


def test_control_out_of_proportion_is_not_ordered():
    proportionate = {"opholdsforbud": True, "elektronisk_kontrol": False}
    judged = {"too_grave_to_tolerate_contact": True, "proportionate": proportionate}
    assert control(act(BEATEN), orders=[OPHOLDSFORBUD], **judged) == "no"


@pytest.mark.parametrize(
    ("measure", "longest", "authority"),
    [
        ("tilhold", "P5Y", "politidirektøren"),
        ("opholdsforbud", "P1Y", "politidirektøren"),
        ("bortvisning", "P4W", "politidirektøren"),
        ("tilbageholdelse", "PT24H", "politiet"),
        ("elektronisk_kontrol", "P3M", "politidirektøren"),
        ("overfaldsalarm", None, "politiet"),
    ],
)
def test_how_long_a_measure_may_last_and_who_decides_it(measure, longest, authority):
    found = assess(PACK, facts())["measures"][measure]
    assert (found["max_duration"], found["authority"]) == (longest, authority)
