"""The duties that the instruction sets and no deadline of the Act counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vaern import packs
from vaern.cases import events as said
from vaern.cases.care_duties import care_duties
from vaern.cases.children import children, no_children

AT = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
PACK = packs.load("dk-2004")
DRAFT = packs.load("dk-2011-draft")
CHILD = said.ChildRecorded(at=AT, name="A", age=4)
TOLD = {"municipality": "Odense", "children": "A, 4", "reasons": "They heard it."}


def later(days=0, **more):
    return AT + timedelta(days=days, **more)


def duties(*log, now=AT, pack=PACK):
    return [(duty.kind, duty.status) for duty in care_duties(pack, log, now)]


def test_a_child_in_the_case_is_a_duty_of_its_own():
    assert duties(CHILD) == [("notify_municipality_of_child", "open")]


def test_the_notice_discharges_it():
    assert duties(CHILD, said.ChildNoticeGiven(at=AT, **TOLD)) == [("notify_municipality_of_child", "met")]


def test_so_does_an_officer_who_says_why_none_is_needed():
    answer = said.ChildNoticeNotNeeded(at=AT, reasons="He lives abroad.")
    assert duties(CHILD, answer) == [("notify_municipality_of_child", "met")]


def test_a_child_found_afterwards_is_a_new_duty():
    log = (CHILD, said.ChildNoticeGiven(at=AT, **TOLD), said.ChildRecorded(at=later(1), name="B"))
    assert duties(*log, now=later(1)) == [("notify_municipality_of_child", "open")]


@pytest.mark.parametrize(
    ("birthdate", "age", "is_child"),
    [
        (date(2008, 5, 5), None, True),  # eighteen tomorrow
        (date(2008, 5, 4), None, False),  # eighteen today
        (date(2008, 5, 3), None, False),
        (None, 17, True),
        (None, 18, False),
        (None, None, True),  # not known is not grown up
    ],
)
def test_a_child_is_one_who_has_not_turned_eighteen(birthdate, age, is_child):
    log = [said.ChildRecorded(at=AT, name="A", birthdate=birthdate, age=age)]
    assert bool(children(PACK, log)) is is_child


def test_nobody_having_asked_is_not_that_there_are_none():
    assert no_children(PACK, []) is False


def test_that_there_are_none_is_an_answer():
    assert no_children(PACK, [said.NoChildrenFound(at=AT)]) is True


def risk(at, review_on):
    factors = (said.RiskFactor(factor="history", answer="not_known"),)
    return said.RiskAssessed(
        at=at, factors=factors, conclusion="x", plan="x", imminent=False, review_on=review_on
    )


@pytest.mark.parametrize(("days", "status"), [(6, "open"), (7, "open"), (8, "late")])
def test_the_risk_is_looked_at_again_by_the_end_of_the_day_the_officer_set(days, status):
    assert duties(risk(AT, date(2026, 5, 11)), now=later(days)) == [("review_risk", status)]


def test_the_next_assessment_is_the_review():
    log = (risk(AT, date(2026, 5, 11)), risk(later(5), date(2026, 6, 1)))
    assert duties(*log, now=later(6)) == [("review_risk", "met"), ("review_risk", "open")]


def test_the_night_the_clocks_go_back_the_day_still_ends_at_midnight():
    (duty,) = care_duties(PACK, [risk(AT, date(2026, 10, 25))], AT)
    assert duty.due.isoformat() == "2026-10-25T23:59:59+01:00"


def test_the_night_the_clocks_go_forward_the_day_still_ends_at_midnight():
    (duty,) = care_duties(PACK, [risk(AT, date(2027, 3, 28))], AT)
    assert duty.due.isoformat() == "2027-03-28T23:59:59+02:00"


def test_a_planned_contact_is_owed_until_she_is_contacted():
    planned = said.FollowUpPlanned(at=AT, next_on=date(2026, 5, 6))
    tried = said.FollowedUp(at=later(1), reached=False, summary="No answer.")
    assert duties(planned, now=later(1)) == [("contact_again", "open")]
    assert duties(planned, tried, now=later(1)) == [("contact_again", "met")]


OUT = said.AssaultAlarmHandedOut(at=AT, device="A-1", given_by="Officer 7", explained=True)


def test_under_the_law_of_2004_the_act_itself_counts_the_alarm():
    assert duties(OUT) == []


@pytest.mark.parametrize(
    ("now", "status"),
    [(datetime(2026, 8, 4, 20, tzinfo=UTC), "open"), (datetime(2026, 8, 4, 22, tzinfo=UTC), "late")],
)
def test_under_the_draft_the_circular_is_kept(now, status):
    assert duties(OUT, now=now, pack=DRAFT) == [("review_assault_alarm", status)]


def test_an_alarm_that_was_returned_is_not_looked_at_again():
    returned = said.AssaultAlarmReturned(at=later(3))
    assert duties(OUT, returned, now=later(9), pack=DRAFT) == [("review_assault_alarm", "lapsed")]


def test_a_law_that_says_nothing_of_it_sets_no_such_duty():
    assert duties(CHILD, pack=packs.load("es-2009")) == []


def test_what_has_not_happened_yet_starts_nothing():
    assert duties(CHILD, now=later(-1)) == []
