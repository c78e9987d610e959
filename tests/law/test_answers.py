"""Three-valued reasoning: what is settled stays settled however the unknown turns out."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from vaern.law.answer import (
    NO,
    UNDETERMINED,
    YES,
    Answer,
    all_of,
    any_of,
    at_least,
    claim,
    negate,
    no,
    undetermined,
    yes,
)

ANSWERS = st.lists(st.sampled_from([yes("A1"), no("A2"), undetermined("acts.A3.kind")]), max_size=6)


def completions(answers):
    """Every way in which the undetermined could turn out."""
    choices = [[each] if each.holds != UNDETERMINED else [yes(), no()] for each in answers]
    return [list(each) for each in product(*choices)]


@given(ANSWERS, st.integers(0, 7))
def test_at_least_says_yes_exactly_when_every_completion_does(answers, needed):
    outcomes = {sum(each.holds == YES for each in turned) >= needed for turned in completions(answers)}
    expected = {frozenset({True}): YES, frozenset({False}): NO}.get(frozenset(outcomes), UNDETERMINED)
    assert at_least(needed, answers).holds == expected


@given(ANSWERS)
def test_all_and_any_are_each_others_mirror(answers):
    assert all_of(answers).holds == negate(any_of([negate(each) for each in answers])).holds


@given(ANSWERS)
def test_only_an_undetermined_answer_misses_something(answers):
    answer = all_of(answers)
    assert bool(answer.missing) is (answer.holds == UNDETERMINED)


def test_a_single_no_decides_whatever_else_is_missing():
    assert all_of([undetermined("judgements.a"), no("A1"), yes("A2")]) == no("A1")


def test_a_single_yes_decides_an_alternative():
    assert any_of([undetermined("judgements.a"), no("A1"), yes("A2")]) == yes("A2")


def test_what_is_open_names_everything_missing_once():
    answer = all_of([undetermined("a", "b"), undetermined("b"), yes("A1")])
    assert answer == Answer(UNDETERMINED, ("A1",), ("a", "b"))


def test_nothing_asked_holds():
    assert all_of([]).holds == YES


def test_a_claim_keeps_its_reasons():
    assert claim(False, "A1") == no("A1")
