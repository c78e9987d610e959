"""The mail of the morning: who gets one, in which language, and that it names nobody."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from typer.testing import CliRunner

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.opening import open_case
from vaern.cases.saying import say
from vaern.cli.cases import app
from vaern.errors import InputError
from vaern.notify.models import make_feed
from vaern.web import clock
from vaern.web.digest import mails

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]


def person(name, role=CASE_OFFICER, **more):
    found = User.objects.create_user(username=name, **{"email": f"{name}@example.org", **more})
    found.groups.add(Group.objects.get_or_create(name=role)[0])
    return found


@pytest.fixture
def anna(now, monkeypatch, settings):
    monkeypatch.setattr(clock, "now", lambda: now)
    settings.EMAIL_HOST = "mail.example.org"
    case = open_case("dk-2004", "Hemmelig Hansen", now)
    events = [
        said.CaseTaken(at=now, officer="anna"),
        said.Decided(at=now - timedelta(hours=1), order="O1", measure="tilhold", duration="P5Y"),
    ]
    say(case, events, by="o", roles=frozenset({CASE_OFFICER}), now=now)
    return person("anna")


def test_a_mail_names_reference_duty_and_time_and_no_person(anna, now):
    (found,) = mails(now)
    assert found.to == ["anna@example.org"]
    assert "2026-" in found.body
    assert "Hemmelig" not in found.subject + found.body


def test_it_is_danish_until_the_person_has_chosen(anna, now):
    assert "Forkynd" in next(mails(now)).body
    make_feed(anna, "en", now)
    assert "Serve the order" in next(mails(now)).body


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_has_left_gets_none(anna, now, change):
    User.objects.filter(username="anna").update(**change)
    assert not list(mails(now))


def test_who_may_not_read_cases_gets_none(anna, now):
    anna.groups.set([Group.objects.create(name=CONTROL_ROOM)])
    assert not list(mails(now))


def test_who_has_nothing_due_gets_none(anna, now):
    person("birk")
    assert len(list(mails(now))) == 1


def test_the_command_sends_only_when_told_to(anna):
    assert "mails: 1 to send" in CliRunner().invoke(app, ["digest"]).output
    assert not mail.outbox
    assert CliRunner().invoke(app, ["digest", "--send"]).exit_code == 0
    assert len(mail.outbox) == 1


def test_one_mail_that_is_not_taken_does_not_stop_the_others_and_is_told(anna, now, monkeypatch):
    monkeypatch.setattr(
        "vaern.web.digest.EmailMessage.send", lambda self: (_ for _ in ()).throw(SMTPException)
    )
    done = CliRunner().invoke(app, ["digest", "--send"])
    assert "mails: 0 sent, 1 not taken" in done.output
    assert done.exit_code == 1


def test_without_a_mail_server_nothing_is_pretended(anna, settings):
    settings.EMAIL_HOST = ""
    with pytest.raises(InputError, match="no mail server"):
        CliRunner().invoke(app, ["digest", "--send"], catch_exceptions=False)


def test_a_daily_report_is_taken_in_from_the_command_line(anna, tmp_path):
    report = tmp_path / "report.csv"
    report.write_text("report_id,district,happened_at\nD-1,FYN,2026-05-03 23:40\nD-2,XX,2026-05-03 23:40\n")
    done = CliRunner().invoke(app, ["import-incidents", str(report), "--by", "anna"])
    assert "1 new, 0 changed, 0 there already, 1 refused" in done.output
    assert done.exit_code == 2
