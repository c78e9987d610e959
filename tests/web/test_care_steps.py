"""The steps of guidance, children, risk, the alarm and follow-up, as the case officer fills them in."""

from datetime import date

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM, RiskAssessed
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.packs.care import care_rules
from vaern.web import clock

pytestmark = [pytest.mark.database, pytest.mark.django_db]

STEPS = [
    "interpreter", "guidance", "contact-person", "interview", "counsel-question", "civil-claim",
    "special-unit", "children", "child-notice", "school-and-access", "honour", "honour-strategy",
    "travel-precautions", "danger", "risk", "alarm", "alarm-out", "alarm-review", "alarm-return",
    "next-contact", "contact", "outreach", "treatment",
]  # fmt: skip
AT = "2026-05-04T09:30"
RISK = {
    "at": AT, "conclusion": "It is grave.", "plan": "A patrol tonight.", "imminent": "no",
    "review_on": "2026-05-11",
    **{f"answer_{factor.id}": "not_known" for factor in care_rules("dk-2004").risk},
}  # fmt: skip
ALARM = {
    "at": AT, "special_risk": "yes", "risk_reasons": "Threats.", "offered": "yes", "reasons": "She asked.",
}  # fmt: skip
OUT = {"at": AT, "device": "A-1", "given_by": "Officer 7", "explained": "yes"}


@pytest.fixture
def case(db, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return Case.objects.create(reference="FYN-1", title="Example", law="dk-2004")


@pytest.fixture
def officer(as_role, case):
    return as_role(CASE_OFFICER)


@pytest.fixture
def answer(officer):
    """Send the answers of a step; the page that comes back has what was found wrong."""

    def sent(step, **answers):
        return officer.post(f"/desk/FYN-1/step/{step}", {"at": AT, **answers})

    return sent


@pytest.fixture
def said(case, now):
    """Return the events of the case by their types."""

    def events(*types):
        return [event for event in CaseFile(case, now).events if not types or event.type in types]

    return events


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("role", "status"), [(CONTROL_ROOM, 403), (None, 403)])
def test_nobody_but_the_case_officer_opens_these_steps(as_role, case, step, role, status):
    assert as_role(role).get(f"/desk/FYN-1/step/{step}").status_code == status


@pytest.mark.parametrize("step", STEPS)
def test_each_step_opens(officer, step):
    assert officer.get(f"/desk/FYN-1/step/{step}").status_code == 200


@pytest.mark.parametrize(
    "path", ["guidance-da.pdf", "guidance-sv.pdf", "1/child-notice.pdf", "1/assault-alarm.pdf"]
)
def test_the_control_room_reads_no_paper(as_role, case, path):
    assert as_role(CONTROL_ROOM).get(f"/desk/FYN-1/{path}").status_code == 403


class TestGuidance:
    def test_each_topic_she_is_told_of_is_an_entry_with_what_she_answered(self, answer, said):
        answer(
            "guidance", given_by="Officer 7", told_counsel="on", wanted_counsel="no",
            answer_counsel="Not now.", told_victim_support="on",
        )  # fmt: skip
        assert [(event.topic, event.wanted, event.answer) for event in said("guided")] == [
            ("counsel", False, "Not now."),
            ("victim_support", None, ""),
        ]

    def test_nothing_ticked_says_nothing(self, answer, said):
        page = answer("guidance", given_by="Officer 7")
        assert (page.status_code, said()) == (422, [])

    def test_an_answer_to_what_she_was_not_told_is_pointed_at(self, answer):
        page = answer("guidance", given_by="Officer 7", answer_counsel="Yes please")
        assert "Tick that she was told of it" in page.content.decode()
        assert "Yes please" in page.content.decode()

    def test_what_she_says_of_the_relationship_stands_with_the_right_not_to_testify(self, answer, said):
        answer(
            "guidance", given_by="Officer 7", told_witness_exemption="on", told_counsel="on",
            relationship_over="no",
        )  # fmt: skip
        assert [event.relationship_over for event in said("guided")] == [None, False]

    def test_an_interview_is_entered_though_she_was_told_nothing_before(self, answer, said):
        assert answer("interview", whom="victim", given_by="Officer 7").status_code == 302
        assert [event.type for event in said()] == ["interviewed"]

    def test_what_was_left_out_is_named_on_the_overview(self, answer, officer):
        answer("interview", whom="victim", given_by="Officer 7")
        page = officer.get("/desk/FYN-1").content.decode()
        assert "Left out before an interview" in page
        assert "RM 3/2008 § 4.3" in page

    def test_it_is_named_on_the_next_step_too(self, answer, officer):
        next_step = answer("interview", whom="victim", given_by="Officer 7", then="next").url
        assert "Left out before an interview" in officer.get(next_step).content.decode()

    def test_she_is_said_to_be_owed_guidance_before_she_is_heard(self, officer):
        assert "Before she is heard" in officer.get("/desk/FYN-1/step/interview").content.decode()

    def test_counsel_she_does_not_want_is_not_asked_of_the_court(self, answer, officer):
        answer("guidance", given_by="Officer 7", told_counsel="on", wanted_counsel="no")
        assert "does not want one" in officer.get("/desk/FYN-1").content.decode()

    def test_an_interpreter_without_a_language_is_refused_beside_the_field(self, answer):
        page = answer("interpreter", whom="victim", needed="yes").content.decode()
        assert 'href="#id_language"' in page


