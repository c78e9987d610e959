"""The documents a person is handed, from the case as it stands."""

import io

import pytest
from pypdf import PdfReader

from vaern.cases.events import CASE_OFFICER

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def words(answer):
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
    )


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


@pytest.mark.parametrize(("order", "provision"), [("T1", "§ 1"), ("O1", "§ 3"), ("C1", "ek § 1")])
def test_each_order_has_its_decision_with_the_rules_it_rests_on(officer, order, provision):
    text = words(officer.get(f"/desk/ODN-1/{order}/decision.pdf"))
    assert f"dk-2011-draft {provision}" in text
    assert "Rasmus Eksempel" in text


def test_a_decision_speaks_the_readers_language(officer):
    officer.cookies["django_language"] = "da"
    assert "Du må ikke:" in words(officer.get("/desk/ODN-1/T1/decision.pdf"))


def test_a_decision_rests_on_the_log_as_it_stood_then(officer):
    assert "B1" not in words(officer.get("/desk/ODN-1/T1/decision.pdf"))


def test_the_same_decision_is_the_same_file(officer):
    first, second = (officer.get("/desk/ODN-1/O1/decision.pdf").content for _ in range(2))
    assert first == second


def test_the_decision_on_the_zone_names_the_last_moment_to_demand_court_review(officer):
    officer.cookies["django_language"] = "en"
    assert "10 May 2026" in words(officer.get("/desk/ODN-1/O1/decision.pdf"))


def test_an_unknown_order_has_no_decision(officer):
    assert officer.get("/desk/ODN-1/X9/decision.pdf").status_code == 404
