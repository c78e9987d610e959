"""An act opens a measure only as far as it touched the one to be protected, or broke an order that did."""

import pytest

from vaern import packs
from vaern.law import assess

PACK = packs.load("dk-2011-draft")
JUDGED = {
    "peace_violated": False,
    "equated_with_peace_violation": True,
    "repetition_expected": True,
    "too_grave_to_tolerate_contact": True,
    "tilhold_sufficient": False,
    "often_repeated": False,
}
TILHOLD = {
    "id": "T1",
    "measure": "tilhold",
    "served_at": "2026-01-02T09:00:00+01:00",
    "expires_on": "2031-01-02",
}


def act(**fields):
    return {
        "id": "A1",
        "at": "2026-05-01T22:10:00+02:00",
        "against": "victim",
        "suspicion": "reasoned",
        **fields,
    }


def condition(measure, citation, *acts, role="victim", orders=(TILHOLD,), **judged):
    facts = {
        "law": PACK.id,
        "at": "2026-05-04T10:00:00+02:00",
        "protected": {"role": role},
        "relationship": {"kind": "former_partner", "living_together": False, "expected_to_reunite": False},
        "acts": list(acts),
        "orders": list(orders),
        "judgements": {**JUDGED, **judged},
    }
    found = assess(PACK, facts)["measures"][measure]
    shown = [*found["general_conditions"], *(each for g in found["grounds"] for each in g["conditions"])]
    return next(each for each in shown if each["citation"] == f"{PACK.id} {citation}")


@pytest.mark.parametrize(
    ("measure", "citation"), [("opholdsforbud", "§ 4 no. 1"), ("elektronisk_kontrol", "ek § 2 no. 2")]
)
@pytest.mark.parametrize(("against", "holds"), [("victim", "yes"), ("other", "no")])
def test_violence_in_the_household_counts_where_it_was_against_the_one_to_be_protected(
    measure, citation, against, holds
):
    violence = act(
        kind="offence", against=against, provision="strl § 253", household=True, max_penalty_months=36
    )
    assert condition(measure, citation, violence)["holds"] == holds


@pytest.mark.parametrize(
    "written", ["strl § 245", "straffelovens § 245", "straffeloven § 245", "Strl § 245", "STRL. § 245"]
)
def test_a_section_counts_however_its_statute_is_written(written):
    assert condition("tilhold", "§ 2(2) no. 1", act(kind="offence", provision=written))["holds"] == "yes"


def test_a_section_of_a_statute_nobody_here_knows_leaves_it_open():
    found = condition("tilhold", "§ 2(2) no. 1", act(kind="offence", provision="xyz § 245"))
    assert (found["holds"], found["missing"]) == ("undetermined", ["acts.A1.provision"])


def test_contact_while_a_tilhold_is_in_force_may_be_a_breach_of_it():
    found = condition("opholdsforbud", "§ 4 no. 1", act(kind="contact", intentional=True))
    assert (found["holds"], found["missing"]) == ("undetermined", ["acts.A1.breach_of"])


@pytest.mark.parametrize(
    ("against", "holds"), [("victim", "yes"), ("household_member", "no"), (None, "undetermined")]
)
def test_a_tilhold_for_the_victim_is_broken_by_reaching_her(against, holds):
    breach = act(kind="breach", breach_of="tilhold", intentional=True, against=against)
    found = condition(
        "elektronisk_kontrol", "ek § 2 no. 2", breach, {**breach, "id": "A2"}, breaches_repeated=True
    )
    assert found["holds"] == holds


@pytest.mark.parametrize(
    ("at", "intentional", "holds"),
    [
        ("2026-01-02T09:00:00+01:00", True, "yes"),
        ("2026-01-02T08:59:59+01:00", True, "no"),
        ("2026-05-01T22:10:00+02:00", False, "no"),
        ("2026-05-01T22:10:00+02:00", None, "undetermined"),
    ],
)
def test_a_breach_is_an_offence_where_an_order_bound_and_it_was_meant(at, intentional, holds):
    breach = act(kind="breach", breach_of="tilhold", intentional=intentional, at=at)
    assert condition("tilhold", "§ 2(1) no. 1", breach)["holds"] == holds


def test_a_breach_with_a_penal_provision_of_its_own_is_that_offence_too():
    breach = act(kind="breach", breach_of="tilhold", provision="strl § 245")
    assert condition("tilhold", "§ 2(2) no. 1", breach)["holds"] == "yes"


@pytest.mark.parametrize(
    ("role", "holds"), [("victim", "undetermined"), ("nearest", "undetermined"), ("company", "no")]
)
def test_a_child_of_the_household_may_be_the_nearest(role, holds):
    violence = act(kind="offence", against="household_member", provision="strl § 245")
    assert condition("tilhold", "§ 2(2) no. 1", violence, role=role)["holds"] == holds