class TestChildrenAndHonour:
    def test_a_child_in_the_home_starts_the_duty_to_tell_the_municipality(self, answer, officer):
        answer("children", found="yes", name="A", age="4", present="yes")
        assert (
            "Tell the municipality of the children" in officer.get("/desk/FYN-1/obligations").content.decode()
        )

    def test_what_the_case_knows_of_the_children_is_not_asked_twice(self, answer, officer):
        answer("children", found="yes", name="A", age="4")
        assert "A, 4 years" in officer.get("/desk/FYN-1/step/child-notice").content.decode()

    def test_no_child_takes_the_notice_away_and_says_why(self, answer, officer):
        answer("children", found="no")
        page = officer.get("/desk/FYN-1").content.decode()
        assert "No child lives in the home or was there." in page
        assert "/step/child-notice" not in page

    def test_nobody_having_asked_leaves_the_notice_open(self, officer):
        assert "/step/child-notice" in officer.get("/desk/FYN-1").content.decode()

    def test_a_child_born_tomorrow_is_refused_beside_the_field(self, answer):
        page = answer("children", found="yes", name="A", birthdate="2026-05-05").content.decode()
        assert 'href="#id_birthdate"' in page

    def test_the_notice_is_made_with_its_paper(self, answer, officer, said):
        answer(
            "child-notice", told="yes", municipality="Odense", children="A girl of 4",
            reasons="She slept in the next room.",
        )  # fmt: skip
        assert said("child_notice_given")
        assert officer.get("/desk/FYN-1/1/child-notice.pdf").content.startswith(b"%PDF")

    def test_why_none_is_needed_is_written(self, answer, said):
        answer("child-notice", told="no", reasons="They live abroad.")
        assert [event.type for event in said()] == ["child_notice_not_needed"]

    def test_a_notice_names_the_municipality(self, answer, said):
        page = answer("child-notice", told="yes", children="A girl", reasons="x").content.decode()
        assert 'href="#id_municipality"' in page
        assert said() == []

    @pytest.mark.parametrize(
        ("marker", "step"),
        [("honour_related", "honour-strategy"), ("may_be_taken_abroad", "travel-precautions")],
    )
    def test_a_marker_changes_which_steps_the_case_has(self, answer, officer, marker, step):
        link = f"/desk/FYN-1/step/{step}"
        assert link not in officer.get("/desk/FYN-1").content.decode()
        answer("honour", **{marker: "yes"})
        assert link in officer.get("/desk/FYN-1").content.decode()

    def test_a_marker_that_is_no_takes_the_step_away_and_says_why(self, answer, officer):
        answer("honour", honour_related="no")
        assert "The case is not about honour." in officer.get("/desk/FYN-1").content.decode()

    def test_neither_question_answered_is_no_entry(self, answer, said):
        assert (answer("honour").status_code, said()) == (422, [])


