"""What the live service is told to watch: what the cases say, no more and no longer."""

import pytest

from vaern.cases.events import CASE_OFFICER
from vaern.errors import InputError
from vaern.service.client import NotThere
from vaern.web import live

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def told(monkeypatch):
    """Collect what the live service is told."""
    heard = []

    class Heard:
        def put_controls(self, controls):
            heard.append([control["id"] for control in controls["controls"]])

    monkeypatch.setattr(live, "service", Heard)
    return heard


def strike_out(client, number):
    client.post("/desk/ODN-1/strike-out", {"corrects": number, "reason": "ended"})


def test_an_order_that_is_struck_out_is_watched_no_longer(as_role, odense, told):
    client = as_role(CASE_OFFICER)
    strike_out(client, odense.entries.get(type="served", data__order="C1").number)
    assert told == [[]]


def test_an_entry_that_changes_nothing_leaves_the_control_watched(as_role, odense, told):
    as_role(CASE_OFFICER).post(
        "/desk/ODN-1/assess", {"judgement": "public_interest", "value": "no", "reasons": "x"}
    )
    assert told == []  # it goes on watching what it watched


def test_a_service_that_does_not_answer_is_said_and_the_entry_stands(as_role, odense, monkeypatch):
    def gone():
        raise NotThere("the live service does not answer")

    monkeypatch.setattr(live, "service", gone)
    client = as_role(CASE_OFFICER)
    before = odense.entries.count()
    strike_out(client, odense.entries.get(type="served", data__order="C1").number)
    assert "it still watches what it watched before" in client.get("/desk/ODN-1/log").content.decode()
    assert odense.entries.count() == before + 1


def test_what_the_service_refuses_is_said_with_its_reason_and_the_entry_stands(as_role, odense, monkeypatch):
    class Refusing:
        def put_controls(self, _):
            raise InputError("the margin goes beyond the regulation", "/controls/0", "at most 400 m")

    monkeypatch.setattr(live, "service", Refusing)
    client = as_role(CASE_OFFICER)
    before = odense.entries.count()
    strike_out(client, odense.entries.get(type="served", data__order="C1").number)
    page = client.get("/desk/ODN-1/log").content.decode()
    assert "refuses what the case says now (the margin goes beyond the regulation; at most 400 m)" in page
    assert odense.entries.count() == before + 1
