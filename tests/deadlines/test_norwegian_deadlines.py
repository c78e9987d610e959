"""Norwegian bans in time: rights without a limit, and rights that begin only later."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations

PACK = packs.load("no-2009")
JUDGED = "2026-05-04T10:00:00+02:00"


def due(events, now="2026-06-01T09:00:00+02:00"):
    return obligations(PACK, datetime.fromisoformat(now), events)["obligations"]


def one(kind, events, now="2026-06-01T09:00:00+02:00"):
    found = [each for each in due(events, now) if each["kind"] == kind]
    assert len(found) == 1
    return found[0]


def given(measure, duration, at=JUDGED):
    return [
        {"type": "decided", "at": at, "measure": measure, "duration": duration},
        {"type": "served", "at": at, "measure": measure, "first_time": True},
    ]


def controlled(duration=None):
    order = {"type": "control_ordered", "at": JUDGED}
    return [*given("kontaktforbud", "P5Y"), {**order, "duration": duration} if duration else order]


@pytest.mark.parametrize(
    ("measure", "duration", "citation"),
    [
        ("besoksforbud", "P1Y", "strpl § 222 a (varighed)"),
        ("besoksforbud_eget_hjem", "P3M", "strpl § 222 a (varighed)"),
        ("kontaktforbud", "P5Y", "strl § 33 (varighed)"),
        ("kontaktforbud_eget_hjem", "P1Y", "strl § 33 (eget hjem)"),
    ],
)
def test_a_ban_of_the_longest_time_draws_no_remark(measure, duration, citation):
    found = one("order_expires", given(measure, duration))
    assert found["citation"] == f"no-2009 {citation}"
    assert not any("longer than" in note["text"] for note in found["notes"])


@pytest.mark.parametrize(
    ("measure", "duration"),
    [("besoksforbud", "P13M"), ("besoksforbud_eget_hjem", "P4M"), ("kontaktforbud_eget_hjem", "P2Y")],
)
def test_a_ban_of_a_longer_time_is_taken_with_a_remark(measure, duration):
    notes = one("order_expires", given(measure, duration))["notes"]
    assert any("longer than the provision allows" in note["text"] for note in notes)


@pytest.mark.parametrize(
    ("events", "last"),
    [
        (given("kontaktforbud", "P5Y"), "2029-05-04T23:59:59+02:00"),
        (controlled(), "2026-11-04T23:59:59+01:00"),
    ],
)
def test_a_review_is_possible_after_three_years_of_a_ban_and_six_months_of_control(events, last):
    assert last in [each["due"] for each in due(events) if each["kind"] == "review_possible_from"]


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2029-05-04T10:00:00+02:00", "open"),
        ("2029-05-05T10:00:00+02:00", "open"),
        ("2031-05-04T23:59:59+02:00", "open"),
        ("2031-05-05T00:00:00+02:00", "lapsed"),
    ],
)
def test_a_right_that_begins_later_does_not_run_out_before_the_ban_does(now, status):
    assert one("review_possible_from", given("kontaktforbud", "P5Y"), now)["status"] == status


def test_a_review_lapses_with_a_ban_that_is_lifted():
    lifted = {"type": "withdrawn", "at": "2026-05-20T10:00:00+02:00", "measure": "kontaktforbud"}
    assert one("review_possible_from", [*given("kontaktforbud", "P5Y"), lifted])["status"] == "lapsed"


def test_a_review_is_used_by_what_answers_to_it_however_late():
    asked = {
        "type": "court_review_requested",
        "at": "2030-01-07T10:00:00+01:00",
        "measure": "kontaktforbud",
        "answers_to": "review_possible_from",
    }
    found = one("review_possible_from", [*given("kontaktforbud", "P5Y"), asked], "2030-02-01T09:00:00+01:00")
    assert found["status"] == "met"


def test_control_without_a_longest_time_ends_when_its_own_time_is_out():
    found = one("control_expires", controlled("P1Y"))
    assert (found["due"], found["citation"]) == ("2027-05-04T23:59:59+02:00", "no-2009 ek (betingelser)")
    assert not any("longer than" in note["text"] for note in found["notes"])


def test_control_ends_with_its_contact_ban():
    assert one("control_expires", controlled("P9Y"))["due"] == "2031-05-04T23:59:59+02:00"


def test_a_visiting_ban_may_be_brought_before_the_court_without_a_time_limit():
    found = one("demand_court_review", given("besoksforbud", "P1Y"), "2027-04-01T09:00:00+02:00")
    assert (found["actor"], found["due"], found["status"]) == ("respondent", None, "open")


def test_a_demand_obliges_the_prosecution():
    asked = {"type": "court_review_requested", "at": "2026-05-06T10:00:00+02:00", "measure": "besoksforbud"}
    found = one("submit_to_court", [*given("besoksforbud", "P1Y"), asked])
    assert (found["actor"], found["due"], found["status"]) == ("prosecutor", None, "open")


def test_the_one_to_be_protected_may_bring_a_refusal_before_the_court():
    found = one("demand_court_review", [{"type": "refused", "at": JUDGED, "measure": "besoksforbud"}])
    assert found["actor"] == "protected_person"


ENDS = [{"type": "withdrawn"}, {"type": "ruled", "result": "annulled"}]
BANS = ["besoksforbud", "besoksforbud_eget_hjem", "kontaktforbud", "kontaktforbud_eget_hjem"]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("measure", BANS)
def test_a_ban_lifted_or_annulled_has_lapsed(measure, end):
    event = {**end, "at": "2026-05-20T10:00:00+02:00", "measure": measure}
    assert one("order_expires", [*given(measure, "P60D"), event])["status"] == "lapsed"


@pytest.mark.parametrize("end", ENDS)
def test_control_lifted_or_annulled_leaves_the_ban_in_force(end):
    event = {**end, "at": "2026-05-20T10:00:00+02:00", "measure": "elektronisk_kontroll"}
    found = {each["kind"]: each["status"] for each in due([*controlled("P1Y"), event])}
    assert (found["control_expires"], found["order_expires"]) == ("lapsed", "open")
