"""The daily reports on the desk: who may, what one click does, and what comes twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM, TYPES
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.packs.screening import screening
from vaern.screening.models import Considered, ReportedIncident
from vaern.sheets import Reason
from vaern.web import clock
from vaern.web.screening_words import REASONS
from vaern.web.sheet_words import REASONS as REFUSALS

pytestmark = [pytest.mark.database, pytest.mark.django_db]

REPORT = """report_id;district;happened_at;kind;provision;same_address;suspect_birthdate;suspect_name;summary
D-1;FYN;2026-05-03 23:40;offence;strl § 244;ja;1985-03-01;Hemmelig Hansen;Slag
D-2;NS;2026-05-03 22:00;threat_of_violence;;;;;=HYPERLINK(1)
"""


@pytest.fixture(autouse=True)
def stopped(now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def officer(as_role):
    return as_role(CASE_OFFICER)


def send(client, text=REPORT):
    return client.post("/screening", {"file": SimpleUploadedFile("report.csv", text.encode())})


def incident(report_id="D-1"):
    return ReportedIncident.objects.get(report_id=report_id)


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/screening"),
        ("post", "/screening"),
        ("get", "/screening.csv"),
        ("get", "/screening/1/answer"),
        ("post", "/screening/1/answer"),
        ("post", "/screening/1/open"),
    ],
)
def test_only_the_case_officer_reads_and_answers_the_daily_reports(as_role, role, path, method):
    assert getattr(as_role(role), method)(path).status_code == 403


def test_a_report_is_taken_in_and_shows_as_not_answered(officer):
    page = send(officer).content.decode()
    assert "2 new" in page
    assert page.count('"badge badge-yes">could have led') == 1
    assert "same address: not told" in page


def test_sent_twice_it_is_there_once(officer):
    send(officer)
    assert "2 there already" in send(officer).content.decode()
    assert ReportedIncident.objects.count() == 2


def test_a_bad_row_is_told_by_number_column_and_reason_without_its_value(officer):
    page = send(officer, REPORT.replace("1985-03-01", "hemmelig dag")).content.decode()
    assert "<td>2</td>" in page
    assert "not a date written YYYY-MM-DD" in page
    assert "hemmelig dag" not in page


def test_a_file_that_is_no_table_is_told_beside_the_field(officer):
    answer = send(officer, "%PDF-1.7\n\0")
    assert answer.status_code == 422
    assert "This is not a CSV or JSON file." in answer.content.decode()


def test_what_is_answered_leaves_the_list_of_the_open_and_stays_in_the_list_of_all(officer):
    send(officer)
    officer.post(f"/screening/{incident().pk}/answer", {"used": "no", "reasons": ["victim_unwilling"]})
    assert "D-1" not in officer.get("/screening").content.decode()
    assert "She does not want it" in officer.get("/screening?show=all").content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Answer yes or no."),
        ({"used": "yes"}, "Choose the measure"),
        ({"used": "no"}, "Choose at least one reason."),
        ({"used": "no", "reasons": ["other"]}, "Write the reason"),
    ],
)
def test_half_an_answer_is_asked_for_the_rest_and_nothing_is_recorded(officer, said, words):
    send(officer)
    answer = officer.post(f"/screening/{incident().pk}/answer", said)
    assert words in answer.content.decode()
    assert not Considered.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("district=FYN", ["D-1"]),
        ("day=2026-05-03", ["D-1", "D-2"]),
        ("day=2026-05-02", []),
        ("day=2026-05-04", []),
        ("day=nonsense&district=XX", ["D-1", "D-2"]),
    ],
)
def test_the_list_is_by_day_and_district(officer, query, found):
    send(officer)
    page = officer.get(f"/screening.csv?{query}").content.decode()
    assert [name for name in ("D-1", "D-2") if name in page] == found


def test_the_export_holds_no_name_and_runs_in_no_spreadsheet(officer):
    send(officer, REPORT.replace("strl § 244", "=strl § 244"))
    page = officer.get("/screening.csv").content.decode()
    assert "Hansen" not in page
    assert "'=strl" in page


def test_one_click_opens_a_case_with_what_the_report_tells(officer, now):
    send(officer)
    answer = officer.post(f"/screening/{incident().pk}/open")
    case = Case.objects.get(reference=incident().case)
    assert answer.url == f"/desk/{case.reference}"
    assert [line.event.type for line in CaseFile(case, now).lines] == [
        "case_taken", "reported", "party_recorded", "relationship_recorded", "incident_recorded"
    ]  # fmt: skip


def test_clicked_twice_there_is_one_case(officer):
    send(officer)
    first, second = (officer.post(f"/screening/{incident().pk}/open").url for _ in range(2))
    assert first == second
    assert Case.objects.count() == 1


def test_what_the_report_does_not_tell_is_not_said_in_the_case(officer, now):
    send(officer)
    officer.post(f"/screening/{incident('D-2').pk}/open")
    facts = CaseFile(Case.objects.get(), now).facts
    assert "relationship" not in facts
    assert "respondent" not in facts


def test_every_reason_of_the_source_has_words():
    assert set(screening("dk-2004").reasons) | {"other"} == set(REASONS)


def test_every_refusal_has_words():
    assert set(Reason) == set(REFUSALS)


def test_the_events_a_report_becomes_exist():
    assert {"reported", "party_recorded", "relationship_recorded", "incident_recorded"} <= set(TYPES)
