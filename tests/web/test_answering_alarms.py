"""The control room answers the alarms that nothing else ends, and only those."""

from __future__ import annotations

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.web.views import control_room

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ADDRESS = "/control-room/answer"
BEGAN = {"began_at": "2026-05-04T02:58:00.000+00:00"}
ALARMS = [
    {"alarm": "C1/R1/tamper/1", "kind": "tamper"} | BEGAN,
    {"alarm": "P1/assault_button/1", "kind": "assault_button"} | BEGAN,
    {"alarm": "C1/campus/zone/1", "kind": "zone"} | BEGAN,
]


class Told:
    """A live service that notes what it is told."""

    def __init__(self):
        self.answers = []

    def alarms(self):
        return ALARMS

    def answer(self, *said):
        self.answers.append(said)


@pytest.fixture
def live(monkeypatch):
    told = Told()
    monkeypatch.setattr(control_room, "service", lambda: told)
    return told


@pytest.mark.parametrize("role", [CASE_OFFICER, None])
def test_nobody_but_the_control_room_answers(as_role, odense, live, role):
    said = {"alarm": "C1/R1/tamper/1", "finding": "device_mended"}
    assert as_role(role).post(ADDRESS, said).status_code == 403
    assert live.answers == []


@pytest.mark.parametrize("alarm", ["C1/R1/tamper/1", "P1/assault_button/1"])
def test_an_answer_stands_with_the_operators_name(as_role, odense, live, alarm):
    assert as_role(CONTROL_ROOM).post(ADDRESS, {"alarm": alarm, "finding": "help_sent"}).status_code == 302
    assert live.answers == [(alarm, f"user-{CONTROL_ROOM}", "help_sent")]


@pytest.mark.parametrize("alarm", ["C1/campus/zone/1", "C1/R1/tamper/9", ""])
def test_an_alarm_that_ends_by_itself_or_never_was_takes_no_answer(as_role, odense, live, alarm):
    assert as_role(CONTROL_ROOM).post(ADDRESS, {"alarm": alarm, "finding": "help_sent"}).status_code == 404
    assert live.answers == []


@pytest.mark.parametrize("finding", ["", "she sounded fine"])
def test_what_was_found_is_chosen_not_written(as_role, odense, live, finding):
    said = {"alarm": "C1/R1/tamper/1", "finding": finding}
    assert as_role(CONTROL_ROOM).post(ADDRESS, said).status_code == 422
    assert live.answers == []


def test_the_page_has_the_form_for_the_control_room(as_role, odense):
    page = as_role(CONTROL_ROOM).get("/control-room").content.decode()
    assert "answer-form" in page
    assert "Help was sent" in page


@pytest.mark.parametrize(("accept", "says"), [("text/html", "<h1>"), ("application/json", '"error"')])
def test_where_the_live_service_is_gone_the_answer_says_so(as_role, odense, accept, says):
    said = {"alarm": "C1/R1/tamper/1", "finding": "device_mended"}
    answer = as_role(CONTROL_ROOM).post(ADDRESS, said, headers={"accept": accept})
    assert (answer.status_code, says in answer.content.decode()) == (503, True)
