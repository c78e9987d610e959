"""The steps of complaint, court, extension, end, breach and charge, as an officer fills them in."""

import hashlib
import re
from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from sunday_night import SERVED, demanded, ruled, sunday_night, tell

from vaern.cases import events as said
from vaern.cases.binding import binding
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.saying import say
from vaern.web import clock
from vaern.web.steps.registry import STEPS

pytestmark = [pytest.mark.database, pytest.mark.django_db]

DAY = timedelta(days=1)
OURS = [step.name for step in STEPS.values() if step.part in ("court", "breach", "ending")]
PNG = b64decode(  # one white pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)
WEEK_LATER = "2026-05-10T10:00"


@pytest.fixture
def sunday(db, monkeypatch):
    case = sunday_night()
    monkeypatch.setattr(clock, "now", lambda: SERVED + 25 * DAY)
    return case


@pytest.fixture
def officer(as_role, sunday):
    return as_role(CASE_OFFICER)


def answer(client, step, status=302, **answers):
    found = client.post(f"/desk/SUN-1/step/{step}", {"at": WEEK_LATER, **answers})
    assert found.status_code == status
    return found.content.decode()


def last(case):
    return CaseFile(case, clock.now()).lines[-1].event


def states(case):
    return {bound.order.name: bound.state for bound in binding(CaseFile(case, clock.now()))}


@pytest.mark.parametrize("step", OURS)
@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403)])
def test_each_step_opens_for_the_case_officer_alone(as_role, sunday, step, role, status):
    assert as_role(role).get(f"/desk/SUN-1/step/{step}").status_code == status


@pytest.mark.parametrize("step", OURS)
def test_each_step_rests_on_a_provision_of_a_pack(sunday, step):
    file = CaseFile(sunday, clock.now())
    of_the_draft = step == "acquittal"
    assert any(cite in file.pack.provisions for cite in STEPS[step].sources) != of_the_draft


def test_a_demand_says_until_when_it_could_be_made(officer):
    assert "17 May 2026 at 23:59:59" in officer.get("/desk/SUN-1/step/court-review").content.decode()


def test_a_demand_stands_in_the_case_with_where_he_can_be_summoned(officer, sunday):
    answer(officer, "court-review", order="B1", at_service="on", summons_to="At his brother's")
    assert (last(sunday).order, last(sunday).summons_to) == ("B1", "At his brother's")


def test_a_demand_without_a_place_to_be_summoned_is_asked_again(officer):
    assert 'id="id_summons_to_error"' in answer(officer, "court-review", 422, order="B1")


def test_what_a_check_finds_stands_beside_its_field_and_nothing_is_lost(officer):
    page = answer(officer, "court-review", 422, order="B1", summons_to="At his brother's",
                  at="2026-05-03T04:30")  # fmt: skip
    assert "The order had not been served then" in page
    assert "At his brother" in page


def test_the_court_rules_on_the_three_orders_at_once(officer, sunday):
    tell(sunday, demanded())
    results = {"B1": "approved", "T1": "approved", "F1": "annulled"}
    fields = {f"result_{name}": result for name, result in results.items()}
    answer(officer, "ruling", **fields, **{f"circumstances_{name}": "The bruises." for name in results})
    assert states(sunday) == {"B1": "binds", "T1": "binds", "F1": "fell"}


def test_the_case_shows_what_still_binds_and_what_fell_by_which_provision(officer, sunday):
    tell(sunday, demanded(), ruled("F1", "annulled", SERVED + 3 * DAY))
    page = officer.get("/desk/SUN-1").content.decode()
    assert "from 3 May 2026 04:55 until 31 May 2026 23:59" in page
    assert "dk-2004 RM 3/2008 § 7.2.2 (Klageadgang)" in page


def test_approved_in_part_wants_what_is_left(officer, sunday):
    tell(sunday, demanded())
    fields = {f"result_{name}": "partly_approved" for name in ("B1", "T1", "F1")}
    fields |= {f"circumstances_{name}": "x" for name in ("B1", "T1", "F1")}
    assert "say what still binds" in answer(officer, "ruling", 422, **fields)


