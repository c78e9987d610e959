"""A case of another district opens for a reason, for a day, for one person, and its owner hears of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Emergency, Summary
from vaern.web import clock
from vaern.web.permissions import POSTING, sees

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ADDRESS = "/desk/emergency"
ANSWER = {"reference": "ODN-1", "purpose": "danger", "reason": "He stands at her door in our district."}


def posted(district, name, role=CASE_OFFICER):
    user = User.objects.create_user(username=name, password="not used here", email=f"{name}@example.org")
    for group in (role, POSTING + district):
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


@pytest.fixture
def reader(odense, client):
    Summary.objects.filter(case=odense).update(district="FYN", officer="owner")
    posted("FYN", "owner")
    user = posted("NJY", "reader")
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


@pytest.mark.parametrize("role", [CONTROL_ROOM, "nobody"])
def test_nobody_but_an_officer_opens_a_case_in_an_emergency(reader, client, role):
    client.force_login(posted("NJY", "other", role))
    assert client.post(ADDRESS, ANSWER).status_code == 403
    assert not Emergency.objects.exists()


def test_it_opens_for_this_person_alone(reader, client, odense):
    assert client.post(ADDRESS, ANSWER).url == reverse("case", args=["ODN-1"])
    assert sees(reader, odense)
    assert not sees(posted("NJY", "colleague"), odense)


@pytest.mark.parametrize(("hours", "seconds", "is_open"), [(24, -1, True), (24, 0, False)])
def test_it_is_open_for_a_day_and_no_longer(
    reader, client, odense, monkeypatch, now, hours, seconds, is_open
):
    client.post(ADDRESS, ANSWER)
    later = now + timedelta(hours=hours, seconds=seconds)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sees(reader, odense) is is_open
    assert client.get(reverse("case-log", args=["ODN-1"])).status_code == (200 if is_open else 404)


@pytest.mark.parametrize("change", ["UPDATE cases_emergency SET reason = ''", "DELETE FROM cases_emergency"])
def test_nobody_changes_or_takes_out_what_was_opened(reader, client, change):
    client.post(ADDRESS, ANSWER)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize(
    "missing",
    [{"reason": ""}, {"reason": "because"}, {"purpose": ""}, {"purpose": "curious"}, {"reference": ""}],
)
def test_without_a_purpose_and_a_reason_nothing_opens_and_nothing_is_lost(reader, client, odense, missing):
    answer = client.post(ADDRESS, ANSWER | missing)
    assert (answer.status_code, sees(reader, odense)) == (422, False)
    assert (ANSWER | missing)["reason"] in answer.content.decode()


@pytest.mark.parametrize("reference", ["ODN-999", "odn-1 or 1=1"])
def test_a_number_that_no_case_has_is_said_beside_the_field(reader, client, reference):
    page = client.post(ADDRESS, ANSWER | {"reference": reference})
    assert (page.status_code, "No case of another district" in page.content.decode()) == (422, True)


def test_the_own_case_needs_no_emergency(reader, client, odense):
    Summary.objects.filter(case=odense).update(district="NJY")
    assert client.post(ADDRESS, ANSWER).status_code == 422
    assert not Emergency.objects.exists()


def test_the_owner_is_told_by_mail_without_a_word_of_the_case(reader, client):
    client.post(ADDRESS, ANSWER)
    (sent,) = mail.outbox
    assert sent.to == ["owner@example.org"]
    assert "ODN-1" in sent.subject
    assert ANSWER["reason"] not in sent.body


@pytest.mark.parametrize("page", ["case", "case-reads"])
def test_the_case_says_who_opened_it_and_why(reader, client, page):
    client.post(ADDRESS, ANSWER)
    client.force_login(User.objects.get(username="owner"))
    shown = client.get(reverse(page, args=["ODN-1"])).content.decode()
    assert "reader" in shown
    assert ANSWER["reason"] in shown


def test_a_mail_that_fails_opens_the_case_all_the_same(reader, client, odense, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert client.post(ADDRESS, ANSWER).status_code == 302
    assert sees(reader, odense)


def test_only_who_is_posted_somewhere_is_offered_it(reader, client):
    assert ADDRESS in client.get("/desk").content.decode()
    reader.groups.remove(Group.objects.get(name=f"{POSTING}NJY"))
    assert ADDRESS not in client.get("/desk").content.decode()


def test_the_search_finds_it_while_it_is_open(reader, client):
    assert not client.post(reverse("search"), {"q": "ODN-1"}).context["cases"]
    client.post(ADDRESS, ANSWER)
    assert client.post(reverse("search"), {"q": "ODN-1"}).context["cases"]
