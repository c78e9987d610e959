"""The day before, the day, the day after; the hour that never was, and the one that came twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from vaern.web.steps.fields import AskedField, MomentField


@pytest.fixture
def moment():
    field = MomentField()
    field.on_clock_of(ZoneInfo("Europe/Copenhagen"))
    return field


@pytest.mark.parametrize(
    ("written", "turn", "utc"),
    [
        ("2026-03-28T02:30", "", datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        ("2026-03-29T03:30", "", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-24T02:30", "", datetime(2026, 10, 24, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30", "0", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30", "1", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-26T02:30", "", datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_on_the_clock_of_the_jurisdiction(moment, written, turn, utc):
    assert moment.clean([written, turn]) == utc


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-03-29T02:30", "never"),
        ("2026-10-25T02:30", "twice"),
        ("yesterday", "invalid"),
        ("", "required"),
    ],
)
def test_a_moment_that_cannot_be_told_is_asked_for(moment, written, code):
    with pytest.raises(ValidationError) as refused:
        moment.clean([written, ""])
    assert refused.value.code == code


def test_the_second_question_is_put_only_for_the_hour_that_came_twice(moment):
    asked = [
        moment.widget.render("at", [written, ""]) for written in ("2026-10-25T02:30", "2026-10-25T03:30")
    ]
    assert ["at_turn" in each for each in asked] == [True, False]


@pytest.mark.parametrize(("sent", "answer"), [("yes", True), ("no", False), ("", None)])
def test_what_was_not_asked_is_not_no(sent, answer):
    assert AskedField().clean(sent) is answer
