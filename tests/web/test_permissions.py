"""Who may open what: first of all tests, over every address the program has."""

import pytest
from django.urls import get_resolver, reverse

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.web.permissions import RULES, allowed

pytestmark = [pytest.mark.database, pytest.mark.django_db]

DESK = ["case-log", "case-assessment", "case-obligations"]
OPEN_TO_ALL = {"sign-in", "set_language", "calendar-feed", "mine-start", "mine-manifest", "mine-worker"}
ANSWERS_WITH_401 = ("api-",)


def address(name):
    """Return the address of a name, made with harmless arguments where it takes any."""
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    harmless = {
        "reference": "ODN-1",
        "incident": 1,
        "access": 1,
        "name": "dk-2023",
        "letter": 1,
        "number": 1,
        "entry": 1,
        "place": 0,
        "language": "da",
        "district": "FYN",
    }
    return reverse(name, kwargs={key: harmless.get(key, "O1") for key in wanted})


def pages():
    """Return the names of all pages for those who have an account; a letter's have tests of their own."""
    names = (key for key in get_resolver().reverse_dict if isinstance(key, str))
    return sorted(key for key in names if key not in OPEN_TO_ALL and key.partition("-")[0] != "letter")


@pytest.mark.parametrize("name", pages())
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_answers_without_a_sign_in(client, name, method):
    answer = getattr(client, method)(address(name))
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in")


@pytest.mark.parametrize(
    "path", ["/api/docs", "/api/openapi.json", "/api/cases/ODN-1/log", "/api/law/explain?citation=x"]
)
def test_no_api_answers_without_a_sign_in(client, path):
    assert client.get(path).status_code == 401


def test_the_stream_answers_a_program_without_a_sign_in_with_401(client):
    assert client.get("/control-room/stream", headers={"accept": "text/event-stream"}).status_code == 401


@pytest.mark.parametrize("name", DESK)
def test_the_case_officer_reads_the_case(as_role, odense, name):
    assert as_role(CASE_OFFICER).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", [*DESK, "desk", "case-decision"])
def test_the_control_room_reads_no_case(as_role, odense, name):
    assert as_role(CONTROL_ROOM).get(address(name)).status_code == 403


@pytest.mark.parametrize("name", ["case-assess", "case-strike-out"])
def test_the_control_room_writes_in_no_case(as_role, odense, name):
    assert as_role(CONTROL_ROOM).post(address(name)).status_code == 403


@pytest.mark.parametrize("name", ["control-room", "control-room-stream"])
def test_the_case_officer_does_not_watch(as_role, odense, name):
    assert as_role(CASE_OFFICER).get(address(name)).status_code == 403


@pytest.mark.parametrize("name", ["control-room-play", "report-breach"])
def test_the_case_officer_does_not_work_the_control_room(as_role, odense, name):
    assert as_role(CASE_OFFICER).post(address(name)).status_code == 403


@pytest.mark.parametrize(
    "name", [*DESK, "desk", "control-room", "provision", "evidence", "evidence-json", "home"]
)
def test_a_sign_in_without_a_role_opens_nothing(as_role, odense, name):
    assert as_role(None).get(address(name)).status_code == 403


@pytest.mark.parametrize("path", ["log", "assessment", "obligations"])
@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403), (None, 403)])
def test_the_api_agrees_with_the_pages(as_role, odense, path, role, status):
    assert as_role(role).get(f"/api/cases/ODN-1/{path}").status_code == status


def test_no_rule_speaks_of_a_sealed_position():
    assert not [action for action in RULES if "seal" in action or "position" in action]


def test_a_view_without_a_rule_cannot_be_written():
    with pytest.raises(AssertionError):
        allowed("unseal")


def test_a_refusal_says_nothing_of_the_case(as_role, odense):
    answer = as_role(CONTROL_ROOM).get("/desk/ODN-1/log").content.decode()
    assert "Eksempel" not in answer
    assert answer.count("ODN-1") <= 1  # the address itself, in the language form
