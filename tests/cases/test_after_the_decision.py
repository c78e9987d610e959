"""What may be said of an order after it was decided, and what binds then."""

from datetime import timedelta

import pytest
from sunday_night import DECIDED, ORDERS, SERVED, answer, demanded, ruled, sunday_night, tell

from vaern.cases import events as said
from vaern.cases.binding import binding
from vaern.cases.file import CaseFile
from vaern.errors import InputError

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LAST = SERVED.replace(day=17, hour=21, minute=59, second=59)  # 14 days after service, 23:59:59
END = SERVED.replace(day=31, hour=21, minute=59, second=59)  # four weeks after service


@pytest.fixture
def sunday(db):
    return sunday_night()


def refused(case, event, where, now=None):
    with pytest.raises(InputError) as error:
        tell(case, event, now=now)
    return error.value.where == where


def status(case, kind, now, order="B1"):
    found = [
        duty for duty in CaseFile(case, now).obligations if (duty["kind"], duty["order"]) == (kind, order)
    ]
    return [duty["status"] for duty in found]


def states(case, now):
    return {bound.order.name: bound.state for bound in binding(CaseFile(case, now))}


def extension(at, duration="P4W", order="B1"):
    return said.Decided(at=at, order=order, measure=ORDERS[order], duration=duration, extends=True)


def withdrawal(at, order="B1"):
    return said.WithdrawalRequested(at=at, order=order, measure=ORDERS[order])


def withdrawn(at, order="B1"):
    return said.Withdrawn(at=at, order=order, measure=ORDERS[order])


def lifted(at, order="B1"):
    return said.Lifted(at=at, order=order, measure=ORDERS[order], because="no_longer_needed", reasons="Calm.")


def test_nobody_demands_review_of_what_is_not_served(db):
    assert refused(sunday_night(served=False), demanded(SERVED), "/at")


@pytest.mark.parametrize(
    ("at", "expected"), [(LAST - 9 * MINUTE, "met"), (LAST, "met"), (LAST + timedelta(seconds=1), "late")]
)
def test_a_demand_is_in_time_to_the_end_of_the_fourteenth_day(sunday, at, expected):
    tell(sunday, demanded(at, at_service=False))
    assert status(sunday, "demand_court_review", at + DAY) == [expected]


def test_a_demand_too_late_puts_no_duty_on_the_police(sunday):
    tell(sunday, demanded(LAST + MINUTE, at_service=False))
    assert status(sunday, "submit_to_court", LAST + DAY) == []


@pytest.mark.parametrize(("after", "expected"), [(DAY, "met"), (DAY + MINUTE, "late")])
def test_the_case_is_with_the_court_within_24_hours_though_it_is_sunday(sunday, after, expected):
    tell(sunday, demanded())
    tell(sunday, said.SubmittedToCourt(at=SERVED + after, order="B1", measure="bortvisning"))
    assert status(sunday, "submit_to_court", SERVED + 2 * DAY) == [expected]


@pytest.mark.parametrize(
    "event",
    [
        said.SubmittedToCourt(at=SERVED + DAY, order="B1", measure="bortvisning"),
        said.HearingHeld(at=SERVED + DAY, order="B1", measure="bortvisning"),
        ruled("B1", "approved", SERVED + DAY),
    ],
)
def test_the_court_hears_of_nothing_that_nobody_demanded(sunday, event):
    assert refused(sunday, event, "/at")


def test_the_court_annuls_one_order_and_the_others_bind_on(sunday):
    at = SERVED + 3 * DAY
    tell(sunday, demanded(), ruled("B1", "approved", at), ruled("T1", "approved", at))
    tell(sunday, ruled("F1", "annulled", at))
    assert states(sunday, at) == {"B1": "binds", "T1": "binds", "F1": "fell"}


def test_an_order_approved_in_part_forbids_what_the_court_left(sunday):
    tell(sunday, demanded(), ruled("T1", "partly_approved", SERVED + DAY, terms=("intrude",)))
    assert CaseFile(sunday, SERVED + DAY).order("T1").terms == ("intrude",)


def test_the_court_leaves_nothing_standing_that_the_order_never_forbade(sunday):
    tell(sunday, demanded())
    event = ruled("T1", "partly_approved", SERVED + DAY, terms=("stay_at_home",))
    assert refused(sunday, event, "/terms")


def test_an_annulled_bortvisning_takes_what_hangs_on_it(sunday):
    tell(sunday, demanded(), ruled("B1", "annulled", SERVED + DAY))
    assert set(states(sunday, SERVED + DAY).values()) == {"fell"}


@pytest.mark.parametrize("second", [withdrawal, lifted])
def test_an_order_ends_once(sunday, second):
    tell(sunday, lifted(SERVED + DAY))
    assert refused(sunday, second(SERVED + 2 * DAY), "/order")


def test_an_end_told_late_does_not_make_a_second_end(sunday):
    tell(sunday, lifted(SERVED + 2 * DAY))
    assert refused(sunday, lifted(SERVED + DAY), "/order", now=SERVED + 3 * DAY)


def test_an_order_that_ran_out_cannot_be_lifted_after(sunday):
    assert refused(sunday, lifted(END + MINUTE), "/order")


def test_an_order_falls_by_withdrawal_only_when_it_was_weighed(sunday):
    tell(sunday, withdrawal(SERVED + DAY))
    assert refused(sunday, withdrawn(SERVED + DAY), "/public_interest")


def test_an_order_that_public_interest_carries_stands(sunday):
    tell(sunday, withdrawal(SERVED + DAY), answer(SERVED + DAY, "public_interest", True))
    assert refused(sunday, withdrawn(SERVED + DAY), "/public_interest")
    assert states(sunday, SERVED + DAY)["B1"] == "binds"


