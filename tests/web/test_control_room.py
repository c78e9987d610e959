"""The control room's addresses, with a live service that is only asked."""

import pytest

from vaern.cases import log
from vaern.cases.controls import controls
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM, Withdrawn
from vaern.cases.file import CaseFile
from vaern.web.views import control_room, documents

pytestmark = [pytest.mark.database, pytest.mark.django_db]


class Player:
    """Notes what is to be played; busy when told so."""

    def __init__(self, busy=False):
        self.busy, self.asked, self.walks, self.entries_before = busy, None, 0, 0

    def play(self, device, now, speed):
        self.asked = (device, speed)
        return None if self.busy else now


@pytest.fixture
def operator(as_role, odense):
    return as_role(CONTROL_ROOM)


def test_the_page_draws_the_zone_that_is_watched_and_its_margin(operator):
    drawn = operator.get("/control-room").context["room"]["controls"][0]["zones"][0]
    assert (drawn["id"], drawn["margin_m"]) == ("campus", 15)
    assert drawn["margin_geometry"]["type"] == "MultiPolygon"


def test_a_control_that_is_not_served_is_not_watched(odense, now):
    file = CaseFile(odense, now)
    unserved = [event for event in file.events if not (event.type == "served" and event.order == "C1")]
    assert [control["id"] for control in file.controls()] == ["C1"]
    assert controls(odense, unserved, file.ends) == []


def test_a_control_begins_at_service_and_ends_when_the_law_says(odense, now):
    valid = CaseFile(odense, now).controls()[0]["valid"]
    assert valid == {"from": "2026-05-04T09:54:00+02:00", "to": "2026-07-30T23:59:59+02:00"}


@pytest.mark.parametrize(("measure", "watched"), [("tilhold", ["C1"]), ("opholdsforbud", [])])
def test_a_control_ends_when_its_opholdsforbud_is_withdrawn(odense, now, measure, watched):
    event = Withdrawn(at=now, measure=measure)
    log.append(odense, event, by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    assert [control["id"] for control in CaseFile(odense, now).controls()] == watched


class NoAlarms:
    def alarms(self):
        return []


@pytest.mark.parametrize("address", ["/control-room/evidence", "/control-room/evidence.json"])
@pytest.mark.parametrize("alarm", ["", "C1/campus/zone/9", "../../etc/passwd"])
def test_an_alarm_that_never_was_has_no_evidence(operator, monkeypatch, address, alarm):
    monkeypatch.setattr(documents, "service", NoAlarms)
    assert operator.get(address, {"alarm": alarm}).status_code == 404


def test_a_breach_that_never_was_is_not_reported(operator, monkeypatch, odense):
    monkeypatch.setattr(documents, "service", NoAlarms)
    before = odense.entries.count()
    assert operator.post("/control-room/report-breach", {"alarm": "C1/campus/zone/9"}).status_code == 404
    assert odense.entries.count() == before


def test_the_page_names_nobody(operator):
    assert "Eksempel" not in operator.get("/control-room").content.decode()


@pytest.mark.parametrize("speed", ["1", "4", "16"])
def test_play_sends_the_walk_of_the_watched_device(operator, monkeypatch, speed):
    monkeypatch.setattr(control_room, "player", player := Player())
    assert operator.post("/control-room/play", {"speed": speed}).status_code == 200
    assert player.asked == ("R1", float(speed))


@pytest.mark.parametrize("speed", ["", "0", "-1", "1000", "x"])
def test_another_speed_is_refused(operator, speed):
    assert operator.post("/control-room/play", {"speed": speed}).status_code == 422


def test_a_second_walk_waits_for_the_first(operator, monkeypatch):
    monkeypatch.setattr(control_room, "player", Player(busy=True))
    assert operator.post("/control-room/play", {"speed": "4"}).status_code == 409


@pytest.mark.parametrize("after", ["-1", "x", "1.5"])
def test_a_place_in_the_stream_that_is_none_is_refused(operator, after):
    assert operator.get(f"/control-room/stream?after={after}").status_code == 422
