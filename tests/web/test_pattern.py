"""Two hundred messages on the desk: taken in, counted after the no, drawn and written; and the timeline."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.web import clock
from vaern.web.bars import MOST_DAYS, chart

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NO = datetime(2026, 3, 1, 12, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def case(now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    found = open_case("dk-2011-draft", "", now)
    declined = said.ContactDeclined(at=NO, manner="message")
    say(found, [declined], by="o", roles=frozenset({CASE_OFFICER}), now=now)
    return found


@pytest.fixture
def officer(as_role):
    return as_role(CASE_OFFICER)


def two_hundred():
    """214 messages on 31 days: seven a day, four on the last."""
    lines = [
        f"{(NO + timedelta(days=day, minutes=1 + n)).isoformat()},message,+4512345678"
        for day in range(31)
        for n in range(7 if day < 30 else 4)
    ]
    return "\n".join(("at,kind,number", *lines))


def send(client, case, text):
    sent = {"file": SimpleUploadedFile("log.csv", text.encode()), "source": "her_telephone"}
    return client.post(f"/desk/{case.reference}/pattern", sent, follow=True)


@pytest.mark.parametrize("role", [CONTROL_ROOM, None])
@pytest.mark.parametrize(("method", "page"), [("get", "pattern"), ("post", "pattern"), ("get", "timeline")])
def test_only_the_case_officer_sees_the_pattern_and_the_timeline(as_role, case, role, method, page):
    assert getattr(as_role(role), method)(f"/desk/{case.reference}/{page}").status_code == 403


def test_two_hundred_and_fourteen_contacts_in_thirty_one_days_after_a_clear_no(officer, case):
    assert "214 contacts in 31 days after a clear no." in send(officer, case, two_hundred()).content.decode()


def test_the_table_has_a_row_for_each_day_under_the_chart(officer, case):
    page = send(officer, case, two_hundred()).content.decode()
    assert page.count("<rect") == 31
    assert page.index("<svg") < page.index('<td class="number">7</td>')


def test_no_number_stands_on_the_page_or_in_the_log(officer, case, now):
    page = send(officer, case, two_hundred()).content.decode()
    assert "12345678" not in page + str(CaseFile(case, now).events)


def test_a_log_sent_twice_is_taken_in_once(officer, case, now):
    send(officer, case, two_hundred())
    assert "0 contacts taken in, 214 there already." in send(officer, case, two_hundred()).content.decode()
    assert sum(event.type == "contacts_logged" for event in CaseFile(case, now).events) == 1


def test_a_bad_line_is_named_and_the_rest_is_taken_in(officer, case):
    page = send(officer, case, two_hundred() + "\n2026-03-29 02:30,call,1").content.decode()
    assert "214 contacts taken in" in page
    assert "the clock skips this time that night" in page


def test_a_file_that_is_no_log_is_told_beside_the_field(officer, case):
    answer = send(officer, case, "\0")
    assert answer.status_code == 422
    assert "This is not a CSV or JSON file." in answer.content.decode()


def test_without_a_known_no_it_is_asked_for(officer, case, now):
    struck = said.Corrected(at=now, corrects=1, reason="x")
    say(case, [struck], by="o", roles=frozenset({CASE_OFFICER}), now=now)
    page = send(officer, case, two_hundred()).content.decode()
    assert "214 contacts in 31 days." in page
    assert f"/desk/{case.reference}/step/contact-declined" in page


def test_two_people_who_send_a_log_at_once_take_it_in_once(officer, case, now):
    send(officer, case, two_hundred())
    again = CaseFile(case, now).events[-1]
    with pytest.raises(Exception, match="meanwhile"):
        say(case, [again], by="o", roles=frozenset({CASE_OFFICER}), now=now)


def test_the_timeline_holds_what_counts_in_the_order_in_which_it_happened(officer, case, now):
    later = said.Reported(at=NO + timedelta(days=1), by="victim", summary="Hun ringede.")
    earlier = said.Reported(at=NO - timedelta(days=1), by="victim", summary="Det begyndte.")
    say(case, [later, earlier], by="o", roles=frozenset({CASE_OFFICER}), now=now)
    page = officer.get(f"/desk/{case.reference}/timeline").content.decode()
    assert page.index("Det begyndte.") < page.index("She said no") < page.index("Hun ringede.")


def test_many_days_are_drawn_by_the_week():
    days = {NO.date() + timedelta(days=day): 1 for day in range(MOST_DAYS + 1)}
    weeks = {NO.date(): 5}
    assert chart(days, weeks).by_week
    assert not chart(dict(list(days.items())[:MOST_DAYS]), weeks).by_week


def test_the_highest_bar_reaches_the_top_and_nothing_is_nothing():
    drawn = chart({NO.date(): 4, NO.date() + timedelta(days=1): 0}, {})
    assert [(bar.y, bar.height) for bar in drawn.bars] == [(0, 120.0), (120, 0.0)]
