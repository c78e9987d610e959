"""Plans as tables and as JSON: in and out without loss, doubts named."""

import pytest

from vaern.errors import InputError
from vaern.plans.plan import Initiative, Plan
from vaern.plans.records import read_csv, read_records, written_csv
from vaern.plans.shelf import claims, published

FEW = "number,title,status,grants\n"


def doubts(plan: Plan) -> list[tuple[int | None, str, str]]:
    return [
        (each.initiative, each.field, each.text) for each in plan.warnings if each.text != "no such column"
    ]


def test_a_plan_goes_out_as_json_and_comes_in_the_same():
    assert read_records(published("dk-2023").as_dict()) == published("dk-2023")


def test_a_plan_goes_out_as_a_table_and_its_initiatives_come_in_the_same():
    assert read_csv(written_csv(published("dk-2023"))).initiatives == published("dk-2023").initiatives


def test_a_cell_is_no_formula_and_still_the_same_words():
    plan = Plan(title="", initiatives=(Initiative(number=1, title="=HYPERLINK(1)"),))
    assert ",'=HYPERLINK(1)," in written_csv(plan)
    assert read_csv(written_csv(plan)).initiatives[0].title == "=HYPERLINK(1)"


def test_a_column_that_is_missing_is_said_and_one_that_is_needed_is_asked_for():
    assert ("status", "no such column") in [
        (w.field, w.text) for w in read_csv("number,title\n1,A\n").warnings
    ]
    with pytest.raises(InputError, match="a column is missing"):
        read_csv("title\nA\n")


def test_two_initiatives_under_one_number_are_both_kept_and_pointed_out():
    plan = read_csv(FEW + "1,A,ongoing,\n1,B,ongoing,\n")
    assert len(plan.initiatives) == 2
    assert (1, "number", "stands more than once") in doubts(plan)


def test_an_amount_in_words_is_kept_as_text_and_never_guessed():
    plan = read_csv(FEW + "1,A,ongoing,Danner=fire mio.\n")
    assert plan.initiatives[0].grants == ()
    assert doubts(plan) == [(1, "grants", "Danner=fire mio.")]


def test_a_status_nobody_knows_and_a_row_without_number_are_doubts():
    plan = read_csv(FEW + "1,A,nearly,\nx,B,ongoing,\n")
    assert doubts(plan) == [(1, "status", "nearly"), (None, "number", "row 2: x")]


def test_json_that_is_no_plan_says_where():
    with pytest.raises(InputError) as refused:
        read_records({"title": "A", "initiatives": [{"number": 1, "title": "B", "status": "nearly"}]})
    assert refused.value.where == "/initiatives/0/status"


def test_the_swedish_programme_expects_132_and_invents_none():
    plan = published("se-2024")
    assert (len(plan.objectives), len(plan.areas), plan.initiatives) == (6, 4, ())
    assert "132 expected, 0 recorded" in [warning.text for warning in plan.warnings]


def test_no_claim_of_the_resolution_is_verified():
    assert len(claims()) == 14
    assert not any(claim.verified for claim in claims())
