"""Duties that no order carries: detention, positions, an unanswered request."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations

PACK = packs.load("dk-2011-draft")


def event(kind, at, **fields):
    return {"type": kind, "at": f"{at}+02:00", **fields}


def ask(*events, now="2026-06-20T12:00:00"):
    return obligations(PACK, datetime.fromisoformat(f"{now}+02:00"), list(events))["obligations"]


def only(found, kind):
    (each,) = [each for each in found if each["kind"] == kind]
    return each


def test_positions_of_a_criminal_case_are_kept():
    taken = event("taken_into_criminal_case", "2026-05-10T10:00:00")
    found = ask(event("position_recorded", "2026-05-05T10:00:00"), taken)
    assert only(found, "delete_positions")["status"] == "lapsed"


@pytest.mark.parametrize(
    ("released", "status"),
    [("2026-05-05T09:59:59", "met"), ("2026-05-05T10:00:00", "met"), ("2026-05-05T10:00:01", "late")],
)
def test_detention_ends_within_twenty_four_hours(released, status):
    found = ask(event("detained", "2026-05-04T10:00:00"), event("released", released))
    assert only(found, "release_from_detention")["status"] == status


def test_an_event_may_say_which_duty_it_answers():
    told = event("parties_notified", "2026-05-06T10:00:00", answers_to="explain_delay_to_victim")
    asked = event("requested", "2026-05-04T10:00:00", measure="tilhold")
    assert [only(ask(asked, *more), "explain_delay_to_victim")["status"] for more in ((), (told,))] == [
        "open",
        "met",
    ]


def test_one_deletion_answers_for_every_position_recorded_before_it():
    recorded = [event("position_recorded", f"2026-05-0{day}T10:00:00") for day in (1, 2, 3)]
    found = ask(*recorded, event("positions_deleted", "2026-05-02T12:00:00"))
    assert [each["status"] for each in found] == ["met", "met", "open"]
