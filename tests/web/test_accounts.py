"""Accounts: who looks after them, what that person cannot do, and how a leaver is out at once."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from vaern.accounts.models import AccountAct
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.models import Summary
from vaern.web.holding import role_of, still_may
from vaern.web.permissions import ADMINISTRATOR, RULES, posted_to, visible

pytestmark = [pytest.mark.database, pytest.mark.django_db]
WIDELY_OPEN = {"read_law", "look_after_accounts"}


@pytest.fixture
def officer():
    user = User.objects.create_user(username="leaver", password="a password for tests")
    for name in (CASE_OFFICER, "district:FYN"):
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM, None])
@pytest.mark.parametrize("name", ["accounts", "account-new"])
def test_nobody_else_opens_the_accounts(as_role, role, name):
    assert as_role(role).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM, None])
def test_nobody_else_ends_an_account(as_role, officer, role):
    assert as_role(role).post(reverse("account-end", args=[officer.pk])).status_code == 403
    assert User.objects.get(pk=officer.pk).is_active


def test_an_administrator_may_nothing_but_read_the_law_and_look_after_accounts():
    assert {action for action, who in RULES.items() if ADMINISTRATOR in who} == WIDELY_OPEN


@pytest.mark.parametrize("name", ["case-log", "case-assessment", "case-obligations", "case-decision"])
def test_an_administrator_reads_no_case(as_role, odense, name):
    arguments = [odense.reference, "O1"] if name == "case-decision" else [odense.reference]
    assert as_role(ADMINISTRATOR).get(reverse(name, args=arguments)).status_code == 403


def test_no_case_is_visible_to_an_administrator(as_role, odense):
    as_role(ADMINISTRATOR)
    assert not visible(User.objects.get(username=f"user-{ADMINISTRATOR}")).exists()


def test_an_administrator_gives_oneself_no_role(as_role):
    client = as_role(ADMINISTRATOR)
    own = User.objects.get(username=f"user-{ADMINISTRATOR}")
    answer = client.post(reverse("account", args=[own.pk]), {"role": CASE_OFFICER, "districts": ["FYN"]})
    assert answer.status_code == 403
    assert role_of(own) == ADMINISTRATOR


def test_a_joiner_signs_in_with_the_password_that_was_shown(as_role):
    said = {"name": "joiner", "role": CASE_OFFICER, "districts": ["FYN"]}
    made = as_role(ADMINISTRATOR).post(reverse("account-new"), said)
    fresh = Client()
    fresh.post(reverse("sign-in"), {"username": "joiner", "password": made.context["password"]})
    assert fresh.get(reverse("desk")).status_code == 200
    assert posted_to(User.objects.get(username="joiner")) == {"FYN"}


def test_a_case_officer_without_a_district_is_refused(as_role):
    answer = as_role(ADMINISTRATOR).post(reverse("account-new"), {"name": "joiner", "role": CASE_OFFICER})
    assert answer.status_code == 422
    assert not User.objects.filter(username="joiner").exists()


@pytest.mark.parametrize("name", ["LEAVER", "two words", ""])
def test_a_name_that_is_taken_or_odd_is_refused_and_what_was_said_is_kept(as_role, officer, name):
    answer = as_role(ADMINISTRATOR).post(reverse("account-new"), {"name": name, "role": CONTROL_ROOM})
    assert answer.status_code == 422
    assert answer.context["form"]["role"].value() == CONTROL_ROOM


def test_a_change_of_district_takes_the_old_one(as_role, officer):
    said = {"role": CASE_OFFICER, "districts": ["NJ"]}
    as_role(ADMINISTRATOR).post(reverse("account", args=[officer.pk]), said)
    assert posted_to(officer) == {"NJ"}


def test_a_leaver_is_out_at_once(as_role, officer):
    leaver = Client()
    leaver.force_login(officer)
    assert leaver.get(reverse("desk")).status_code == 200
    as_role(ADMINISTRATOR).post(reverse("account-end", args=[officer.pk]))
    assert leaver.get(reverse("desk")).url.startswith("/sign-in")


def test_a_leavers_session_does_not_come_back_with_the_account(as_role, officer):
    leaver = Client()
    leaver.force_login(officer)
    as_role(ADMINISTRATOR).post(reverse("account-end", args=[officer.pk]))
    User.objects.filter(pk=officer.pk).update(is_active=True)
    assert leaver.get(reverse("desk")).url.startswith("/sign-in")


def test_a_leavers_cases_are_listed_by_number_alone(as_role, officer, odense):
    Summary.objects.filter(case=odense).update(officer="leaver")
    client = as_role(ADMINISTRATOR)
    page = client.post(reverse("account-end", args=[officer.pk]), follow=True).content.decode()
    assert odense.reference in page
    assert odense.title not in page


def test_what_was_done_to_an_account_is_on_record(as_role, officer):
    as_role(ADMINISTRATOR).post(reverse("account-end", args=[officer.pk]))
    act = AccountAct.objects.get()
    assert (act.account, act.act, act.by) == ("leaver", "ended", f"user-{ADMINISTRATOR}")


def test_what_was_done_to_an_account_is_not_written_over(as_role, officer):
    as_role(ADMINISTRATOR).post(reverse("account-end", args=[officer.pk]))
    with pytest.raises(RuntimeError):
        AccountAct.objects.get().save()


@pytest.mark.parametrize(
    "change", ["UPDATE accounts_accountact SET act = ''", "DELETE FROM accounts_accountact"]
)
def test_the_database_keeps_what_was_done_to_an_account(as_role, officer, change):
    as_role(ADMINISTRATOR).post(reverse("account-end", args=[officer.pk]))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)


def test_an_officer_without_a_district_is_shown_to_read_every_case(as_role, officer):
    officer.groups.remove(Group.objects.get(name="district:FYN"))
    assert "reads every case" in as_role(ADMINISTRATOR).get(reverse("accounts")).content.decode()


@pytest.fixture
def watching():
    """Sign in an operator; return the account's number and its session's key."""
    user = User.objects.create_user(username="watching", password="a password for tests")
    user.groups.add(Group.objects.get_or_create(name=CONTROL_ROOM)[0])
    client = Client()
    client.force_login(user)
    return user.pk, client.session.session_key


def test_an_open_stream_goes_on_while_its_account_and_session_last(watching):
    assert still_may(*watching, "watch")


@pytest.mark.parametrize("session", [None, "", "another"])
def test_an_open_stream_ends_with_its_session(watching, session):
    assert not still_may(watching[0], session, "watch")


def test_an_open_stream_ends_with_its_account(as_role, watching):
    as_role(ADMINISTRATOR).post(reverse("account-end", args=[watching[0]]))
    assert not still_may(*watching, "watch")


def test_an_open_stream_ends_with_the_role(as_role, watching):
    said = {"role": CASE_OFFICER, "districts": ["FYN"]}
    as_role(ADMINISTRATOR).post(reverse("account", args=[watching[0]]), said)
    assert not still_may(*watching, "watch")
