"""Intake: from the first question to the last, nothing asked twice, nothing not asked taken for a no."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pictures import paper, photograph

from vaern.cases import attachments
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.models import Attachment, Case

pytestmark = [pytest.mark.database, pytest.mark.django_db]
OPENED = {"law": "dk-2004", "district": "FYN", "title": "", "token": "t-1"}
AT = "2026-05-04T09:30"


@pytest.fixture
def officer(as_role, odense, settings, tmp_path):
    settings.HOME = tmp_path
    return as_role(CASE_OFFICER)


@pytest.fixture
def case(officer):
    officer.post("/desk/new", OPENED)
    return Case.objects.get(opening="t-1")


@pytest.fixture
def answer(officer, case):
    """Answer a step of the case."""

    def answered(step, **answers):
        return officer.post(f"/desk/{case.reference}/step/{step}", {"at": AT} | answers)

    return answered


@pytest.fixture
def file(case, now):
    return lambda: CaseFile(case, now)


def upload(content, name="a.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403), (None, 403)])
def test_only_the_case_officer_opens_a_case(as_role, odense, role, status):
    assert as_role(role).get("/desk/new").status_code == status


def test_a_new_case_is_taken_by_who_opens_it_and_goes_to_the_first_step(officer, file):
    answer = officer.post("/desk/new", OPENED)  # sent again
    assert answer.url.endswith("/step/report")
    assert [event.type for event in file().events] == ["case_taken"]


def test_the_district_is_not_asked_again(officer, case):
    assert 'value="FYN" selected' in officer.get("/desk/new").content.decode()


def test_the_law_of_another_country_runs_no_case(officer, case):
    assert officer.post("/desk/new", {**OPENED, "law": "se-2011", "token": "t-2"}).status_code == 422


def test_a_draft_runs_no_case_outside_the_demonstration(officer, case, settings):
    settings.DEMONSTRATION = False
    draft = {**OPENED, "law": "dk-2011-draft", "token": "t-2"}
    assert officer.post("/desk/new", draft).status_code == 422


def test_what_was_not_asked_is_absent_from_the_facts(answer, file):
    answer("relationship", kind="former_partner", living_together="", expected_to_reunite="no")
    assert file().facts["relationship"] == {"kind": "former_partner", "expected_to_reunite": False}


def test_a_party_that_is_known_is_shown_and_not_asked_again(officer, case, answer):
    answer("respondent", name="Rasmus Eksempel", birthdate="1985-03-01")
    page = officer.get(f"/desk/{case.reference}/step/respondent").content.decode()
    assert 'value="Rasmus Eksempel"' in page
    assert 'value="1985-03-01"' in page


def test_incidents_are_numbered_by_the_case(answer, file):
    for kind in ("contact", "offence"):
        answer("incident", kind=kind, place_kind="home", summary="x", provision="", max_penalty_months="")
    assert [act["id"] for act in file().facts["acts"]] == ["I1", "I2"]


@pytest.mark.parametrize(("written", "read"), [("36", 36), ("life", "life"), ("", None)])
def test_the_highest_penalty_is_months_or_life(answer, file, written, read):
    answer("incident", kind="offence", provision="strl § 244", max_penalty_months=written)
    assert file().facts["acts"][0].get("max_penalty_months") == read


@pytest.mark.parametrize(
    ("step", "wrong", "field"),
    [
        ("incident", {"kind": "murder"}, "id_kind_0"),
        ("incident", {"kind": "offence", "provision": "§ § §"}, "id_provision"),
        ("incident", {"kind": "offence", "max_penalty_months": "1.5"}, "id_max_penalty_months"),
        ("incident", {"kind": "contact", "at": "2026-05-04T10:01"}, "id_at_0"),
        ("respondent", {"name": "R", "birthdate": "1985-02-30"}, "id_birthdate"),
        ("respondent", {"name": "R", "birthdate": "2026-05-05"}, "id_birthdate"),
        ("respondent", {"name": ""}, "id_name"),
        ("respondent", {"name": "R" * 201}, "id_name"),
        ("witness", {"name": "W", "knows": "everything"}, "id_knows_0"),
        ("request", {"measure": "banishment", "by": "victim"}, "id_measure_0"),
        ("report", {"by": "victim", "summary": "x" * 4001}, "id_summary"),
        ("photographs", {"consent": "without", "reasons": ""}, "id_reasons"),
        ("photographs-to-court", {}, "id_at_0"),
        ("consent-afterwards", {}, "id_at_0"),
        ("file", {"title": "Journal"}, "id_files"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_leaves_nothing_behind(answer, case, step, wrong, field):
    before = case.entries.count()
    page = answer(step, **wrong)
    assert page.status_code == 422
    assert f'href="#{field}"' in page.content.decode()
    assert case.entries.count() == before


def test_an_incident_before_the_respondents_birth_is_refused(answer, case):
    answer("respondent", name="R", birthdate="1985-03-01")
    answered = answer("incident", kind="contact", at="1985-02-28T10:00")
    assert answered.status_code == 422
    assert answer("incident", kind="contact", at="1985-03-01T10:00").status_code == 302


def test_a_birthdate_after_an_incident_is_refused(answer):
    answer("incident", kind="contact", at="2001-03-01T10:00")
    assert answer("respondent", name="R", birthdate="2001-03-02").status_code == 422
    assert answer("respondent", name="R", birthdate="2001-03-01").status_code == 302


def test_photographs_are_kept_under_the_hash_that_the_log_names(answer, file):
    answer("photographs", consent="written", files=[upload(photograph()), upload(photograph(size=(9, 9)))])
    (event,) = [event for event in file().events if event.type == "photographs_taken"]
    assert event.files[0] == hashlib.sha256(photograph()).hexdigest()
    assert Attachment.objects.filter(entry__isnull=False).count() == 2


def test_photographs_without_consent_must_go_before_the_court(answer, file):
    answer(
        "photographs",
        consent="without",
        reasons="The bruise fades; she is afraid.",
        files=[upload(photograph())],
    )
    assert [duty.kind for duty in file().duties if duty.is_pending] == ["submit_intervention_to_court"]


@pytest.mark.parametrize("step", ["photographs-to-court", "consent-afterwards"])
def test_brought_to_court_or_consented_to_afterwards_they_wait_no_longer(answer, file, step):
    answer("photographs", consent="without", reasons="It could not wait.")
    answer(step)
    assert not [duty for duty in file().duties if duty.is_pending]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 no", b"MZ\x90", paper(password="x")], ids=["no pdf", "program", "locked"]
)
def test_a_file_that_is_not_what_it_says_is_refused_beside_the_field(answer, case, content):
    page = answer("file", title="Doctor's note", files=[upload(content, "note.pdf")])
    assert 'href="#id_files"' in page.content.decode()
    assert "Doctor&#x27;s note" in page.content.decode()
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_refused_with_the_limit_stated(answer, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", 100)
    assert "At most 20 MB" in answer("file", title="x", files=[upload(photograph())]).content.decode()


def test_a_good_file_beside_a_wrong_answer_is_not_lost(answer, file):
    page = answer("photographs", consent="", files=[upload(photograph())]).content.decode()
    digest = hashlib.sha256(photograph()).hexdigest()
    assert f'value="{digest}"' in page
    answer("photographs", consent="spoken", kept=digest)
    assert file().lines[-1].event.files == (digest,)


def test_a_hash_that_the_case_does_not_hold_is_not_taken_on_faith(answer, file):
    answer("photographs", consent="spoken", kept="a" * 64)
    assert file().lines[-1].event.files == ()


@pytest.mark.parametrize(("role", "status"), [(CONTROL_ROOM, 403), (None, 403)])
def test_nobody_else_sees_a_file(answer, case, as_role, role, status):
    answer("photographs", consent="written", files=[upload(photograph())])
    digest = Attachment.objects.get().sha256
    assert as_role(role).get(f"/desk/{case.reference}/file/{digest}").status_code == status


def test_a_file_is_found_in_its_own_case_alone(officer, answer, case):
    answer("photographs", consent="written", files=[upload(photograph(located=True))])
    digest = Attachment.objects.get().sha256
    shown = officer.get(f"/desk/{case.reference}/file/{digest}")
    assert (shown.status_code, b"SecretCamera" in shown.content) == (200, False)
    assert officer.get(f"/desk/ODN-1/file/{digest}").status_code == 404


def test_every_step_of_intake_opens(officer, case):
    from vaern.web.steps.intake import STEPS

    for step in STEPS:
        assert officer.get(f"/desk/{case.reference}/step/{step.name}").status_code == 200