class TestRisk:
    def test_every_factor_is_answered_and_nothing_is_added_up(self, answer, said):
        answer("risk", **{**RISK, "answer_threats": "yes", "words_threats": "He said he would kill her."})
        (event,) = said("risk_assessed")
        assert event.review_on == date(2026, 5, 11)
        assert {each.answer for each in event.factors} == {"yes", "not_known"}

    def test_the_log_has_each_factor_by_itself(self, answer, officer):
        answer("risk", **{**RISK, "answer_threats": "yes", "words_threats": "He said he would kill her."})
        page = officer.get("/desk/FYN-1/log").content.decode()
        assert "<dt>Has he made threats?</dt><dd>yes: He said he would kill her.</dd>" in page

    def test_a_factor_left_open_is_asked_for(self, answer, said):
        page = answer("risk", **{**RISK, "answer_weapons": ""})
        assert 'href="#id_answer_weapons_0"' in page.content.decode()
        assert said() == []

    def test_a_yes_without_words_is_asked_for(self, answer):
        page = answer("risk", **{**RISK, "answer_weapons": "yes"}).content.decode()
        assert 'href="#id_words_weapons"' in page

    @pytest.mark.parametrize(("day", "status"), [("2026-05-04", 422), ("2026-05-05", 302)])
    def test_the_review_is_on_a_later_day(self, answer, day, status):
        assert answer("risk", **{**RISK, "review_on": day}).status_code == status

    def test_no_number_of_the_risk_stands_on_its_page(self, answer, officer):
        answer("risk", **RISK)
        page = officer.get("/desk/FYN-1/step/risk").content.decode().lower()
        assert not [word for word in ("score", "points", "total:") if word in page]

    @pytest.mark.parametrize("path", ["", "/log", "/assessment", "/obligations", "/step/report"])
    def test_imminent_danger_stands_on_every_page_of_the_case(self, answer, officer, path):
        answer("danger", imminent="yes", reasons="He has a knife.", plan="A patrol is on its way.")
        page = officer.get(f"/desk/FYN-1{path}").content.decode()
        assert "Imminent danger</h2>" in page
        assert "A patrol is on its way." in page

    def test_it_goes_when_an_officer_says_that_it_is_over(self, answer, officer):
        answer("danger", imminent="yes", reasons="He has a knife.", plan="A patrol.")
        answer("danger", imminent="no", reasons="He is held.")
        assert "Imminent danger</h2>" not in officer.get("/desk/FYN-1").content.decode()

    def test_danger_without_anything_done_is_asked_about(self, answer):
        page = answer("danger", imminent="yes", reasons="He has a knife.").content.decode()
        assert 'href="#id_plan"' in page

    def test_the_event_has_no_place_for_a_total(self):
        assert "total" not in RiskAssessed.model_fields


class TestAlarm:
    def test_the_circulars_test_is_what_the_law_asks(self, answer, case, now):
        answer("alarm", **ALARM)
        assert CaseFile(case, now).facts["judgements"] == {"special_risk_of_assault": True}

    def test_an_alarm_is_not_offered_where_no_special_risk_was_found(self, answer, said):
        page = answer("alarm", **{**ALARM, "special_risk": "no"})
        assert "cirk. 2003 no. 3" in page.content.decode()
        assert said() == []

    def test_none_is_handed_out_before_it_was_offered(self, answer, said):
        assert (answer("alarm-out", **OUT).status_code, said()) == (422, [])

    def test_handed_out_it_is_to_be_looked_at_again_and_has_its_receipt(self, answer, officer):
        answer("alarm", **ALARM)
        answer("alarm-out", **OUT)
        assert "Look at the assault alarm again" in officer.get("/desk/FYN-1/obligations").content.decode()
        assert officer.get("/desk/FYN-1/3/assault-alarm.pdf").content.startswith(b"%PDF")

    def test_one_that_was_not_gone_through_with_her_is_pointed_out(self, answer, officer):
        answer("alarm", **ALARM)
        answer("alarm-out", **{**OUT, "explained": "no"})
        page = officer.get("/desk/FYN-1/step/alarm-out").content.decode()
        assert "was not gone through with her" in page

    def test_the_handing_out_is_not_struck_out_under_its_return(self, answer, officer, said):
        answer("alarm", **ALARM)
        answer("alarm-out", **OUT)
        answer("alarm-return")
        officer.post("/desk/FYN-1/strike-out", {"corrects": "3", "reason": "Wrong number."})
        assert said("assault_alarm_handed_out")

    def test_a_second_one_waits_until_the_first_is_given_back(self, answer):
        answer("alarm", **ALARM)
        answer("alarm-out", **OUT)
        assert 'href="#id_device"' in answer("alarm-out", **OUT).content.decode()

    def test_given_back_it_is_looked_at_no_more(self, answer, case, now):
        answer("alarm", **ALARM)
        answer("alarm-out", **OUT)
        answer("alarm-return")
        assert [duty.status for duty in CaseFile(case, now).duties] == ["lapsed"]

    def test_what_she_does_not_have_is_not_given_back(self, answer, said):
        assert (answer("alarm-return").status_code, said()) == (422, [])


class TestFollowUp:
    def test_the_next_contact_is_a_duty_with_its_day(self, answer, officer):
        answer("next-contact", next_on="2026-05-20")
        page = officer.get("/desk/FYN-1/obligations").content.decode()
        assert "Contact the protected person again" in page
        assert "20 May 2026" in page

    @pytest.mark.parametrize(("day", "status"), [("2026-05-03", 422), ("2026-05-04", 302)])
    def test_it_is_not_before_it_was_planned(self, answer, day, status):
        assert answer("next-contact", next_on=day).status_code == status

    def test_a_visit_says_whether_the_consequences_were_driven_home(self, answer, said):
        answer("outreach", whom="respondent", manner="visit", consequences="yes", summary="He listened.")
        assert said("outreach_made")[0].consequences is True

    def test_treatment_is_offered_with_his_consent_or_without(self, answer, said):
        answer("treatment", offer="Dialog mod Vold", consent="no")
        assert said("treatment_offered")[0].consent is False
