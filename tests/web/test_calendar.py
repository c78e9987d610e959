"""The calendar of a person: by a secret address, revocable, without a name."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from icalendar import Calendar

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.notify.models import Feed
from vaern.web import clock

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]
ME = f"user-{CASE_OFFICER}"


@pytest.fixture
def officer(as_role, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return as_role(CASE_OFFICER)


@pytest.fixture
def case(officer, now):
    found = open_case("dk-2004", "Hemmelig Hansen", now)
    events = [
        said.CaseTaken(at=now, officer=ME, district="FYN"),
        said.PartyRecorded(at=now, role="respondent", name="Hemmelig Hansen"),
        said.Decided(at=now - timedelta(hours=1), order="O1", measure="tilhold", duration="P5Y"),
    ]
    say(found, events, by="o", roles=frozenset({CASE_OFFICER}), now=now)
    return found


def make(client):
    page = client.post("/calendar").content.decode()
    return re.search(r'value="http://testserver(/calendar/[^"]+\.ics)"', page)[1]


def test_the_address_opens_without_a_sign_in_and_holds_what_waits_in_my_cases(officer, case):
    answer = Client().get(make(officer))
    assert answer["Content-Type"].startswith("text/calendar")
    summaries = [str(each["summary"]) for each in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert f"{case.reference} · Serve the order" in summaries


def test_no_name_and_no_free_text_is_in_it(officer, case):
    assert "Hemmelig" not in Client().get(make(officer)).content.decode()


def test_it_speaks_the_language_it_was_made_in(officer, case):
    officer.cookies["django_language"] = "da"
    assert "Forkynd" in Client().get(make(officer)).content.decode()


def test_cases_of_others_are_not_in_it(officer, now, case):
    say(case, [said.CaseTaken(at=now, officer="other")], by="o", roles=frozenset({CASE_OFFICER}), now=now)
    assert "VEVENT" not in Client().get(make(officer)).content.decode()


def test_the_secret_is_kept_as_a_hash_and_shown_once(officer, case):
    secret = make(officer).rpartition("/")[2].removesuffix(".ics")
    assert secret not in str(Feed.objects.values())
    assert secret not in officer.get("/calendar").content.decode()


def test_a_revoked_address_shows_nothing(officer, case):
    address = make(officer)
    officer.post("/calendar", {"revoke": "1"})
    assert Client().get(address).status_code == 404


def test_a_new_address_takes_the_place_of_the_old(officer, case):
    old, new = make(officer), make(officer)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


def test_who_may_no_longer_read_cases_gets_nothing(officer, case):
    address = make(officer)
    User.objects.get(username=ME).groups.clear()
    assert Client().get(address).status_code == 404


def test_a_guessed_address_shows_nothing(officer, case):
    make(officer)
    assert Client().get("/calendar/guess.ics").status_code == 404
