"""Spanish law as the committee described it: control before judgment, tied to an order, worn with consent."""

import json
from pathlib import Path

import pytest

from vaern import packs
from vaern.law import assess, explain

PACK = packs.load("es-2009")
SCENARIOS = Path(__file__).parents[2] / "laws" / "es-2009" / "scenarios" / "law.json"
CASES = {case["id"]: case["input"] for case in json.loads(SCENARIOS.read_text(encoding="utf-8"))}
CONSENTING = CASES["FA-52"]


def found(measure, **changes):
    return assess(PACK, {**CONSENTING, **changes})["measures"][measure]


def available(measure, **changes):
    return found(measure, **changes)["available"]


def missing(answer):
    return {name for ground in answer["grounds"] for each in ground["conditions"] for name in each["missing"]}


def act(**changes):
    return {"acts": [{**CONSENTING["acts"][0], **changes}]}


@pytest.mark.parametrize(("consents", "answer"), [(True, "yes"), (False, "no"), (None, "undetermined")])
def test_the_protected_person_must_consent_to_the_device(consents, answer):
    assert available("control_telematico", judgements={"consents_to_device": consents}) == answer


def test_consent_that_nobody_has_asked_for_is_named():
    assert "judgements.consents_to_device" in missing(found("control_telematico", judgements={}))


def test_the_distance_order_needs_nobody_to_wear_a_device():
    assert available("orden_de_alejamiento", judgements={"consents_to_device": False}) == "yes"


@pytest.mark.parametrize("measure", ["orden_de_alejamiento", "control_telematico"])
@pytest.mark.parametrize(
    ("degree", "answer"),
    [
        ("reasoned", "yes"),
        ("convicted", "yes"),
        ("reasonable_ground", "yes"),
        ("weak", "no"),
        ("acquitted", "no"),
        (None, "undetermined"),
    ],
)
def test_both_presuppose_a_criminal_case(measure, degree, answer):
    assert available(measure, **act(suspicion=degree)) == answer


@pytest.mark.parametrize("measure", ["orden_de_alejamiento", "control_telematico"])
@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("offence", "yes"),
        ("obstruction", "yes"),
        ("contact", "no"),
        ("threat_of_violence", "no"),
        (None, "undetermined"),
    ],
)
def test_only_what_is_punishable_makes_a_criminal_case(measure, kind, answer):
    assert available(measure, **act(kind=kind)) == answer


def test_acts_that_nobody_has_told_of_leave_it_open():
    answer = found("orden_de_alejamiento", acts=None)
    assert (answer["available"], missing(answer)) == ("undetermined", {"acts"})


@pytest.mark.parametrize("kind", ["former_spouse", "stranger", "neighbour"])
def test_violence_in_a_relationship_is_an_example_and_no_limit(kind):
    assert available("control_telematico", relationship={"kind": kind, "living_together": False}) == "yes"


def test_control_waits_for_a_distance_order_that_could_be_given_with_it():
    answer = found("control_telematico", orders=[])
    assert answer["available"] == "undetermined"
    assert "orders.orden_de_alejamiento" in missing(answer)


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("2026-04-22T08:59:59+02:00", "undetermined"),
        ("2026-04-22T09:00:00+02:00", "yes"),
        ("2026-10-22T23:59:59+02:00", "yes"),
        ("2026-10-23T00:00:00+02:00", "undetermined"),
    ],
)
def test_control_rests_on_an_order_from_its_service_to_the_end_of_its_last_day(at, answer):
    assert available("control_telematico", at=at) == answer


def test_an_order_that_protects_somebody_else_carries_no_control():
    orders = [{**CONSENTING["orders"][0], "protects": "household_member"}]
    assert available("control_telematico", orders=orders) == "undetermined"


@pytest.mark.parametrize(
    ("measure", "authority"), [("orden_de_alejamiento", "retten"), ("control_telematico", "domstolene")]
)
def test_the_courts_decide_and_no_longest_time_is_known(measure, authority):
    answer = found(measure)
    assert (answer["authority"], answer["max_duration"]) == (authority, None)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("orden_de_alejamiento", "ikke må komme tættere end f.eks. 500 m på den beskyttede"),
        ("orden_de_alejamiento", "kan også anvendes i forbindelse med udgang under afsoning"),
        ("control_telematico", "Den kontrollerede skal ikke give et udtrykkeligt samtykke"),
        ("control_telematico", "vil dette indgå i vurderingen af, om den pågældende bør varetægtsfængsles"),
        ("control_telematico", "når der er 1-2 km mellem dem"),
        ("control_telematico", "i mindre byer, hvor den kontrollerede og den beskyttede begge bor"),
    ],
)
def test_a_finding_carries_what_the_source_tells_of_practice(measure, words):
    assert any(words in note["text"] for note in found(measure)["notes"])


def test_obstruction_is_punished_with_up_to_a_year():
    effects = PACK.provisions["control telemático (straf)"].effects
    assert [(each.kind, each.is_) for each in effects] == [("penalty", "P1Y")]


def test_the_one_to_be_protected_answers_for_the_consent():
    asked = PACK.provisions["control telemático (samtykke)"].assessments
    assert [(each.judged, each.decided_by) for each in asked] == [("consents_to_device", "protected_person")]


def test_every_citation_can_be_read():
    for ground in found("control_telematico")["grounds"]:
        for condition in ground["conditions"]:
            assert explain([PACK], condition["citation"])["text"]


@pytest.mark.parametrize(
    ("cite", "kinds"),
    [
        ("orden de alejamiento", [("issued_by", "retten")]),
        ("orden de alejamiento (indhold)", [("covers", None), ("covers", None)]),
        ("control telemático (tilhold)", [("lapse", None)]),
        ("control telemático (afgørelse)", [("issued_by", "domstolene")]),
        ("control telemático (hybridovervågning)", [("information", None)]),
        ("control telemático (manglende medvirken)", [("penalty_guidance", None)]),
        ("control telemático (telefon og alarmknap)", [("information", None)] * 3),
    ],
)
def test_what_an_order_and_its_control_bring_about(cite, kinds):
    assert [(each.kind, each.is_) for each in PACK.provisions[cite].effects] == kinds


@pytest.mark.parametrize(
    ("cite", "value", "is_"),
    [
        ("orden de alejamiento (indhold)", "distance_m", 500),
        ("control telemático (hybridovervågning)", "followed_from_km", 1),
        ("control telemático (hybridovervågning)", "followed_to_km", 2),
    ],
)
def test_the_distances_the_source_gives_as_examples(cite, value, is_):
    assert PACK.provisions[cite].values[value].is_ == is_
