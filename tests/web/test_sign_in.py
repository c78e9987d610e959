"""The sign-in: locked after too many failures, ended when it rests, never in a log."""

import time

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM

pytestmark = [pytest.mark.database, pytest.mark.django_db]
RIGHT = {"username": "officer", "password": "a password for tests"}
WRONG = {"username": "officer", "password": "another password"}


@pytest.fixture
def officer():
    user = User.objects.create_user(**RIGHT)
    user.groups.add(Group.objects.get_or_create(name=CASE_OFFICER)[0])
    return user


@pytest.fixture
def locked(client, officer, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(reverse("sign-in"), WRONG)
    return client


def rested(client, seconds):
    """Let the client's session have been used last so many seconds ago."""
    session = client.session
    session["seen_at"] = session["seen_at"] - seconds
    session.save()


def test_after_many_failures_the_right_password_opens_nothing(locked):
    assert locked.post(reverse("sign-in"), RIGHT).status_code == 429
    assert locked.get(reverse("desk")).status_code == 302


def test_a_locked_name_and_an_unknown_name_are_told_the_same(locked, settings):
    unknown = WRONG | {"username": "nobody"}
    for _ in range(settings.AXES_FAILURE_LIMIT):
        locked.post(reverse("sign-in"), unknown)
    told = locked.post(reverse("sign-in"), unknown).context["locked_minutes"]
    assert told == locked.post(reverse("sign-in"), WRONG).context["locked_minutes"]


def test_nobody_is_locked_out_from_another_address(locked):
    assert locked.post(reverse("sign-in"), RIGHT, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_the_lock_opens_when_its_time_has_passed(locked, settings):
    AccessAttempt.objects.update(
        attempt_time=AccessAttempt.objects.get().attempt_time - settings.AXES_COOLOFF_TIME
    )
    assert locked.post(reverse("sign-in"), RIGHT).status_code == 302


def test_a_sign_in_is_on_record(client, officer):
    client.post(reverse("sign-in"), RIGHT)
    assert AccessLog.objects.get().username == "officer"


def test_no_failed_password_is_kept(locked):
    assert WRONG["password"] not in str(AccessAttempt.objects.values().get())


def test_a_failed_sign_in_writes_no_name_to_the_log(officer, client, caplog):
    from vaern.web.logs import EventFormatter

    client.post(reverse("sign-in"), WRONG)
    assert caplog.records
    assert not [line for line in caplog.records if "officer" in EventFormatter().format(line)]


def test_a_session_that_rests_too_long_is_ended(as_role, settings):
    client = as_role(CASE_OFFICER)
    client.get(reverse("desk"))
    rested(client, settings.IDLE_MINUTES * 60 + 1)
    assert client.get(reverse("desk")).url.startswith("/sign-in")


def test_work_keeps_a_session_open(as_role, settings):
    client = as_role(CASE_OFFICER)
    client.get(reverse("desk"))
    rested(client, settings.IDLE_MINUTES * 60 - 60)
    client.get(reverse("desk"))
    assert client.session["seen_at"] > time.time() - 60


def test_the_control_room_is_not_locked_while_it_waits_for_an_alarm(as_role, settings):
    client = as_role(CONTROL_ROOM)
    client.get(reverse("control-room"))
    rested(client, settings.IDLE_MINUTES * 60 + 1)
    assert client.get(reverse("control-room")).status_code == 200


@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM])
def test_no_session_outlives_a_shift(as_role, settings, role):
    client = as_role(role)
    client.get("/")
    session = client.session
    session["signed_in_at"] = session["signed_in_at"] - settings.SESSION_COOKIE_AGE - 1
    session.save()
    assert client.get("/").url.startswith("/sign-in")


NEW = {
    "old_password": RIGHT["password"],
    "new_password1": "quite another one",
    "new_password2": "quite another one",
}


def test_nobody_changes_a_password_without_a_sign_in(client):
    assert client.post(reverse("password"), NEW).url.startswith(reverse("sign-in"))


def test_ones_own_password_is_changed_and_every_other_session_ends(client, officer):
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("password"), NEW).status_code == 302
    assert client.get(reverse("desk")).status_code == 200
    assert elsewhere.get(reverse("desk")).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("quite another one")


@pytest.mark.parametrize(
    "wrong",
    [
        {"old_password": "no"},
        {"new_password2": "something else"},
        {"new_password1": "x", "new_password2": "x"},
    ],
)
def test_a_password_that_cannot_be_changed_stays(client, officer, wrong):
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("password"), NEW | wrong).status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(RIGHT["password"])
