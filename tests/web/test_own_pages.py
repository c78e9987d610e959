"""A party's own pages: only the own ones, only as long as they last; a call for help is never lost."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from sunday_night import SERVED, sunday_night, tell

from vaern.cases import events as said
from vaern.cases.events import CASE_OFFICER, CONTROL_ROOM
from vaern.cases.file import CaseFile
from vaern.cases.withheld import seal
from vaern.dispatch.models import TAKEN, Act
from vaern.persons import access
from vaern.persons.models import PROTECTED_PERSON, RESPONDENT, Access, Call, DiaryEntry
from vaern.service.client import NotThere
from vaern.web import calling, clock
from vaern.web.permissions import ADMINISTRATOR
from vaern.web.views import mine

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = SERVED + timedelta(days=1)
PASSWORD = "kastanje-under-broen"
HERS = ["mine", "mine-diary", "mine-diary-pdf", "mine-protection", "mine-digital"]
HIS = ["own-order"]
MP3 = b"ID3\x04" + bytes(64)


class Live:
    """A live service that remembers what it was sent, and may be gone."""

    def __init__(self):
        self.rows, self.gone = [], False

    def post_fixes(self, rows):
        if self.gone:
            raise NotThere("gone", "", "")
        self.rows += rows

    def alarms(self):
        if self.gone:
            raise NotThere("gone", "", "")
        devices = {row["device"] for row in self.rows}
        return [
            {"alarm": f"{name}/assault_button/1", "device": name, "kind": "assault_button", "event": "raised"}
            for name in devices
        ]


@pytest.fixture
def live(monkeypatch):
    live = Live()
    monkeypatch.setattr(calling, "service", lambda: live)
    monkeypatch.setattr(mine, "service", lambda: live)
    return live


@pytest.fixture
def case(db, monkeypatch, live):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return sunday_night()


def let_in(case, party, telephone="12 34 56 78"):
    code = access.invite(case, party, telephone=telephone, by="officer", now=NOW)
    client = Client()
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("mine-start"), {"code": code, "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 200
    return client


@pytest.fixture
def her(case):
    return let_in(case, PROTECTED_PERSON)


@pytest.fixture
def him(case):
    return let_in(case, RESPONDENT)


def called(client, **also):
    return client.post(
        reverse("mine-call"), json.dumps({"key": "abcdef0123456789", "pressed_at": NOW.isoformat()} | also),
        content_type="application/json",
    )  # fmt: skip


def wrote(client, **also):
    fields = {
        "key": "entry-0001",
        "kind": "call",
        "happened_at": "2026-05-04T04:00",
        "text": "He rang six times.",
    }
    return client.post(reverse("mine-diary"), fields | also)


@pytest.mark.parametrize("page", [*HERS, *HIS])
@pytest.mark.parametrize("role", [CASE_OFFICER, CONTROL_ROOM, ADMINISTRATOR, None])
def test_nobody_else_opens_a_partys_pages(as_role, case, page, role):
    assert as_role(role).get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", HIS)
def test_she_does_not_open_his(her, page):
    assert her.get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", HERS)
def test_he_does_not_open_hers(him, page):
    assert him.get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", ["case", "case-log", "case-access", "case-told", "case-reads"])
@pytest.mark.parametrize("party", [PROTECTED_PERSON, RESPONDENT])
def test_no_party_opens_a_page_of_the_case(case, page, party):
    assert let_in(case, party).get(reverse(page, args=["SUN-1"])).status_code == 403


@pytest.mark.parametrize("role", [CONTROL_ROOM, ADMINISTRATOR])
def test_only_an_officer_lets_a_party_in(as_role, case, role):
    client = as_role(role)
    assert client.post(reverse("case-access", args=["SUN-1"]), {"party": RESPONDENT}).status_code == 403
    assert not Access.objects.exists()


def test_an_access_that_has_ended_opens_nothing(her):
    access.end(Access.objects.get(), NOW)
    assert her.get(reverse("mine")).status_code in (302, 403)


def test_a_new_code_ends_what_was_before(her, case):
    access.invite(case, PROTECTED_PERSON, telephone="", by="officer", now=NOW)
    assert her.get(reverse("mine")).status_code in (302, 403)


def test_a_code_lets_in_once(case):
    code = access.invite(case, PROTECTED_PERSON, telephone="", by="officer", now=NOW)
    answers = {"code": code, "password": PASSWORD, "again": PASSWORD}
    first, second = (Client().post(reverse("mine-start"), answers).status_code for _ in range(2))
    assert (first, second) == (200, 422)


@pytest.mark.parametrize(("late", "opens"), [(timedelta(seconds=-1), True), (timedelta(0), False)])
def test_a_code_runs_out(case, late, opens):
    code = access.invite(case, PROTECTED_PERSON, telephone="", by="officer", now=NOW)
    assert bool(access.invited(code, NOW + access.INVITED_FOR + late)) is opens


def test_the_code_stands_in_no_table_and_the_account_names_nobody(her, case):
    code = access.invite(case, RESPONDENT, telephone="", by="officer", now=NOW)
    assert code not in str(list(Access.objects.values()))
    assert not re.search("Freja|Eksempel|SUN", User.objects.get(access__party=PROTECTED_PERSON).username)


@pytest.mark.parametrize("page", ["mine-diary", "mine-protection", "mine-diary-pdf"])
def test_what_she_wrote_asks_for_the_password_again(her, page):
    User.objects.update(last_login=NOW - timedelta(days=300))
    assert her.get(reverse(page)).url == reverse("mine-unlock")
    assert her.get(reverse("mine")).status_code == 200
    assert her.post(reverse("mine-unlock"), {"password": "wrong"}).status_code == 422
    her.post(reverse("mine-unlock"), {"password": PASSWORD})
    assert her.get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    "page", ["mine", "mine-digital", "mine-start", "mine-unlock", "mine-manifest", "mine-diary"]
)
def test_no_title_or_name_tells_what_it_is(her, page):
    page = her.get(reverse(page)).content.decode()
    title = re.search('<title>(.*)</title>|"name": "([^"]*)"', page)
    assert "My notes" in title.group()


def test_the_page_for_help_holds_nothing_of_the_case(her):
    page = her.get(reverse("mine")).content.decode()
    assert not re.search("Freja|Rasmus|SUN-1|bortvisning", page)


def test_a_call_rings_in_the_live_service_under_a_name_that_names_nobody(her, live):
    assert called(her).json() == {"state": "received"}
    (row,) = live.rows
    assert (row["event"], row["device"]) == ("button", Access.objects.get().device)
    assert "lat" not in row


def test_no_second_factor_stands_before_a_call(her, live):
    TOTPDevice.objects.create(user=User.objects.get(access__party=PROTECTED_PERSON), name="app")
    assert called(her).json() == {"state": "received"}


def test_a_call_sent_again_is_one(her, live):
    for _ in range(3):
        called(her)
    assert (len(live.rows), Call.objects.count()) == (1, 1)


def test_a_call_that_the_live_service_cannot_take_is_kept_and_passed_on_later(her, live):
    live.gone = True
    answer = called(her)
    assert (answer.status_code, answer.json()["state"], Call.objects.count()) == (503, "waiting", 1)
    live.gone = False
    assert called(her).json() == {"state": "received"}
    assert len(live.rows) == 1


def test_her_place_goes_with_it_only_while_she_lets_it(her, live):
    place = {"lat": 55.4, "lon": 10.39, "accuracy_m": 12}
    called(her, key="before-consent", **place)
    her.post(reverse("mine-consent"), {"given": "yes"})
    called(her, key="with-consent", **place)
    her.post(reverse("mine-consent"), {"given": "no"})
    called(her, key="after-consent", **place)
    assert ["lat" in row for row in live.rows] == [False, True, False]


@pytest.mark.parametrize(
    "bad",
    [{"lat": "north"}, {"lat": 99, "lon": 0}, {"pressed_at": "yesterday"}, {"key": ""}, {"accuracy_m": -1}],
)
def test_bad_input_keeps_no_call_back(her, live, bad):
    assert called(her, **bad).status_code == 200
    assert [row["event"] for row in live.rows] == ["button"]


@pytest.mark.parametrize("body", ["", "[]", "not json"])
def test_a_call_that_says_nothing_rings_all_the_same(her, live, body):
    her.post(reverse("mine-call"), body, content_type="application/json")
    assert len(live.rows) == 1


def test_a_telephone_whose_clock_is_ahead_rings_now(her, live):
    called(her, pressed_at=(NOW + timedelta(days=2)).isoformat())
    assert live.rows[0]["time"] == NOW.isoformat()


def test_she_hears_that_somebody_has_seen_it_by_the_name_of_the_desk(her, live):
    called(her)
    state = reverse("mine-call-state", args=["abcdef0123456789"])
    assert her.get(state).json() == {"state": "received"}
    alarm = live.alarms()[0]["alarm"]
    Act(alarm=alarm, kind="assault_button", began_at=NOW, what=TAKEN, by="operator", at=NOW).save()
    seen = her.get(state).json()
    assert (seen["state"], seen["desk"]) == ("seen", "Police desk")
    assert "operator" not in str(seen)


def test_another_persons_call_is_not_told(her, case, live):
    called(her)
    other = let_in(case, RESPONDENT)
    assert other.get(reverse("mine-call-state", args=["abcdef0123456789"])).status_code == 403


def test_the_control_room_sees_where_to_ring_her_and_no_more(as_role, her, case, live, monkeypatch):
    called(her)
    from vaern.web.views import dispatch

    monkeypatch.setattr(dispatch, "service", lambda: live)
    alarm = live.alarms()[0]["alarm"]
    page = as_role(CONTROL_ROOM).get(f"{reverse('alarm')}?alarm={alarm}").content.decode()
    assert "12 34 56 78" in page
    assert "Fresh bruises" not in page


def test_an_entry_of_the_diary_is_sealed_when_it_is_entered(her):
    assert wrote(her, files=SimpleUploadedFile("voice.mp3", MP3)).status_code == 302
    entry = DiaryEntry.objects.get()
    assert (entry.entered_at, entry.files[0]["type"]) == (NOW, "audio/mpeg")
    assert her.get(reverse("mine-diary-file", args=[entry.files[0]["sha256"]])).content == MP3


def test_the_same_sending_is_one_entry(her):
    wrote(her)
    wrote(her)
    assert DiaryEntry.objects.count() == 1


@pytest.mark.parametrize(
    "change", ["UPDATE persons_diaryentry SET text = ''", "DELETE FROM persons_diaryentry"]
)
def test_nobody_changes_the_diary(her, change):
    wrote(her)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize(
    "wrong",
    [
        {"happened_at": "2030-01-01T00:00"}, {"happened_at": ""}, {"kind": "no such kind"},
        {"files": SimpleUploadedFile("picture.jpg", b"MZ not a picture")},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_lost(her, wrong):
    page = wrote(her, **wrong)
    assert (page.status_code, "He rang six times." in page.content.decode()) == (422, True)
    assert not DiaryEntry.objects.exists()


def test_the_diary_goes_home_as_pdf(her):
    wrote(her)
    assert her.get(reverse("mine-diary-pdf")).content.startswith(b"%PDF")


def test_the_case_has_only_what_she_gave_it(her, case):
    wrote(her, files=SimpleUploadedFile("voice.mp3", MP3))
    wrote(her, key="entry-0002", text="He stood outside.")
    her.post(reverse("mine-hand-over"), {"number": "1"})
    event = CaseFile(case, NOW).events[-1]
    assert [(line.text, line.hash) for line in event.lines] == [
        ("He rang six times.", DiaryEntry.objects.get(number=1).hash)
    ]
    assert len(event.files) == 1
    assert "the police have it" in her.get(reverse("mine-diary")).content.decode()


def test_what_was_given_is_not_given_twice(her, case):
    wrote(her)
    for _ in range(2):
        her.post(reverse("mine-hand-over"), {"number": "1"})
    assert sum(isinstance(each, said.DiaryHandedOver) for each in CaseFile(case, NOW).events) == 1


def test_she_reads_what_protects_her_and_what_it_does_not_do(her, case):
    tell(case, said.ContactPersonNamed(at=NOW, name="Lund", telephone="87654321"))
    page = her.get(reverse("mine-protection")).content.decode()
    assert "bortvisning" in page
    assert "It stops nobody by itself" in page
    assert "87654321" in page


def test_where_the_live_service_is_gone_nobody_can_tell_of_her_device(her, live):
    live.gone = True
    assert "Nobody can tell just now" in her.get(reverse("mine-protection")).content.decode()


def test_he_reads_what_binds_him_with_its_map(him):
    page = him.get(reverse("own-order")).content.decode()
    assert page.count('class="zone-drawing own-map"') == 1
    assert "How to complain" in page
    assert him.get(reverse("own-decision", args=["B1"])).content.startswith(b"%PDF")


def test_he_reads_nothing_of_an_order_that_was_not_served(db, monkeypatch, live):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    him = let_in(sunday_night(served=False), RESPONDENT)
    assert "No order has been served" in him.get(reverse("own-order")).content.decode()
    assert him.get(reverse("own-decision", args=["B1"])).status_code == 404


def test_a_word_to_be_kept_back_reaches_him_on_no_paper(him, case):
    tell(case, said.HidingRecorded(at=NOW, hiding=True, withheld=(seal("flat"),)))
    answer = him.get(reverse("own-decision", args=["B1"]))
    assert (answer.status_code, answer.url) == (302, reverse("own-order"))