SHORTER = {
    "result_B1": "partly_approved", "result_T1": "approved", "result_F1": "approved",
    "terms_B1": "stay_at_home",
    **{f"circumstances_{name}": "The bruises." for name in ("B1", "T1", "F1")},
}  # fmt: skip


def test_an_order_that_the_court_shortens_ends_earlier(officer, sunday):
    tell(sunday, demanded())
    answer(officer, "ruling", **SHORTER, expires_on_B1="2026-05-20")
    until = CaseFile(sunday, clock.now()).ends["B1"]
    assert until.isoformat() == "2026-05-20T23:59:59+02:00"
    assert states(sunday)["B1"] == "ran_out"  # now is the 28th


@pytest.mark.parametrize("day", ["2026-06-30", "2026-05-01"])
def test_a_ruling_makes_no_order_longer_and_ends_none_before_it(officer, sunday, day):
    tell(sunday, demanded())
    page = answer(officer, "ruling", 422, **SHORTER, expires_on_B1=day)
    assert "can only let an order end earlier" in page
    assert CaseFile(sunday, clock.now()).ends["B1"].date().isoformat() == "2026-05-31"


def test_what_the_court_answered_by_letter_is_filled_in_and_has_no_effect_before(officer, sunday):
    tell(sunday, demanded(), said.SubmittedToCourt(at=SERVED + DAY, order="B1", measure="bortvisning"))
    number = CaseFile(sunday, clock.now()).lines[-1].number
    answered = said.ReceiverAnswered(
        at=SERVED + DAY, told=number, receiver="court", authority="Retten i Odense", contact="Dommer Holm",
        answers=(said.OrderAnswer(order="B1", result="annulled"),), reasons="No risk is shown.",
    )  # fmt: skip
    say(sunday, [answered], by="letter", roles=frozenset({said.RECEIVER}), now=clock.now())
    assert states(sunday)["B1"] == "binds"
    page = officer.get("/desk/SUN-1/step/ruling").content.decode()
    assert "No risk is shown." in page
    assert re.search('value="annulled"[^>]*checked', page)


def test_a_repealed_order_falls_with_the_state_prosecutors_answer(officer, sunday):
    tell(sunday, said.ComplaintMade(at=SERVED, by="respondent", order="T1", measure="bortvisning_tilhold"))
    answer(officer, "complaint-answer", order="T1", result="repealed", reasons="Too wide.")
    assert (last(sunday).type, states(sunday)["T1"]) == ("lifted", "fell")


def test_an_order_the_state_prosecutor_upholds_binds_on(officer, sunday):
    tell(sunday, said.ComplaintMade(at=SERVED, by="respondent", order="T1", measure="bortvisning_tilhold"))
    answer(officer, "complaint-answer", order="T1", result="upheld", reasons="Rightly made.")
    assert states(sunday)["T1"] == "binds"


EXTENSION = {
    "order": "B1", "risk": "yes", "risk_reasons": "He wrote to her.", "proportionate": "yes",
    "proportionate_reasons": "She needs the time.", "length": "4", "unit": "W",
}  # fmt: skip


def test_an_extension_is_an_assessment_made_anew_and_a_decision(officer, sunday):
    answer(officer, "extension", **EXTENSION)
    said_last = [line.event.type for line in CaseFile(sunday, clock.now()).lines[-3:]]
    assert said_last == ["assessed", "assessed", "decided"]


