"""Cases that a jurist writes in YAML: read as they are written, and caught where the pack says otherwise."""

import pytest

from vaern import packs
from vaern.errors import InputError
from vaern.packs.scenarios import checked_scenarios, read_scenarios, wrong_answers

HEAD = """
about: one case
usually:
  at: 2026-05-04 10:00
  protected: {role: victim}
  relationship: {living_together: false, expected_to_reunite: false}
  request: {by: victim}
  judgements: {peace_violated: true, repetition_expected: true, proportionate: {tilhold: true}}
  act: {kind: contact, against: victim, suspicion: reasoned}
cases:
  - name: One case
    why: {seed: "004", lines: "6228"}
"""
DEADLINE = """
    now: 2026-05-10 12:00
    events: [{type: decided, at: 2026-05-04 10:00, measure: tilhold, duration: P5Y},
             {type: served, at: 2026-05-06 15:00, measure: tilhold}]
"""


def written(tmp_path, case):
    path = tmp_path / "dk-2011-draft" / "scenarios" / "case.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + case, encoding="utf-8")
    return path


def differences(tmp_path, case):
    scenario = read_scenarios(written(tmp_path, case))[0]
    return scenario.differences(packs.load("dk-2011-draft"))


@pytest.mark.parametrize(
    "expected",
    [
        "{tilhold: yes}",
        "{tilhold: {available: yes, max_duration: P5Y, conditions: {§ 12: yes, suspicion: yes}}}",
        "{opholdsforbud: {missing: [judgements.proportionate.opholdsforbud]}}",
        "{tilhold: {notes: [§ 13]}}",
    ],
)
def test_a_right_answer_makes_no_difference(tmp_path, expected):
    assert differences(tmp_path, f"    given: {{acts: [{{}}]}}\n    expect: {expected}\n") == []


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("{tilhold: no}", "tilhold: available is yes, not no"),
        ("{tilhold: {max_duration: P1Y}}", "tilhold: max_duration is P5Y, not P1Y"),
        ("{tilhold: {conditions: {§ 12: no}}}", "tilhold: condition § 12 is yes, not no"),
        ("{tilhold: {conditions: {§ 99: no}}}", "tilhold: condition § 99 is no such condition, not no"),
        ("{tilhold: {missing: [orders.x]}}", "tilhold: orders.x is not named as missing"),
        ("{tilhold: {notes: [§ 99]}}", "tilhold: no note cites § 99"),
        ("{tilhald: yes}", "tilhald: the pack has no such measure"),
    ],
)
def test_a_wrong_answer_is_said_in_a_sentence(tmp_path, expected, said):
    assert differences(tmp_path, f"    given: {{acts: [{{}}]}}\n    expect: {expected}\n")[0].startswith(said)


def test_what_a_case_gives_stands_over_what_is_usual(tmp_path):
    case = "    given: {acts: [{suspicion: weak}]}\n    expect: {tilhold: no}\n"
    assert differences(tmp_path, case) == []


def test_facts_that_the_law_cannot_use_are_a_difference_too(tmp_path):
    case = "    given: {acts: [{suspicion: strong}]}\n    expect: {tilhold: yes}\n"
    assert differences(tmp_path, case)[0].startswith("refused: unknown value at /acts/0/suspicion")


def test_a_time_without_an_offset_is_on_the_clock_where_the_law_applies(tmp_path):
    case = DEADLINE + "    expect: [{kind: order_expires, due: 2031-05-06 23:59:59, citation: § 5}]\n"
    assert differences(tmp_path, case) == []


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("{kind: order_expires, due: 2031-05-07 23:59:59}", "order_expires: not so; found order_expires of"),
        ("{kind: order_expires, absent: true}", "order_expires: there"),
        ("{kind: hold_hearing}", "hold_hearing: not so; found none of this kind"),
    ],
)
def test_a_wrong_obligation_is_said_in_a_sentence(tmp_path, expected, said):
    assert differences(tmp_path, f"{DEADLINE}    expect: [{expected}]\n")[0].startswith(said)


def test_a_wrong_answer_is_placed_at_its_case(tmp_path):
    path = written(tmp_path, "    given: {acts: []}\n    expect: {tilhold: yes}\n")
    problem = wrong_answers(path, packs.load("dk-2011-draft"))[0]
    assert problem.where == "dk-2011-draft/scenarios/case.yaml:11 (One case)"


def test_a_key_that_the_format_does_not_have_is_refused_with_its_line(tmp_path):
    path = written(tmp_path, "    expects: {tilhold: yes}\n")
    assert {each.line for each in checked_scenarios(path)[1]} == {11}
    with pytest.raises(InputError):
        read_scenarios(path)
