"""A step of the desk: it asks, keeps what is typed, says it once, and never past what somebody else said."""

import re

import pytest
from django.test import Client

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM, Event, Reported
from vaern.cases.file import CaseFile
from vaern.cases.models import Case, Draft

pytestmark = [pytest.mark.database, pytest.mark.django_db]

REPORT = "/desk/ODN-1/step/report"
ANSWERS = {"by": "victim", "at": "2026-05-04T09:30", "summary": "He called again."}


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


def carried(page):
    """Return the hidden fields that a form was given."""
    text = page.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("token", "seen")}


@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403), (None, 403)])
def test_only_the_case_officer_opens_a_step(as_role, odense, role, status):
    assert as_role(role).get(REPORT).status_code == status


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_nobody_else_says_anything(as_role, odense, role):
    before = odense.entries.count()
    assert as_role(role).post(REPORT, ANSWERS).status_code == 403
    assert odense.entries.count() == before


def test_what_is_answered_stands_in_the_case(officer, odense, now):
    officer.post(REPORT, ANSWERS)
    assert CaseFile(odense, now).lines[-1].event.summary == "He called again."


def test_after_the_last_step_of_a_part_comes_the_overview(officer):
    assert officer.post(REPORT, {**ANSWERS, "then": "overview"}).url.startswith("/desk/ODN-1#")


def test_a_missing_answer_is_said_beside_the_field_and_at_the_top_and_nothing_is_lost(officer, odense):
    before = odense.entries.count()
    answer = officer.post(REPORT, {**ANSWERS, "by": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_by_0"' in page
    assert "He called again." in page
    assert odense.entries.count() == before


def test_what_has_not_happened_yet_is_refused(officer):
    page = officer.post(REPORT, {**ANSWERS, "at": "2026-05-04T10:01"})  # a minute after now
    assert "has not come yet" in page.content.decode()


def test_a_form_sent_twice_is_said_once(officer, odense):
    sent = {**ANSWERS, **carried(officer.get(REPORT))}
    first, again = officer.post(REPORT, sent), officer.post(REPORT, sent)
    assert odense.entries.filter(type="reported").count() == 2  # the one of the story, and this
    assert (first.status_code, again.status_code) == (302, 302)


@pytest.fixture
def one_report_only(monkeypatch):
    monkeypatch.setattr(Reported, "outrun_by", Event.outrun_by)


def test_two_officers_at_one_step_lose_nothing(officer, odense, one_report_only):
    mine, theirs = carried(officer.get(REPORT)), carried(officer.get(REPORT))
    officer.post(REPORT, {**ANSWERS, **theirs, "summary": "Said by the other."})
    answer = officer.post(REPORT, {**ANSWERS, **mine})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Said by the other." in page
    assert "He called again." in page


def test_having_seen_what_came_the_answers_can_be_sent(officer, odense, now, one_report_only):
    mine = carried(officer.get(REPORT))
    officer.post(REPORT, {**ANSWERS, **carried(officer.get(REPORT))})
    shown = officer.post(REPORT, {**ANSWERS, **mine})
    officer.post(REPORT, {**ANSWERS, **carried(shown), "summary": "Mine."})
    assert CaseFile(odense, now).lines[-1].event.summary == "Mine."


def test_what_is_typed_is_kept_and_taken_up_again(officer):
    officer.post(f"{REPORT}/draft", {"summary": "Half a sent"})
    assert "Half a sent" in officer.get(REPORT).content.decode()


def test_a_draft_taken_up_again_is_not_scolded(officer):
    officer.post(f"{REPORT}/draft", {"summary": "Half a sent"})
    assert "error-summary" not in officer.get(REPORT).content.decode()


def test_a_draft_is_nobody_elses(officer, odense, django_user_model):
    officer.post(f"{REPORT}/draft", {"summary": "Half a sent"})
    other = Client()
    user = django_user_model.objects.create_user(username="other")
    user.groups.set(django_user_model.objects.get(username=f"user-{CASE_OFFICER}").groups.all())
    other.force_login(user)
    assert "Half a sent" not in other.get(REPORT).content.decode()


def test_a_draft_goes_when_its_answers_are_said(officer):
    officer.post(f"{REPORT}/draft", {"summary": "Half a sent"})
    officer.post(REPORT, ANSWERS)
    assert not Draft.objects.exists()


def test_a_draft_that_arrives_after_its_answers_is_not_kept(officer):
    sent = {**ANSWERS, **carried(officer.get(REPORT))}
    officer.post(REPORT, sent)
    officer.post(f"{REPORT}/draft", sent)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("path", ["/desk/ODN-1/step/nothing", "/desk/ODN-9/step/report"])
def test_a_step_or_case_that_is_not_there_is_not_found(officer, path):
    assert officer.get(path).status_code == 404


def test_a_case_of_another_law_has_its_own_steps(officer, monkeypatch):
    from dataclasses import replace

    from vaern.web.steps.registry import STEPS

    monkeypatch.setitem(STEPS, "report", replace(STEPS["report"], laws=("dk-2004",)))
    assert officer.get(REPORT).status_code == 404


def test_the_overview_names_a_step_that_nobody_answered(officer, db):
    Case.objects.create(reference="NEW-1", title="New", law="dk-2004")
    page = officer.get("/desk/NEW-1").content.decode()
    assert "The report" in page
    assert "badge-step-open" in page
