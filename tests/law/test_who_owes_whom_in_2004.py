"""The law of 2004 as a table: who owes what to whom, and which offences leave a detention open."""

import pytest

from vaern import packs
from vaern.law import assess

PACK = packs.load("dk-2004")
OWED = {
    ("bvl § 4(2)", "release_from_detention", "police", "respondent"),
    ("bvl § 6(2)", "notify_municipality", "police", "municipality"),
    ("bvl § 6(3)", "demand_court_review", "respondent", "police"),
    ("bvl § 6(3)", "submit_to_court", "police", "court"),
    ("bvl § 9(1)", "hold_hearing", "court", "respondent"),
    ("cirk. 1990 (Hurtig sagsbehandling)", "explain_delay_to_victim", "police", "protected_person"),
    (
        "cirk. 1990 (Det centrale Kriminalregister)",
        "report_to_criminal_register",
        "police",
        "criminal_register",
    ),
    ("cirk. 1990 (Underretning)", "notify_parties", "police", "protected_person"),
    ("cirk. 2003 no. 4", "review_assault_alarm", "police", "protected_person"),
    ("rpl § 792 d(3)", "submit_intervention_to_court", "police", "court"),
    ("RM 3/2008 § 6.2", "submit_violence_case_to_court", "prosecutor", "court"),
    ("RM 3/2008 § 6.2", "forward_closed_investigation", "prosecutor", "court"),
    ("RM 3/2008 § 6.2", "submit_rape_case_to_court", "prosecutor", "court"),
    ("RM 3/2008 § 7.2.1 (Forkyndelse)", "serve_order", "police", "respondent"),
    ("RM 3/2008 § 7.3 (Forkyndelse)", "serve_order", "police", "respondent"),
    ("RM 3/2008 bilag 2 (Erstatning)", "claim_compensation", "respondent", "state_prosecutor"),
}


def test_each_duty_is_owed_by_the_one_and_to_the_one_that_its_provision_names():
    duties = ((cite, duty) for cite, each in PACK.provisions.items() for duty in each.duties)
    assert {(cite, duty.kind, duty.actor, duty.towards) for cite, duty in duties} == OWED


def test_a_claim_is_for_an_expulsion_or_a_detention_and_nothing_else():
    claims = PACK.provisions["RM 3/2008 bilag 2 (Erstatning)"].duties
    owed_for = [duty.measures or (duty.measure,) for duty in claims]
    assert owed_for == [("bortvisning",), ("tilbageholdelse",), ("bortvisning",)]


def detention(section):
    act = {
        "id": "A1",
        "at": "2009-05-01T10:00:00+02:00",
        "kind": "offence",
        "against": "victim",
        "household": True,
        "suspicion": "reasonable_ground",
        "provision": f"strl § {section}",
    }
    asked = {"law": "dk-2004", "at": "2009-05-02T10:00:00+02:00", "acts": [act]}
    return assess(PACK, asked)["measures"]["tilbageholdelse"]["available"]


@pytest.mark.parametrize(
    "section", ["216", "237", "238", "239", "244", "245", "246", "260", "261", "266", "288"]
)
def test_an_offence_that_is_violence_or_a_threat_of_it_opens_a_detention(section):
    assert detention(section) == "yes"


@pytest.mark.parametrize(
    "section", ["119", "123", "180", "183", "210", "213", "218", "236", "240", "247", "262", "264", "291"]
)
def test_whether_another_offence_against_a_person_or_the_home_was_violent_is_left_open(section):
    assert detention(section) == "undetermined"


@pytest.mark.parametrize("section", ["276", "285"])
def test_theft_opens_no_detention(section):
    assert detention(section) == "no"


def test_an_expulsion_is_prolonged_by_four_weeks_at_a_time():
    assert PACK.provisions["bvl § 5(2)"].values["extended_by"].is_ == "P4W"
