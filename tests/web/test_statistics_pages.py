"""Tables on the pages: who may see them, what they say, what they never show."""

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGES = ("/statistics", "/statistics/by-district", "/statistics/by-district/table.csv")


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_sees_nothing(client, page):
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM])
def test_every_role_may_read_tables(as_role, home, role):
    assert as_role(role).get("/statistics").status_code == 200


def test_a_table_shows_its_numbers_and_hides_a_single_case(as_role, home):
    page = as_role(CASE_OFFICER).get("/statistics/by-district?source=published").content.decode()
    assert "1907" in page
    assert page.split("Bornholms Politi")[1].split("</td>")[0].endswith("..")


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("parquet", "application/vnd.apache.parquet"),
    ],
)
def test_a_table_is_given_in_open_forms(as_role, home, form, kind):
    assert as_role(CASE_OFFICER).get(f"/statistics/outcome/table.{form}").headers["Content-Type"] == kind


def test_a_chart_is_drawn(as_role, home):
    assert as_role(CASE_OFFICER).get("/statistics/outcome/chart.svg").content.startswith(b"<svg")


def test_our_own_cases_are_read_when_nobody_has_yet(as_role, home):
    assert "0" in as_role(CASE_OFFICER).get("/statistics/outcome?source=ours").content.decode()


@pytest.mark.parametrize("address", ["/statistics/nothing", "/statistics/outcome?year=x"])
def test_what_does_not_exist_is_not_found(as_role, home, address):
    assert as_role(CASE_OFFICER).get(address).status_code == 404