def test_an_answer_from_before_her_withdrawal_does_not_weigh_it(sunday):
    tell(sunday, answer(SERVED, "public_interest", False), withdrawal(SERVED + DAY))
    assert refused(sunday, withdrawn(SERVED + DAY), "/public_interest")


def test_weighed_and_not_carried_the_order_falls(sunday):
    tell(sunday, withdrawal(SERVED + DAY), answer(SERVED + DAY, "public_interest", False))
    tell(sunday, withdrawn(SERVED + DAY))
    assert states(sunday, SERVED + DAY)["B1"] == "fell"


def test_contact_forced_upon_her_is_no_reunion(sunday):
    event = said.ReunitedPeacefully(at=SERVED + DAY, of_free_will=False, summary="He moved in.")
    assert refused(sunday, event, "/of_free_will")


def test_peace_at_home_ends_no_bortvisning(sunday):
    tell(sunday, said.ReunitedPeacefully(at=SERVED + DAY, of_free_will=True, summary="She says so."))
    assert states(sunday, SERVED + DAY)["B1"] == "binds"


def test_an_extension_rests_on_an_assessment_made_anew(sunday):
    assert refused(sunday, extension(SERVED + 25 * DAY), "/risk")


@pytest.mark.parametrize("duration", ["P29D", "P5W", "P1M1D"])
def test_an_extension_is_no_longer_than_the_law_allows(sunday, duration):
    tell(sunday, answer(SERVED + 25 * DAY, "offence_expected_at_home", True))
    assert refused(sunday, extension(SERVED + 25 * DAY, duration), "/length")


@pytest.mark.parametrize("at", [END + timedelta(seconds=1), END + DAY])
def test_what_has_run_out_is_not_extended(sunday, at):
    tell(sunday, answer(at, "offence_expected_at_home", True))
    assert refused(sunday, extension(at), "/at")


def test_a_served_extension_runs_four_weeks_from_the_old_last_day_and_opens_a_new_right(sunday):
    at = SERVED + 25 * DAY
    tell(sunday, answer(at, "offence_expected_at_home", True), extension(at))
    tell(sunday, said.Served(at=at, order="B1", measure="bortvisning", first_time=False))
    file = CaseFile(sunday, at)
    assert file.ends["B1"] == END + 28 * DAY
    assert status(sunday, "demand_court_review", at) == ["lapsed", "open"]


def test_an_extension_that_is_not_served_waits(sunday):
    at = SERVED + 25 * DAY
    tell(sunday, answer(at, "offence_expected_at_home", True), extension(at))
    assert CaseFile(sunday, at).order("B1").waits_for_service


def test_nobody_answers_a_complaint_that_nobody_made(sunday):
    event = said.ComplaintAnswered(
        at=SERVED + DAY, order="T1", measure="bortvisning_tilhold", result="upheld", reasons="Rightly made."
    )
    assert refused(sunday, event, "/at")


def breach(at, order="B1", number="B1"):
    return said.BreachRecorded(at=at, id=number, order=order, measure=ORDERS[order])


@pytest.mark.parametrize("at", [DECIDED, SERVED - MINUTE, END + timedelta(seconds=1)])
def test_nobody_breaks_an_order_that_does_not_bind(sunday, at):
    assert refused(sunday, breach(at), "/at")


@pytest.mark.parametrize("at", [SERVED, END])
def test_an_order_is_broken_from_its_service_to_its_last_second(sunday, at):
    tell(sunday, breach(at))
    assert [act["breach_of"] for act in CaseFile(sunday, at).facts["acts"][1:]] == ["bortvisning"]


def test_an_annulled_order_is_not_broken(sunday):
    tell(sunday, demanded(), ruled("F1", "annulled", SERVED + DAY))
    assert refused(sunday, breach(SERVED + 2 * DAY, "F1"), "/at")


def test_only_breaches_of_the_case_are_joined(sunday):
    tell(sunday, breach(SERVED + DAY))
    event = said.BreachesJoined(at=SERVED + DAY, breaches=("B1", "B9"), reasons="One week.")
    assert refused(sunday, event, "/breaches")


def test_whoever_is_prosecuted_was_charged(sunday):
    event = said.ProsecutionDecided(at=SERVED + DAY, result="indicted", reasons="The bruises.")
    assert refused(sunday, event, "/at")


@pytest.mark.parametrize("certain", [None, False])
def test_a_charge_is_waived_only_where_guilt_is_beyond_doubt(sunday, certain):
    tell(sunday, said.Charged(at=SERVED, offence="violence", acts=("A1",)))
    event = said.ProsecutionDecided(
        at=SERVED + DAY, result="waived", reasons="First time.", guilt_beyond_doubt=certain
    )
    assert refused(sunday, event, "/guilt_beyond_doubt")


def test_the_targets_of_a_violence_case_are_met_when_it_comes_to_court(sunday):
    tell(sunday, said.Charged(at=SERVED, offence="violence", acts=("A1",)))
    tell(sunday, said.InvestigationClosed(at=SERVED + 20 * DAY))
    targets = ("submit_violence_case_to_court", "forward_closed_investigation")
    tell(sunday, said.SubmittedToCourt(at=SERVED + 27 * DAY, answers_to=targets))
    found = [status(sunday, kind, SERVED + 40 * DAY, None) for kind in targets]
    assert found == [["met"], ["met"]]


def test_a_criminal_case_sent_to_court_does_not_bring_an_order_there(sunday):
    tell(sunday, demanded())
    tell(sunday, said.SubmittedToCourt(at=SERVED, answers_to=("submit_violence_case_to_court",)))
    assert status(sunday, "submit_to_court", SERVED + 2 * DAY) == ["late"]
