"""The expression language, one operator at a time, on a pack of one provision."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from vaern import packs
from vaern.law.answer import yes
from vaern.law.asked import Asked
from vaern.law.conditions import OPERATORS, Conditions
from vaern.law.facts import Act, Facts
from vaern.law.provision import Offences, Provision, Source, Value

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
HOLDS = {"fact": "request.by", "is": ["victim"]}
FAILS = {"fact": "request.by", "is": ["none"]}
OPEN = {"judged": "public_interest"}


def ask(expression, *, acts=(), **known):
    provision = Provision(
        cite="§ 1",
        title="",
        instrument="",
        words="",
        source=Source("004", "1"),
        values={"two": Value(2, "to"), "age": Value(18, "18 år"), "months": Value(18, "")},
        offences={
            "violence": Offences("vold", "strl", ("244-246",)),
            "grave": Offences("", "strl", ("1-9",), "months"),
        },
    )
    facts = Facts(NOW, {key.replace("__", "."): value for key, value in known.items()}, acts)
    pack = packs.load("dk-2011-draft")
    question = Conditions(pack).expression(provision, expression)
    return question(Asked(facts, ZoneInfo("UTC"), lambda *_: yes()), "tilhold")


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ({"all": [HOLDS, OPEN]}, "undetermined"),
        ({"all": [FAILS, OPEN]}, "no"),
        ({"any": [HOLDS, OPEN]}, "yes"),
        ({"any": [FAILS, OPEN]}, "undetermined"),
        ({"not": HOLDS}, "no"),
        ({"not": OPEN}, "undetermined"),
        ({"at_least": "two", "of_these": [HOLDS, HOLDS, OPEN]}, "yes"),
        ({"at_least": "two", "of_these": [HOLDS, FAILS, OPEN]}, "undetermined"),
        ({"at_least": "two", "of_these": [HOLDS, FAILS, FAILS]}, "no"),
        ({"holds": HOLDS, "unless": FAILS}, "yes"),
        ({"holds": HOLDS, "unless": HOLDS}, "no"),
        ({"holds": HOLDS, "unless": OPEN}, "undetermined"),
        ({"measure": "tilhold"}, "yes"),
        ({"judged": "public_interest", "otherwise": HOLDS}, "yes"),
    ],
)
def test_an_operator_answers(expression, holds):
    assert ask(expression, request__by="victim").holds == holds


def test_an_answer_given_wins_over_what_it_falls_back_on():
    expression = {"judged": "breaches_repeated", "otherwise": {"judged": "often_repeated"}}
    answer = ask(expression, judgements__breaches_repeated=True, judgements__often_repeated=False)
    assert answer == yes("judgements.breaches_repeated")


def test_a_question_nobody_answered_names_itself_and_what_it_falls_back_on():
    expression = {"judged": "breaches_repeated", "otherwise": {"judged": "often_repeated"}}
    assert ask(expression).missing == ("judgements.breaches_repeated", "judgements.often_repeated")


@pytest.mark.parametrize(
    ("born", "holds"), [(date(2008, 5, 5), "no"), (date(2008, 5, 4), "yes"), (date(2008, 5, 3), "yes")]
)
def test_an_age_is_reached_on_the_birthday(born, holds):
    assert (
        ask({"age_of": "respondent.birthdate", "at_least": "age"}, respondent__birthdate=born).holds == holds
    )


def test_an_unknown_birth_date_leaves_the_age_open():
    assert ask({"age_of": "respondent.birthdate", "at_least": "age"}).missing == ("respondent.birthdate",)


def test_acts_that_nobody_has_listed_are_unknown_and_none_is_none():
    expression = {"act": {"kind": ["contact"]}}
    assert (ask(expression, acts=None).missing, ask(expression).because) == (("acts",), ("acts",))


def test_so_many_acts_are_counted():
    acts = tuple(Act(id=name, kind="contact") for name in ("A1", "A2"))
    assert ask({"act": {"kind": ["contact"]}, "at_least": "two"}, acts=acts) == yes("A1", "A2")


@pytest.mark.parametrize(
    ("act", "missing"),
    [
        (Act("A1"), "acts.A1.kind"),
        (Act("A1", kind="offence"), "acts.A1.provision"),
        (Act("A1", kind="offence", provision="strl § 5"), "acts.A1.max_penalty_months"),
        (Act("A1", kind="offence", provision="§ 244"), "acts.A1.provision"),
    ],
)
def test_a_missing_fact_of_an_act_is_named_by_the_act(act, missing):
    assert missing in ask({"act": {"kind": ["offence"], "offence": ["grave"]}}, acts=(act,)).missing


@pytest.mark.parametrize(("months", "holds"), [(17, "no"), (18, "yes"), (float("inf"), "yes")])
def test_a_maximum_penalty_counts_from_the_very_month(months, holds):
    act = Act("A1", kind="offence", provision="strl § 5", max_penalty_months=months)
    assert ask({"act": {"offence": ["grave"]}}, acts=(act,)).holds == holds


@pytest.mark.parametrize(
    ("act", "holds"),
    [
        (Act("A1", household=True, against="other"), "yes"),
        (Act("A1", household=False, against="victim"), "no"),
        (Act("A1", against="victim"), "yes"),
        (Act("A1", against="other"), "no"),
        (Act("A1"), "undetermined"),
    ],
)
def test_a_shared_household_is_as_the_act_says_else_as_they_live(act, holds):
    assert ask({"act": {"household": True}}, acts=(act,), relationship__living_together=True).holds == holds


@pytest.mark.parametrize(
    ("role", "against", "holds"),
    [
        ("victim", "victim", "yes"),
        ("victim", "nearest", "no"),
        ("company", "victim", "yes"),
        ("nearest", "nearest", "yes"),
        ("nearest", "victim", "no"),
        ("household_member", "household_member", "yes"),
    ],
)
def test_an_act_is_against_the_one_to_be_protected(role, against, holds):
    acts = (Act("A1", against=against),)
    assert ask({"act": {"against": ["protected"]}}, acts=acts, protected__role=role).holds == holds


def test_whom_an_act_is_against_is_open_while_the_role_is():
    assert ask({"act": {"against": ["protected"]}}, acts=(Act("A1", against="victim"),)).missing == (
        "protected.role",
    )


def test_facts_can_be_asked_for_somebody_else():
    facts = replace(Facts(NOW, {"protected.role": "nearest"}), acts=())
    assert facts.protecting("victim").known["protected.role"] == "victim"


def test_every_operator_of_the_schema_has_its_code():
    from vaern.packs.schema import validator

    written = {
        next(iter(each["properties"]))
        for each in validator("law-file").schema["$defs"]["expression"]["oneOf"]
    }
    assert written - {"at_least"} | {"of_these"} == set(OPERATORS)