def test_what_hangs_on_the_order_is_extended_with_it(officer, sunday):
    answer(officer, "extension", **EXTENSION, also=["B1", "T1"])
    extended = [order.name for order in CaseFile(sunday, clock.now()).orders if order.extensions]
    assert extended == ["B1", "T1"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"risk": "no"}, "nothing carries an extension"),
        ({"length": "5"}, "The law allows no more at a time: højst med 4 uger ad gangen"),
        ({"length": "four weeks"}, "whole number"),
    ],
)
def test_an_extension_that_nothing_carries_is_refused_and_nothing_is_half_done(officer, sunday, wrong, words):
    before = sunday.entries.count()
    assert words in answer(officer, "extension", 422, **EXTENSION | wrong)
    assert sunday.entries.count() == before


@pytest.mark.parametrize(("carried", "state"), [("yes", "binds"), ("no", "fell")])
def test_a_withdrawal_is_weighed_and_only_then_the_order_falls(officer, sunday, carried, state):
    answer(officer, "withdrawal", order="B1", spoken_to_alone="yes")
    assert states(sunday)["B1"] == "binds"
    answer(officer, "withdrawal-weighed", order="B1", public_interest=carried, reasons="She is safe.")
    assert states(sunday)["B1"] == state


def test_a_breach_bears_the_next_free_number(officer, sunday):
    for _again in range(2):
        answer(officer, "breach", order="B1", how="entered_home", by="victim", summary="He came in.")
    assert last(sunday).id == "B2"


def test_several_breaches_are_joined_and_the_page_cites_what_aggravates(officer, sunday):
    for name in ("B1", "B2"):
        event = said.BreachRecorded(at=SERVED + DAY, id=name, order="T1", measure="bortvisning_tilhold")
        tell(sunday, event)
    answer(officer, "course-of-conduct", breaches=["B1", "B2"], systematic="yes", reasons="Each night.")
    assert last(sunday).breaches == ("B1", "B2")


def test_a_charge_of_violence_starts_the_targets_and_the_page_shows_them(officer, sunday):
    answer(officer, "charge", acts=["A1"], offence="violence", provisions="strl § 244")
    page = officer.get("/desk/SUN-1/step/prosecution").content.decode()
    assert "1 June 2026 23:59" in page  # 30 days after the report of 2 May
    assert "RM 3/2008 § 6.2" in page


def test_the_question_of_prosecution_shows_the_law_on_sentence(officer):
    page = officer.get("/desk/SUN-1/step/prosecution").content.decode()
    assert "nedlægge påstand om frihedsstraf i førstegangstilfælde" in page


def test_what_was_not_considered_stays_unanswered(officer, sunday):
    tell(sunday, said.Charged(at=SERVED, offence="violence", acts=("A1",)))
    answer(officer, "prosecution", acts=["A1"], result="indicted", other_evidence_suffices="yes",
           reasons="Photographs and a medical statement.")  # fmt: skip
    assert (last(sunday).victim_may_refuse, last(sunday).other_evidence_suffices) == (None, True)


def test_a_criminal_case_in_court_meets_its_targets(officer, sunday):
    tell(sunday, said.Charged(at=SERVED, offence="violence", acts=("A1",)))
    answer(officer, "case-to-court")
    assert "badge-met" in officer.get("/desk/SUN-1/step/prosecution").content.decode()


def test_an_acquittal_clears_the_act(officer, sunday):
    answer(officer, "acquittal", acts=["A1"], other_grounds="no", reasons="Not proven.")
    assert CaseFile(sunday, clock.now()).facts["acts"][0]["suspicion"] == "acquitted"


def test_a_breach_keeps_its_evidence_by_hash(officer, sunday):
    paper = SimpleUploadedFile("screenshot.png", PNG, "image/png")
    answer(officer, "breach", order="T1", how="contact_written", files=paper)
    assert last(sunday).files == (hashlib.sha256(PNG).hexdigest(),)


def test_evidence_that_is_not_what_it_says_is_refused_beside_its_field(officer, sunday):
    paper = SimpleUploadedFile("report.pdf", b"not a PDF", "application/pdf")
    before = sunday.entries.count()
    assert 'id="id_files_error"' in answer(officer, "breach", 422, order="T1", files=paper)
    assert sunday.entries.count() == before
