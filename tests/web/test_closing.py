"""Nothing closes while a duty is open without a reason."""

from datetime import timedelta

import pytest

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Case, Duty
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.web import clock

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]

ANSWER = {"reason": "ended", "at": "2026-05-04T09:30"}


@pytest.fixture
def case(now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return open_case("dk-2004", "x", now)


@pytest.fixture
def officer(as_role):
    return as_role(CASE_OFFICER)


def tell(case, now, *events):
    say(case, events, by="o", roles=frozenset({CASE_OFFICER}), now=now)


def unserved_order(now):
    return said.Decided(at=now - timedelta(days=1), order="O1", measure="bortvisning", duration="P4W")


def close(client, case, **more):
    return client.post(f"/desk/{case.reference}/step/close", {**ANSWER, **more})


def state(case):
    return Case.objects.get(pk=case.pk).summary.state


@pytest.mark.parametrize("step", ["close", "reopen"])
@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_only_the_case_officer_closes_and_reopens(as_role, case, role, step):
    assert as_role(role).post(f"/desk/{case.reference}/step/{step}", ANSWER).status_code == 403


def test_a_case_in_which_nothing_waits_is_closed(officer, case, now):
    tell(case, now, said.Reported(at=now - timedelta(days=1), by="police"))
    close(officer, case)
    assert state(case) == "closed"


def test_a_case_with_an_order_to_serve_is_not_closed_without_a_reason(officer, case, now):
    tell(case, now, unserved_order(now))
    answer = close(officer, case)
    assert answer.status_code == 422
    assert "Duties are still open in this case." in answer.content.decode()
    assert state(case) == "decided"


def test_with_a_reason_it_is_closed_and_waits_for_nothing(officer, case, now):
    tell(case, now, unserved_order(now))
    close(officer, case, open_duties="He left the country for good.")
    assert state(case) == "closed"
    assert not Duty.objects.filter(case=case).exists()


def test_what_is_open_is_named_on_the_page(officer, case, now):
    tell(case, now, unserved_order(now))
    assert "Serve the order" in officer.get(f"/desk/{case.reference}/step/close").content.decode()


def test_in_imminent_danger_no_reason_closes_a_case(officer, case, now):
    tell(case, now, said.DangerAssessed(at=now, imminent=True, reasons="x", plan="y"))
    answer = close(officer, case, open_duties="Because.")
    assert "danger is imminent" in answer.content.decode()


def test_another_reason_needs_its_words(officer, case, now):
    assert "Write the reason" in close(officer, case, reason="other").content.decode()


def test_a_closed_case_is_not_closed_again_but_can_be_taken_up_again(officer, case, now):
    close(officer, case)
    assert "closed already" in close(officer, case).content.decode()
    officer.post(f"/desk/{case.reference}/step/reopen", {"reason": "He is back.", "at": "2026-05-04T09:40"})
    assert state(case) != "closed"


def test_an_open_case_is_not_taken_up_again(officer, case, now):
    answer = officer.post(f"/desk/{case.reference}/step/reopen", {"reason": "x", "at": "2026-05-04T09:40"})
    assert "The case is open." in answer.content.decode()


def test_what_came_meanwhile_is_looked_at_before_the_case_is_closed(officer, case, now):
    tell(case, now, said.Reported(at=now - timedelta(days=1), by="police"))
    assert close(officer, case, seen="0").status_code == 409
    assert state(case) == "reported"
