"""The control room's acts on the page: only the control room's, in the right order, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.dispatch.models import Act
from vaern.errors import InputError
from vaern.web import clock
from vaern.web.views import control_room, dispatch, shift

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
ZONE = {
    "alarm": "C1/campus/zone/1", "kind": "zone", "control": "C1", "zone": "campus", "event": "graded",
    "notify": ["control_room"], "may_notify": [], "began_at": "2026-05-04T02:58:00.000+00:00",
    "at": "2026-05-04T02:59:00.000+00:00", "grade": "certain", "contrary_to_order": "yes",
}  # fmt: skip
TAMPER = ZONE | {"alarm": "C1/R1/tamper/1", "kind": "tamper", "zone": None, "event": "raised"}
PAGE = f"/control-room/alarm?alarm={ZONE['alarm']}"


class Told:
    """A live service that notes what it is told."""

    def __init__(self):
        self.answers = []

    def alarms(self):
        return [ZONE, TAMPER]

    def answer(self, *said):
        self.answers.append(said)


def gone():
    raise InputError("the live service does not answer", "service", "a running vaern service")


@pytest.fixture
def live(monkeypatch):
    told = Told()
    use(monkeypatch, lambda: told)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return told


def use(monkeypatch, service):
    for view in (dispatch, shift, control_room):
        monkeypatch.setattr(view, "service", service)


@pytest.fixture
def operator(as_role, live):
    return as_role(CONTROL_ROOM)


def act(client, what, alarm=ZONE, **said):
    return client.post("/control-room/act", {"alarm": alarm["alarm"], "what": what} | said)


@pytest.mark.parametrize("role", [CASE_OFFICER, None])
@pytest.mark.parametrize(
    "page", [PAGE, PAGE.replace("alarm?", "alarm.xml?"), "/control-room/acts", "/control-room/shift"]
)
def test_nobody_but_the_control_room_reads_what_it_does(as_role, live, role, page):
    assert as_role(role).get(page).status_code == 403


@pytest.mark.parametrize("role", [CASE_OFFICER, None])
@pytest.mark.parametrize("address", ["/control-room/act", "/control-room/shift/hand-over"])
def test_nobody_but_the_control_room_acts(as_role, live, role, address):
    said = {"alarm": ZONE["alarm"], "what": "taken", "note": "x"}
    assert as_role(role).post(address, said).status_code == 403
    assert not Act.objects.exists()


def test_the_page_calls_in_the_order_of_the_kind_and_says_whether_she_is_told(operator):
    page = operator.get(PAGE).content.decode()
    places = [
        page.index(who)
        for who in ("The one the order is against<", "The patrol on duty<", "The protected person <")
    ]
    assert places == sorted(places)
    assert "he is further away than her order says" in page


def test_an_act_stands_with_name_and_moment(operator):
    assert act(operator, "called", to="respondent", outcome="no_answer", note="twice").status_code == 302
    done = Act.objects.get()
    assert (done.by, done.at, done.kind, done.outcome) == (f"user-{CONTROL_ROOM}", NOW, "zone", "no_answer")
    assert "twice" in operator.get(PAGE).content.decode()


def test_who_comes_second_is_told_who_was_first(operator):
    act(operator, "taken")
    page = operator.post("/control-room/act", {"alarm": ZONE["alarm"], "what": "taken"}, follow=True)
    assert f"Somebody was quicker. Taken by user-{CONTROL_ROOM}" in page.content.decode()
    assert Act.objects.count() == 1


def test_whoever_closes_it_second_loses_no_word(operator):
    act(operator, "closed", finding="he_was_there")
    act(operator, "closed", finding="nothing_wrong", note="she opened the door herself")
    first, second = Act.objects.order_by("pk")
    assert (first.what, first.finding) == ("closed", "he_was_there")
    assert (second.what, second.note) == ("noted", "Nothing was wrong. she opened the door herself")


@pytest.mark.parametrize(
    ("what", "said"),
    [("closed", {"finding": "", "note": "long story"}), ("called", {"to": "her_boss", "note": "long story"})],
)
def test_what_cannot_be_used_is_said_beside_the_field_and_the_words_are_kept(operator, what, said):
    answer = act(operator, what, **said)
    assert (answer.status_code, Act.objects.count()) == (422, 0)
    assert "long story" in answer.content.decode()
    assert 'class="error"' in answer.content.decode()


@pytest.mark.parametrize("what", ["", "handed_over", "deleted"])
def test_what_is_no_act_is_not_found(operator, what):
    assert act(operator, what).status_code == 404


def test_an_alarm_that_nobody_raised_is_not_found(operator):
    assert act(operator, "taken", {"alarm": "C9/x/zone/1"}).status_code == 404
    assert operator.get("/control-room/alarm?alarm=").status_code == 404


def test_closing_what_only_a_person_ends_is_the_answer(operator, live):
    act(operator, "closed", TAMPER, finding="device_mended")
    assert live.answers == [(TAMPER["alarm"], f"user-{CONTROL_ROOM}", "device_mended")]


def test_closing_what_ends_by_itself_answers_nothing(operator, live):
    act(operator, "closed", finding="he_was_there")
    assert live.answers == []


def test_an_answer_from_the_card_closes_it_too(operator, live):
    said = {"alarm": TAMPER["alarm"], "finding": "device_mended"}
    assert operator.post("/control-room/answer", said).status_code == 302
    assert Act.objects.get().what == "closed"


def test_a_closing_that_could_not_be_answered_says_so_aloud(operator, live, monkeypatch):
    monkeypatch.setattr(live, "answer", lambda *_: gone(), raising=False)
    answer = operator.post(
        "/control-room/act", {"alarm": TAMPER["alarm"], "what": "closed", "finding": "help_sent"}, follow=True
    )
    assert "it still rings" in answer.content.decode()


def test_the_work_goes_on_while_the_live_service_is_gone(operator, monkeypatch):
    act(operator, "taken")
    use(monkeypatch, gone)
    assert "does not answer" in operator.get(PAGE).content.decode()
    assert act(operator, "noted", note="radio instead").status_code == 302
    assert "radio instead" in operator.get("/control-room/shift").content.decode()


def test_the_cards_hear_who_has_what_and_never_a_note(operator):
    act(operator, "taken")
    act(operator, "noted", note="a secret")
    told = operator.get("/control-room/acts?after=0")
    assert [(each["what"], each["by"]) for each in told.json()["acts"]] == [
        ("taken", f"user-{CONTROL_ROOM}"), ("noted", f"user-{CONTROL_ROOM}"),
    ]  # fmt: skip
    assert "a secret" not in told.content.decode()
    assert operator.get("/control-room/acts?after=x").status_code == 422


def test_the_shift_log_shows_what_is_open_the_figures_and_the_hand_over(operator):
    act(operator, "taken")
    operator.post("/control-room/shift/hand-over", {"note": "all quiet in the north"})
    page = operator.get("/control-room/shift").content.decode()
    assert "all quiet in the north" in page
    assert "2 minutes" in page
    assert "Nobody has taken it" in page  # the other one


def test_a_shift_is_not_handed_over_without_a_word(operator):
    assert operator.post("/control-room/shift/hand-over", {"note": " "}).status_code == 422


@pytest.mark.parametrize("day", ["2026-05-04", "2099-01-01", "yesterday"])
def test_a_day_that_has_not_come_or_is_none_shows_today(operator, day):
    act(operator, "noted", note="of today")
    assert "of today" in operator.get("/control-room/shift", {"day": day}).content.decode()


def test_another_day_shows_its_own(operator):
    act(operator, "noted", note="of today")
    assert "of today" not in operator.get("/control-room/shift?day=2026-05-03").content.decode()


def test_an_alarm_is_given_as_cap_and_a_demonstrations_is_an_exercise(operator):
    told = operator.get("/control-room/alarm.xml", {"alarm": ZONE["alarm"]})
    assert told["Content-Type"] == "application/cap+xml"
    assert "<status>Exercise</status>" in told.content.decode()


def test_without_the_live_service_there_is_no_cap(operator, monkeypatch):
    act(operator, "taken")
    use(monkeypatch, gone)
    assert operator.get("/control-room/alarm.xml", {"alarm": ZONE["alarm"]}).status_code == 404
