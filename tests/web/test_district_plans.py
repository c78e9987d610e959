"""The districts' own action plans."""

from datetime import date

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.districts.models import PlanMeasure, plan
from vaern.web import clock

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MEASURE = {
    "title": "Name the people of the unit", "asks": "unit", "owner": "The head of the unit",
    "status": "planned", "due_on": "2026-05-04",
}  # fmt: skip


@pytest.fixture
def officer(as_role, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return as_role(CASE_OFFICER)


@pytest.mark.parametrize("path", ["/plans", "/plans/FYN"])
@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403), (None, 403)])
def test_who_reads_a_plan(as_role, path, role, status):
    assert as_role(role).get(path).status_code == status


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_who_writes_none(as_role, role):
    assert as_role(role).post("/plans/FYN", MEASURE).status_code == 403
    assert not PlanMeasure.objects.exists()


def test_a_district_that_is_not_there_is_not_found(officer):
    assert officer.get("/plans/NOWHERE").status_code == 404


def test_what_the_strategy_asks_for_stands_on_the_page_before_anything_is_planned(officer):
    page = officer.get("/plans/FYN").content.decode()
    assert page.count("nothing planned yet") == 4
    assert "strategi 2007 § 4" in page


def test_a_measure_is_written_with_owner_status_and_date(officer):
    officer.post("/plans/FYN", MEASURE)
    (measure,) = plan("FYN")
    assert (measure.owner, measure.status, measure.due_on) == (
        "The head of the unit", "planned", date(2026, 5, 4),
    )  # fmt: skip


def test_a_change_counts_and_what_stood_before_is_kept(officer):
    officer.post("/plans/FYN", MEASURE)
    officer.post("/plans/FYN?change=1", {**MEASURE, "status": "completed"})
    assert [each.status for each in plan("FYN")] == ["completed"]
    assert PlanMeasure.objects.count() == 2


def test_a_second_measure_gets_a_number_of_its_own(officer):
    officer.post("/plans/FYN", MEASURE)
    officer.post("/plans/FYN", {**MEASURE, "title": "Meet the municipalities"})
    assert [each.number for each in plan("FYN")] == [1, 2]


def test_one_district_s_plan_is_not_another_s(officer):
    officer.post("/plans/FYN", MEASURE)
    assert plan("KBH") == []


@pytest.mark.parametrize(
    ("due_on", "status", "late"),
    [
        (date(2026, 5, 3), "planned", True),
        (date(2026, 5, 4), "planned", False),
        (date(2026, 5, 5), "ongoing", False),
        (date(2026, 5, 3), "completed", False),
        (None, "ongoing", False),
    ],
)
def test_a_measure_is_late_the_day_after_its_day(due_on, status, late):
    assert PlanMeasure(due_on=due_on, status=status).is_late(date(2026, 5, 4)) is late


def test_a_missing_owner_is_said_beside_the_field_and_nothing_is_lost(officer):
    answer = officer.post("/plans/FYN", {**MEASURE, "owner": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_owner"' in page
    assert "Name the people of the unit" in page
