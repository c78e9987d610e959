"""What `assess` refuses: what was found, where, and what was expected, and never the value."""

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.law import assess

AT = "2026-05-04T10:00:00+02:00"


def refusal(**facts):
    with pytest.raises(InputError) as caught:
        assess(packs.load("dk-2011-draft"), {"law": "dk-2011-draft", "at": AT, **facts})
    return caught.value


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"at": None}, "/at"),
        ({"at": "2026-05-04T10:00:00"}, "/at"),
        ({"at": "yesterday"}, "/at"),
        ({"at": 5}, "/at"),
        ({"law": "dk-2004"}, "/law"),
        ({"weather": "rain"}, ""),
        ({"a/b~c": 1}, ""),
        ({"respondent": "Jensen"}, "/respondent"),
        ({"respondent": {"birthdate": "1985-13-01"}}, "/respondent/birthdate"),
        ({"respondent": {"name": "Jensen"}}, "/respondent"),
        ({"protected": {"role": "wife"}}, "/protected/role"),
        ({"relationship": {"living_together": "yes"}}, "/relationship/living_together"),
        ({"acts": {}}, "/acts"),
        ({"acts": [{"kind": "theft"}]}, "/acts/0/kind"),
        ({"acts": [{"kind": "contact"}, {"at": "2026-05-04"}]}, "/acts/1/at"),
        ({"acts": [{"breach_of": "besoksforbud"}]}, "/acts/0/breach_of"),
        ({"acts": [{"max_penalty_months": True}]}, "/acts/0/max_penalty_months"),
        ({"acts": [{"max_penalty_months": "long"}]}, "/acts/0/max_penalty_months"),
        ({"acts": [{"max_penalty_months": -1}]}, "/acts/0/max_penalty_months"),
        ({"orders": [{"measure": "fodlaenke"}]}, "/orders/0/measure"),
        ({"judgements": {"dangerous": True}}, "/judgements"),
        ({"judgements": {"peace_violated": 1}}, "/judgements/peace_violated"),
        ({"judgements": {"proportionate": True}}, "/judgements/proportionate"),
        ({"judgements": {"proportionate": {"besoksforbud": True}}}, "/judgements/proportionate"),
        ({"request": {"by": "neighbour"}}, "/request/by"),
        ({"acts": [{"id": "A1"}, {"id": "A2"}, {"id": "A1"}]}, "/acts/2/id"),
        ({"respondent": {"birthdate": "2026-05-05"}}, "/respondent/birthdate"),
    ],
)
def test_the_place_is_named(facts, where):
    assert refusal(**facts).where == where


@pytest.mark.parametrize("end", [{"ended_at": "2026-01-01T00:00:00Z"}, {"expires_on": "2026-01-01"}])
def test_an_end_before_a_start_is_refused(end):
    order = {"measure": "tilhold", "served_at": "2026-01-02T09:00:00+01:00", **end}
    assert refusal(orders=[order]).error == "an end before a start"


def test_an_order_may_end_on_the_day_it_is_served_where_the_law_applies():
    order = {"measure": "tilhold", "served_at": "2026-01-03T08:00:00+14:00", "expires_on": "2026-01-02"}
    assert assess(packs.load("dk-2011-draft"), {"law": "dk-2011-draft", "at": AT, "orders": [order]})["law"]


def test_an_order_that_ends_the_day_before_it_is_served_there_is_refused():
    order = {"measure": "tilhold", "served_at": "2026-01-02T23:30:00Z", "expires_on": "2026-01-02"}
    assert refusal(orders=[order]).where == "/orders/0/expires_on"


def test_a_respondent_born_today_is_accepted():
    facts = {"law": "dk-2011-draft", "at": AT, "respondent": {"birthdate": "2026-05-04"}}
    assert assess(packs.load("dk-2011-draft"), facts)["measures"]["bortvisning"]["available"] == "no"


@pytest.mark.parametrize(
    ("at", "holds"), [("2026-05-04T10:00:00+02:00", "yes"), ("2026-05-04T10:00:01+02:00", "no")]
)
def test_an_act_after_the_question_does_not_count(at, holds):
    acts = [{"id": "A1", "at": at, "kind": "contact", "against": "victim", "suspicion": "reasoned"}]
    judged = {"peace_violated": True, "repetition_expected": True}
    facts = {"law": "dk-2011-draft", "at": AT, "acts": acts, "judgements": judged}
    found = assess(packs.load("dk-2011-draft"), {**facts, "protected": {"role": "victim"}})
    assert found["measures"]["tilhold"]["grounds"][0]["holds"] == holds


def test_a_refusal_names_no_field_it_was_given():
    refused = refusal(respondent={"Jens Jensen": 1})
    assert "Jensen" not in str(refused.as_dict())


def test_a_refusal_does_not_repeat_what_it_was_given():
    refused = refusal(respondent={"birthdate": "Jens Jensen, Odense"})
    assert "Jensen" not in str(refused.as_dict())


def test_null_is_absent():
    answer = assess(
        packs.load("dk-2011-draft"), {"law": "dk-2011-draft", "at": AT, "acts": None, "request": None}
    )
    assert answer["measures"]["tilhold"]["available"] == "undetermined"


def test_a_life_sentence_is_a_maximum_penalty():
    acts = [{"id": "A1", "max_penalty_months": "life"}]
    assert assess(packs.load("dk-2011-draft"), {"law": "dk-2011-draft", "at": AT, "acts": acts})["law"]
