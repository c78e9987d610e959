"""She lives in hiding: nothing that reaches those who may not know gives the place away.

Canaries stand in free texts of a case, as places and as coordinates. Then everybody who may not know asks for
everything, and all that came out is searched: pages, papers, headers, mails, logs.
"""

import io
import logging
import re
from datetime import timedelta

import pytest
from addresses import addresses
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from sunday_night import SERVED, demanded, sunday_night, tell

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.models import Duty, Summary
from vaern.cases.withheld import seal
from vaern.letters import door
from vaern.persons import access
from vaern.persons.models import RESPONDENT
from vaern.web import clock
from vaern.web.digest import mails
from vaern.web.permissions import ADMINISTRATOR, POSTING

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PLACE = "Solsortelunden"
TOWN = "Kanarikoebing"
CANARIES = (PLACE, TOWN, "57.71234", "10.59876")
NOW = SERVED + timedelta(days=1)
TEXT = f"She is at {PLACE} 7 in {TOWN} (57.71234, 10.59876)."
THOSE_OUTSIDE = [RESPONDENT, "nobody", "letter", CONTROL_ROOM, ADMINISTRATOR, "no role", "another district"]
TO_THE_RESPONDENT = ["case-decision", "case-bundle", "case-leaflet"]
CHANGES = {"sign-out", "letter-leave", "set_language", "control-room-stream"}


@pytest.fixture
def case(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    case = sunday_night()
    tell(
        case,
        said.HidingRecorded(at=NOW, hiding=True, withheld=(seal(PLACE), seal(TOWN))),
        said.IncidentRecorded(
            at=NOW, id="A2", kind="contact", against="victim", summary=TEXT, after_refusal=True,
            suspicion="reasoned",
        ),
        said.HouseholdMemberRecorded(at=NOW, name="Karla Eksempel", kin="other"),
        said.FollowedUp(at=NOW, reached=True, given_by="Lund", summary=TEXT),
        said.Interviewed(at=NOW, whom="victim", given_by="Lund", summary=TEXT),
        said.SchoolAndAccessRecorded(at=NOW, **_texts(said.SchoolAndAccessRecorded)),
        said.OutreachMade(at=NOW, whom="protected_person", manner="visit", summary=TEXT),
        demanded(at=NOW, at_service=False),
        now=NOW,
    )  # fmt: skip
    Summary.objects.filter(case=case).update(district="FYN", officer="officer")
    Duty.objects.filter(case=case).update(district="FYN", officer="officer")
    return case


def _texts(kind):
    """Return the canary for every free text that an event has."""
    return {
        name: TEXT for name, field in kind.model_fields.items() if field.annotation is str and name != "id"
    }


def client_of(reader, case):
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "en"
    if reader == "letter":
        told = said.Disclosed(
            at=NOW, receiver="municipality", authority="Odense Kommune", ground="neutral_word",
            about=("protected_person",),
        )  # fmt: skip
        tell(case, told, now=NOW)
        number = CaseFile(case, NOW).lines[-1].number
        sent = door.send(
            case, number, "municipality", "Odense Kommune", "a@b.example", language="en", by="o", now=NOW
        )
        code = door.new_code(sent.letter, NOW)
        assert client.post(reverse("letter-open"), {"number": sent.number, "code": code}).status_code == 302
    elif reader == RESPONDENT:
        code = access.invite(case, RESPONDENT, telephone="", by="officer", now=NOW)
        client.force_login(access.take(code, "kastanje-under-broen", NOW).user)
        assert client.get(reverse("own-order")).status_code == 200
    elif reader != "nobody":
        user = User.objects.create_user(username=f"user-{reader}", email="user@example.org")
        groups = {"no role": [], "another district": [CASE_OFFICER, f"{POSTING}NJY"]}.get(reader, [reader])
        for name in groups:
            user.groups.add(Group.objects.get_or_create(name=name)[0])
        client.force_login(user)
    return client


def everything_said(answer):
    """Return all that an answer gives out, papers as their text."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        reader = PdfReader(io.BytesIO(body))
        text = f"{reader.metadata} " + " ".join(page.extract_text() for page in reader.pages)
    return f"{answer.headers} {text}"


def asked(client, name, address):
    with transaction.atomic():
        for answer in (client.get(address), client.post(address, {"q": PLACE[:4], "reference": "SUN-1"})):
            yield name, everything_said(answer)
        transaction.set_rollback(True)


def canaries_in(text):
    squeezed = re.sub(r"\s+", "", text).casefold()
    return [canary for canary in CANARIES if canary.casefold() in squeezed]


def test_the_search_finds_a_canary_where_there_is_one(case):
    client = client_of(CASE_OFFICER, case)
    assert set(canaries_in(everything_said(client.get("/desk/SUN-1/log")))) == set(CANARIES)


@pytest.mark.parametrize("reader", THOSE_OUTSIDE)
def test_no_address_gives_the_place_to_those_who_may_not_know(case, reader, caplog):
    caplog.set_level(logging.DEBUG)
    client = client_of(reader, case)
    entries = {line.number for line in CaseFile(case, NOW).lines}
    wanted = set()
    for order in ("B1", "F1"):
        wanted |= {(name, at) for name, at in addresses(reference="SUN-1", order=order).items()}
    for entry in entries:
        wanted |= {(name, at) for name, at in addresses(reference="SUN-1", entry=entry).items()}
    said_out = [
        (name, text)
        for name, at in sorted(wanted)
        if name not in CHANGES
        for name, text in asked(client, name, at)
    ]
    assert {name: canaries_in(text) for name, text in said_out if canaries_in(text)} == {}
    assert canaries_in(caplog.text) == []


@pytest.mark.parametrize("page", TO_THE_RESPONDENT)
@pytest.mark.parametrize("order", ["B1", "T1", "F1"])
def test_no_paper_that_he_reads_gives_the_place(case, page, order):
    known = {"reference": "SUN-1", "order": order, "language": "da"}
    client = client_of(CASE_OFFICER, case)
    answer = client.get(addresses(**known)[page])
    assert canaries_in(everything_said(answer)) == []


def test_no_mail_of_the_morning_gives_the_place(case):
    User.objects.create_user(username="officer", email="officer@example.org").groups.add(
        Group.objects.get_or_create(name=CASE_OFFICER)[0]
    )
    sent = [f"{each.subject} {each.body}" for each in mails(NOW)]
    assert [
        canaries_in(text) for text in [*sent, *(each.body for each in mail.outbox)] if canaries_in(text)
    ] == []
    assert sent


def test_a_word_too_many_or_a_timing_tells_nothing_about_a_place_searched_for(case):
    client = client_of("another district", case)
    there = client.post("/search", {"q": PLACE}).content.decode().replace(PLACE, "")
    nowhere = client.post("/search", {"q": "Nowhereland"}).content.decode().replace("Nowhereland", "")
    token = re.compile(r"\b[A-Za-z0-9]{64}\b")
    assert token.sub("", there) == token.sub("", nowhere)
