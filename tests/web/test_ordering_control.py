"""Electronic control is ordered on an order with a zone, once the law opens it, with a device of its own."""

from __future__ import annotations

import pytest

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM, Corrected
from vaern.cases.file import CaseFile
from vaern.cases.models import Case
from vaern.cases.saying import say
from vaern.web.live import carriers_of_others

pytestmark = [pytest.mark.database, pytest.mark.django_db]
STEP = "/desk/ODN-1/step/control"
ANSWER = {
    "order": "O1", "respondent_devices": "R9\n\nR9", "count": "3", "unit": "M", "report_interval_s": "60",
    "signal_lost_after_s": "300", "at": "2026-05-04T09:30",
}  # fmt: skip


@pytest.fixture
def officer(as_role, odense):
    return as_role(CASE_OFFICER)


def ordered(case):
    return [entry.data for entry in case.entries.filter(type="control_ordered")][1:]


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
def test_nobody_but_the_case_officer_orders_it(as_role, odense, role):
    assert as_role(role).post(STEP, ANSWER).status_code == 403
    assert ordered(odense) == []


def test_it_is_ordered_for_the_orders_own_zone_and_each_device_once(officer, odense):
    assert officer.post(STEP, ANSWER).status_code == 302
    (said,) = ordered(odense)
    assert (said["control"], said["zone"], said["duration"]) == ("ODN-1-C2", "campus", "P3M")
    assert said["respondent_devices"] == ["R9"]


@pytest.mark.parametrize(("count", "unit", "status"), [("3", "M", 302), ("4", "M", 422), ("14", "W", 422)])
def test_it_runs_no_longer_than_the_law_allows(officer, odense, count, unit, status):
    answer = officer.post(STEP, ANSWER | {"count": count, "unit": unit})
    assert answer.status_code == status
    if status == 422:
        assert "ek § 3" in answer.content.decode()


def test_the_name_of_one_that_was_struck_out_is_not_given_again(officer, odense, now):
    officer.post(STEP, ANSWER)
    made = odense.entries.filter(type="control_ordered").last()
    struck = Corrected(at=now, corrects=made.number, reason="another device", replacement=None)
    say(odense, [struck], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    assert officer.post(STEP, ANSWER).status_code == 302
    assert [said["control"] for said in ordered(odense)] == ["ODN-1-C2", "ODN-1-C3"]


def test_an_order_without_a_zone_is_not_offered(officer):
    assert officer.post(STEP, ANSWER | {"order": "T1"}).status_code == 422


def test_it_is_not_ordered_while_a_condition_is_open(officer, odense, now):
    settled = odense.entries.filter(type="assessed", data__judgement="proportionate.elektronisk_kontrol")
    struck = Corrected(at=now, corrects=settled.get().number, reason="weighed again", replacement=None)
    say(odense, [struck], by="officer", roles=frozenset({CASE_OFFICER}), now=now)
    assert officer.post(STEP, ANSWER).status_code == 422
    assert ordered(odense) == []


def test_a_device_that_somebody_wears_in_another_case_is_refused(officer, odense, now):
    other = Case.objects.create(reference="ODN-9", title="Another", law="dk-2011-draft")
    assert carriers_of_others(CaseFile(other, now)) == {"R1"}
    assert carriers_of_others(CaseFile(odense, now)) == set()


def test_no_device_is_no_control(officer, odense):
    assert officer.post(STEP, ANSWER | {"respondent_devices": " \n "}).status_code == 422
    assert ordered(odense) == []


def test_the_page_says_what_the_law_lets_it_show(officer):
    page = officer.get(STEP).content.decode()
    assert "Politiet kan gøre sig bekendt med registreringen" in page
    assert "at most 3 months (" in page
