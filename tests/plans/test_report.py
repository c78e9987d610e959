"""What a plan comes to on a day, and what changed between two editions."""

from dataclasses import replace
from datetime import date

import pytest

from vaern.plans.comparison import Words, changes, compared
from vaern.plans.plan import Initiative, Plan
from vaern.plans.report import Report
from vaern.plans.shelf import published

THE_NOTES_OWN_DAY = date(2025, 4, 15)


@pytest.fixture
def report():
    return Report(published("dk-2023"), THE_NOTES_OWN_DAY)


def ending(ends: date | int, status: str = "ongoing") -> Plan:
    return Plan(title="", initiatives=(Initiative(number=1, title="A", status=status, ends=ends),))


def test_the_statuses_add_up_to_the_plan(report):
    assert report.counts == {
        "completed": 11, "partly_completed": 1, "on_schedule": 3, "ongoing": 9, "ending": 1,
        "not_carried_out": 1, "unknown": 0,
    }  # fmt: skip


def test_the_money_of_themes_and_of_recipients_adds_up(report):
    assert (
        sum(theme.granted_dkk for theme in report.themes) == sum(report.by_recipient.values()) == 57_650_430
    )


def test_nothing_is_late_on_the_notes_own_day_and_one_is_when_its_year_is_over(report):
    assert report.late == ()
    assert [each.number for each in replace(report, on=date(2026, 1, 1)).late] == [2]


@pytest.mark.parametrize(
    ("on", "is_late"), [("2026-12-30", False), ("2026-12-31", False), ("2027-01-01", True)]
)
def test_late_begins_the_day_after(on, is_late):
    assert bool(Report(ending(date(2026, 12, 31)), date.fromisoformat(on)).late) == is_late


@pytest.mark.parametrize("status", ["completed", "not_carried_out"])
def test_what_is_over_is_not_late(status):
    assert Report(ending(2020, status), date(2026, 1, 1)).late == ()


def test_a_day_that_was_to_come_and_has_passed_is_pointed_out(report):
    assert [(each.number, day) for each, day in replace(report, on=date(2025, 7, 2)).overtaken] == [
        (18, date(2025, 7, 1))
    ]


def test_silence_is_named(report):
    assert [each.number for each in report.silent] == [5]


def test_what_is_expected_and_not_recorded_is_counted():
    assert Report(published("se-2024"), date(2025, 1, 1)).missing == 132


def edited(plan: Plan, number: int, **fields: object) -> Plan:
    each = tuple(e.model_copy(update=fields) if e.number == number else e for e in plan.initiatives)
    return plan.model_copy(update={"initiatives": each})


def test_two_equal_editions_differ_in_nothing():
    assert changes(published("dk-2023"), published("dk-2023")) == []


def test_a_change_is_told_by_field_and_word_by_word():
    before = published("dk-2023")
    after = edited(before, 5, status="completed", status_text="Initiativet er gennemført.")
    (change,) = changes(before, after)
    assert change.fields == {"status": ("on_schedule", "completed")}
    assert change.words == [
        Words("same", "Initiativet"), Words("gone", "forløber planmæssigt."), Words("new", "er gennemført."),
    ]  # fmt: skip


def test_an_initiative_that_moved_is_the_same_one():
    before = published("dk-2023")
    moved = before.model_copy(update={"initiatives": tuple(reversed(before.initiatives))})
    assert changes(before, moved) == []


def test_new_and_gone_are_told():
    before = published("dk-2023")
    after = before.model_copy(
        update={"initiatives": (*before.initiatives[:-1], Initiative(number=27, title="Nyt"))}
    )
    assert [(each.number, each.as_dict()["is"]) for each in changes(before, after)] == [
        (27, "new"),
        (26, "gone"),
    ]


def test_words_of_two_texts_make_both_again():
    runs = list(compared("a b c d", "a x c e f"))
    assert " ".join(run.text for run in runs if run.kind != "new") == "a b c d"
    assert " ".join(run.text for run in runs if run.kind != "gone") == "a x c e f"
