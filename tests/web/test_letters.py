"""Somebody outside reads just what one telling shows: no more, no longer, and on record."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from sunday_night import SERVED, sunday_night, tell

from vaern.cases import events as said
from vaern.cases.disclosures import tellings
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.models import Entry, Read
from vaern.cases.withheld import seal
from vaern.errors import InputError
from vaern.letters import door
from vaern.letters.models import Letter
from vaern.web import clock
from vaern.web.permissions import ADMINISTRATOR

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = SERVED + timedelta(days=1)
ADDRESS = "familie@odense.example"
PAGES = ["letter-read", "letter-bundle", "letter-child-notice"]


@pytest.fixture
def case(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return sunday_night()


def consent(case, receiver="municipality", by="protected_person"):
    return tell(case, said.ConsentGiven(at=NOW, by=by, receivers=(receiver,)))


def first(case, kind):
    return next(line.number for line in CaseFile(case, NOW).standing if isinstance(line.event, kind))


def disclosed(case, **also):
    fields = {
        "at": NOW, "receiver": "municipality", "authority": "Odense Kommune", "ground": "consent",
        "about": ("protected_person",), "orders": ("B1",), "asked": "Find her a place to live.",
    }  # fmt: skip
    tell(case, said.Disclosed(**(fields | also)))
    return tellings(CaseFile(case, NOW))[0]


@pytest.fixture
def letter(case):
    consent(case)
    told = disclosed(case, shows=(first(case, said.IncidentRecorded),))
    return door.send(
        case, told.number, told.receiver, told.authority, ADDRESS, language="en", by="user", now=NOW
    )


def opened(client, number):
    client.cookies["django_language"] = "en"
    client.post(reverse("letter-code"), {"number": number})
    code = re.search(r"\d{8}", mail.outbox[-1].body).group()
    return client.post(reverse("letter-open"), {"number": number, "code": code})


@pytest.mark.parametrize("page", PAGES)
def test_without_an_open_letter_every_page_leads_back_to_the_door(client, letter, page):
    assert client.get(reverse(page)).url == reverse("letter")


@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM, ADMINISTRATOR])
def test_no_account_opens_a_letter(as_role, letter, role):
    assert as_role(role).get(reverse("letter-read")).url == reverse("letter")


def test_a_letter_opens_no_page_of_the_case(client, letter):
    opened(client, letter.number)
    for page in ("case", "case-log", "case-told"):
        assert client.get(reverse(page, args=["SUN-1"])).status_code == 302
    assert client.get("/api/cases/SUN-1/log").status_code == 401


@pytest.mark.parametrize("role", [CONTROL_ROOM, ADMINISTRATOR])
def test_only_an_officer_sees_who_was_told_and_sends_letters(as_role, letter, role):
    client = as_role(role)
    assert client.get(reverse("case-told", args=["SUN-1"])).status_code == 403
    assert client.post(reverse("case-letter", args=["SUN-1", letter.letter.told])).status_code == 403
    assert client.post(reverse("case-letter-end", args=["SUN-1", letter.letter.pk])).status_code == 403


def test_it_shows_what_was_told_and_nothing_else_of_the_case(client, letter, case):
    opened(client, letter.number)
    page = client.get(reverse("letter-read")).content.decode()
    incident = next(each for each in CaseFile(case, NOW).events if isinstance(each, said.IncidentRecorded))
    assert "Find her a place to live." in page
    assert incident.summary in page
    assert page.count('class="timeline-item"') == 1
    assert client.get(reverse("letter-decision", args=["B1"])).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        reverse("letter-bundle"), reverse("letter-child-notice"), reverse("letter-decision", args=["T1"]),
        reverse("letter-file", args=["a" * 64]),
    ],
)  # fmt: skip
def test_a_paper_that_was_not_told_is_not_there(client, letter, address):
    opened(client, letter.number)
    assert client.get(address).status_code == 404


def test_every_reading_is_on_record_under_the_offices_name(client, letter):
    opened(client, letter.number)
    client.get(reverse("letter-read"))
    assert list(Read.objects.values_list("by", "page")) == [
        (f"Odense Kommune (letter {letter.letter.pk})", "letter-read")
    ]


def test_the_number_stands_in_no_mail_but_the_link_and_in_no_table(client, letter):
    client.post(reverse("letter-code"), {"number": letter.number})
    assert letter.number not in mail.outbox[-1].body
    assert letter.number not in str(list(Letter.objects.values()))


def test_a_mail_says_nothing_of_the_case(as_role, letter):
    client = as_role(CASE_OFFICER)
    answers = {"authority": "Odense Kommune", "address": ADDRESS, "language": "da"}
    client.post(reverse("case-letter", args=["SUN-1", letter.letter.told]), answers)
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert "/letter#" in sent.body
    assert not any(word in sent.subject + sent.body for word in ("SUN-1", "Odense", "consent", "samtykke"))


@pytest.mark.parametrize("number", ["", "aaaa-aaaa-aaaa-aaaa-aaaa", "' or 1=1"])
def test_a_number_of_no_letter_is_answered_as_any_other(client, letter, number):
    known = client.post(reverse("letter-code"), {"number": letter.number})
    unknown = client.post(reverse("letter-code"), {"number": number})
    assert (known.status_code, unknown.status_code, len(mail.outbox)) == (200, 200, 1)
    assert known.templates[0].name == unknown.templates[0].name


def test_a_code_opens_once(client, letter):
    opened(client, letter.number)
    code = re.search(r"\d{8}", mail.outbox[-1].body).group()
    again = client.post(reverse("letter-open"), {"number": letter.number, "code": code})
    assert again.status_code == 422


def test_after_five_wrong_codes_the_right_one_waits_too(client, letter):
    client.post(reverse("letter-code"), {"number": letter.number})
    code = re.search(r"\d{8}", mail.outbox[-1].body).group()
    wrong = "00000000" if code != "00000000" else "11111111"
    for _ in range(door.MOST_TRIES):
        client.post(reverse("letter-open"), {"number": letter.number, "code": wrong})
    assert client.post(reverse("letter-open"), {"number": letter.number, "code": code}).status_code == 422
    client.post(reverse("letter-code"), {"number": letter.number})
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("late", "status"), [(timedelta(seconds=-1), 302), (timedelta(0), 422)])
def test_a_code_runs_out(client, letter, monkeypatch, late, status):
    client.post(reverse("letter-code"), {"number": letter.number})
    code = re.search(r"\d{8}", mail.outbox[-1].body).group()
    monkeypatch.setattr(clock, "now", lambda: NOW + door.CODE_FOR + late)
    answer = client.post(reverse("letter-open"), {"number": letter.number, "code": code})
    assert answer.status_code == status


@pytest.mark.parametrize(("late", "status"), [(timedelta(seconds=-1), 200), (timedelta(0), 302)])
def test_a_letter_runs_out_while_it_is_open(client, letter, monkeypatch, late, status):
    opened(client, letter.number)
    monkeypatch.setattr(clock, "now", lambda: NOW + door.OPEN_FOR + late)
    assert client.get(reverse("letter-read")).status_code == status


def test_a_consent_taken_back_shuts_the_letter_at_once(client, letter, case):
    opened(client, letter.number)
    tell(case, said.ConsentWithdrawn(at=NOW, by="protected_person", receivers=("municipality",)))
    assert client.get(reverse("letter-read")).url == reverse("letter")


def test_a_telling_struck_out_shuts_the_letter_at_once(client, letter, case):
    opened(client, letter.number)
    tell(case, said.Corrected(at=NOW, corrects=letter.letter.told, reason="The wrong municipality."))
    assert client.get(reverse("letter-read")).url == reverse("letter")


def test_an_officer_closes_a_letter(as_role, client, letter):
    opened(client, letter.number)
    door.end(letter.letter, NOW)
    assert client.get(reverse("letter-read")).url == reverse("letter")


def test_an_entry_with_a_word_to_keep_back_is_never_shown(client, letter, case):
    incident = next(each for each in CaseFile(case, NOW).events if isinstance(each, said.IncidentRecorded))
    word = re.search(r"\w{4,}", incident.summary).group()
    tell(case, said.HidingRecorded(at=NOW, hiding=True, withheld=(seal(word),)))
    opened(client, letter.number)
    page = client.get(reverse("letter-read"))
    assert (page.status_code, word in page.content.decode()) == (409, False)


def test_the_answer_stands_in_the_case_as_the_offices(client, letter, case):
    opened(client, letter.number)
    answer = {"contact": "Bo Bach", "telephone": "12 34 56 78", "done": "A flat from Monday."}
    assert client.post(reverse("letter-answer"), answer).url == reverse("letter-read")
    entry = Entry.objects.filter(case=case).latest("number")
    assert (entry.type, entry.by) == ("receiver_answered", f"Odense Kommune (letter {letter.letter.pk})")
    assert "A flat from Monday." in client.get(reverse("letter-read")).content.decode()


def test_an_answer_sent_twice_stands_once(client, letter, case):
    opened(client, letter.number)
    answer = {"contact": "Bo Bach", "token": "once"}
    for _ in range(2):
        client.post(reverse("letter-answer"), answer)
    assert Entry.objects.filter(case=case, type="receiver_answered").count() == 1


def test_an_answer_without_a_name_is_asked_again_and_keeps_what_was_written(client, letter):
    opened(client, letter.number)
    page = client.post(reverse("letter-answer"), {"done": "A flat from Monday."})
    assert (page.status_code, "A flat from Monday." in page.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("ground", "also"),
    [
        ("consent", {"about": ("protected_person", "respondent")}),
        ("crime_prevention", {}),
        ("neutral_word", {}),
        ("counsel_after_indictment", {"receiver": "counsel"}),
        ("court_review", {}),
        ("no_such_ground", {}),
        ("consent", {"orders": ("X9",)}),
        ("consent", {"shows": (999,)}),
    ],
)
def test_what_the_ground_does_not_carry_is_not_told(case, ground, also):
    consent(case)
    before = len(tellings(CaseFile(case, NOW)))
    with pytest.raises(InputError):
        disclosed(case, ground=ground, **also)
    assert len(tellings(CaseFile(case, NOW))) == before


def test_counsel_sees_her_own_statement_before_indictment_and_no_more(case):
    tell(case, said.Interviewed(at=NOW, whom="victim", given_by="Lund"))
    own, incident = first(case, said.Interviewed), first(case, said.IncidentRecorded)
    fields = {"ground": "counsel_own_statement", "receiver": "counsel", "orders": ()}
    assert disclosed(case, shows=(own,), **fields).entries == (own,)
    with pytest.raises(InputError):
        disclosed(case, shows=(incident,), **fields)


def test_counsel_sees_the_rest_after_indictment(case):
    tell(case, said.Charged(at=NOW, offence="violence"))
    tell(case, said.ProsecutionDecided(at=NOW, result="indicted", reasons="Enough evidence."))
    incident = first(case, said.IncidentRecorded)
    told = disclosed(case, ground="counsel_after_indictment", receiver="counsel", shows=(incident,))
    assert told.entries == (incident,)


def test_without_consent_a_municipality_gets_a_neutral_word(client, case):
    told = disclosed(case, ground="neutral_word", orders=(), asked="")
    sent = door.send(
        case, told.number, "municipality", "Odense Kommune", ADDRESS, language="en", by="u", now=NOW
    )
    opened(client, sent.number)
    page = client.get(reverse("letter-read")).content.decode()
    assert "in contact with the police" in page
    assert "timeline-item" not in page


def test_the_page_says_who_was_told_on_which_ground(as_role, letter):
    page = as_role(CASE_OFFICER).get(reverse("case-told", args=["SUN-1"])).content.decode()
    assert "Odense Kommune" in page
    assert "RM 3/2008 § 5.4" in page
    assert ADDRESS in page


def test_a_mail_that_fails_leaves_the_link_to_the_officer(as_role, letter, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answers = {"authority": "Odense Kommune", "address": ADDRESS, "language": "da"}
    page = as_role(CASE_OFFICER).post(reverse("case-letter", args=["SUN-1", letter.letter.told]), answers)
    assert "/letter#" in page.content.decode()


@pytest.mark.parametrize("step", ["consent", "consent-withdrawn", "tell-consent", "tell-crime-prevention"])
@pytest.mark.parametrize(("role", "status"), [(CASE_OFFICER, 200), (CONTROL_ROOM, 403)])
def test_each_step_opens_for_an_officer_alone(as_role, case, step, role, status):
    assert as_role(role).get(f"/desk/SUN-1/step/{step}").status_code == status


def test_an_officer_tells_somebody_by_a_step_and_comes_to_the_letters(as_role, case):
    consent(case)
    answers = {
        "at": "2026-05-04T04:55", "receiver": "municipality", "authority": "Odense Kommune",
        "about": "protected_person", "orders": "B1", "shows": str(first(case, said.IncidentRecorded)),
        "manner": "link", "asked": "Find her a place to live.",
    }  # fmt: skip
    found = as_role(CASE_OFFICER).post("/desk/SUN-1/step/tell-consent", answers)
    assert found.url == reverse("case-told", args=["SUN-1"])
    assert tellings(CaseFile(case, NOW))[0].authority == "Odense Kommune"


def test_a_step_by_consent_says_whose_consent_is_missing(as_role, case):
    page = as_role(CASE_OFFICER).get("/desk/SUN-1/step/tell-consent").content.decode()
    assert "the protected person: no consent stands" in page
