"""What holds for every answer of the program."""

import pytest

from vaern.cases.events import CASE_OFFICER

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_no_foreign_code_may_run(client):
    assert "script-src 'self'" in client.get("/sign-in")["Content-Security-Policy"]


def test_pages_stay_out_of_shared_caches(client):
    assert "no-store" in client.get("/sign-in")["Cache-Control"]


def test_a_form_without_its_token_is_refused(as_role, odense):
    client = as_role(CASE_OFFICER)
    client.handler.enforce_csrf_checks = True
    assert client.post("/desk/ODN-1/assess", {}).status_code == 403


@pytest.mark.parametrize("path", ["/api/law/assess"])
def test_the_api_refuses_facts_it_cannot_use_with_the_three_parts(as_role, path):
    answer = as_role(CASE_OFFICER).post(path, {"law": "atlantis"}, content_type="application/json")
    assert answer.status_code == 422
    assert set(answer.json()) == {"error", "where", "expected"}
