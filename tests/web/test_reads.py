"""Every read of a case is on record before anything is shown; who may read the case sees by whom."""

import inspect
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import get_resolver

from vaern.cases import reads
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Read

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGES = [
    "",
    "/log",
    "/assessment",
    "/obligations",
    "/pattern",
    "/timeline",
    "/reads",
    "/step/report",
    "/O1/decision.pdf",
]
API = ["/api/cases/ODN-1/log", "/api/cases/ODN-1/assessment", "/api/cases/ODN-1/obligations"]


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_who_may_not_read_the_case_does_not_learn_who_did(as_role, odense, role):
    assert as_role(role).get("/desk/ODN-1/reads").status_code == 403
    assert not Read.objects.exists()


@pytest.mark.parametrize("address", [*(f"/desk/ODN-1{each}" for each in PAGES), *API])
def test_each_page_paper_and_answer_of_a_case_is_on_record(as_role, odense, address):
    assert as_role(CASE_OFFICER).get(address).status_code == 200
    (read,) = Read.objects.all()
    assert (read.case, read.by) == (odense, f"user-{CASE_OFFICER}")


def test_every_address_of_a_case_goes_by_the_one_door():
    """A view that takes a case's reference asks the door, so that a new page cannot forget it."""
    forgot = []
    for pattern in get_resolver("vaern.web.urls").url_patterns:
        if "<slug:reference>" in str(pattern.pattern) and str(pattern.pattern).startswith("desk/"):
            body = inspect.getsource(inspect.unwrap(pattern.callback))
            doors = ("case_file(request", "note_read(request", "_order(request")
            if not any(each in body for each in doors):
                forgot.append(pattern.name)
    assert forgot == []


def test_nothing_is_shown_when_it_cannot_be_put_on_record(as_role, odense, monkeypatch):
    def full(*_args, **_said):
        raise OSError("no room")

    monkeypatch.setattr(reads, "note", full)
    with pytest.raises(OSError, match="no room"):
        as_role(CASE_OFFICER).get("/desk/ODN-1")


def test_one_page_again_within_a_minute_is_one_read(odense, now):
    for seconds in (0, 59, 60, 61):
        reads.note(odense, by="officer", page="case", now=now + timedelta(seconds=seconds))
    assert Read.objects.count() == 2


def test_the_page_names_who_read_what_and_when(as_role, odense):
    client = as_role(CASE_OFFICER)
    client.get("/desk/ODN-1/log")
    page = client.get("/desk/ODN-1/reads").content.decode()
    assert f"user-{CASE_OFFICER}" in page
    assert "Log, Who has read" in page or "Who has read, Log" in page


def test_a_read_is_taken_out_by_nobody(odense, now):
    reads.note(odense, by="officer", page="case", now=now)
    with pytest.raises(RuntimeError, match="append-only"):
        Read.objects.get().delete()
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_read")


def test_the_record_holds_no_word_of_the_case(as_role, odense):
    as_role(CASE_OFFICER).get("/desk/ODN-1/O1/decision.pdf")
    (read,) = Read.objects.all()
    assert read.page == "case-decision"


@pytest.mark.parametrize(
    ("hour", "days"), [("2026-05-04T21:59:00+00:00", 1), ("2026-05-04T22:00:00+00:00", 2)]
)
def test_a_day_begins_at_midnight_on_the_jurisdictions_clock(odense, hour, days):
    first = datetime.fromisoformat("2026-05-04T21:30:00+00:00")  # 23.30 in Copenhagen
    for at in (first, datetime.fromisoformat(hour)):
        Read(case=odense, by="officer", page="case-log", at=at).save()
    assert len(reads.visits(odense, ZoneInfo("Europe/Copenhagen"), 10)) == days


def test_no_more_is_read_than_is_shown(odense, now):
    for day in range(5):
        Read(case=odense, by="officer", page="case-log", at=now - timedelta(days=day)).save()
    assert len(reads.visits(odense, ZoneInfo("Europe/Copenhagen"), 3)) == 3
