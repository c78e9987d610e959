"""Two hundred messages in a case: taken in once, told apart by the no, one series among the acts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from vaern.cases import events as said
from vaern.cases.contacts import contacts, logged, pattern
from vaern.cases.facts import facts
from vaern.contacts import Contact

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NO = datetime(2026, 3, 1, 12, 0, tzinfo=COPENHAGEN)
DECLINED = said.ContactDeclined(at=NO, manner="message")


def messages(*days):
    return [Contact(NO + timedelta(days=day), "message", "••78") for day in days]


def test_what_came_before_the_no_is_one_series_and_what_came_after_another():
    found = logged([DECLINED], messages(-2, -1, 1, 2), "her_telephone")
    assert [(event.id, len(event.contacts), event.after_refusal) for event in found] == [
        ("contacts-1", 2, False),
        ("contacts-2", 2, True),
    ]


def test_without_a_known_no_nothing_is_said_of_it():
    (event,) = logged([], messages(1), "diary")
    assert event.after_refusal is None


def test_the_same_log_again_adds_nothing():
    log = [DECLINED, *logged([DECLINED], messages(1, 2), "diary")]
    assert logged(log, messages(1, 2), "diary") == []


def test_a_longer_log_adds_what_is_new_under_a_name_of_its_own():
    log = [DECLINED, *logged([DECLINED], messages(1, 2), "diary")]
    (event,) = logged(log, messages(1, 2, 3), "diary")
    assert (event.id, len(event.contacts)) == ("contacts-2", 1)


def test_single_incidents_count_with_the_log():
    incident = said.IncidentRecorded(at=NO + timedelta(days=3), id="A1", kind="following")
    log = [DECLINED, *logged([DECLINED], messages(1), "diary"), incident]
    assert [each.kind for each in contacts(log)] == ["message", "following"]
    assert pattern(log, COPENHAGEN).total == 2


def test_an_offence_is_no_contact():
    assert contacts([said.IncidentRecorded(at=NO, id="A1", kind="offence")]) == []


def test_the_law_sees_a_series_as_one_act_that_happened_last():
    log = [DECLINED, *logged([DECLINED], messages(1, 2), "diary")]
    (act,) = facts("dk-2011-draft", log, NO + timedelta(days=9))["acts"]
    assert (act["id"], act["kind"], act["after_refusal"]) == ("contacts-1", "contact", True)
    assert datetime.fromisoformat(act["at"]) == NO + timedelta(days=2)


def test_a_whole_telephone_number_cannot_stand_in_the_log():
    with pytest.raises(ValidationError):
        said.LoggedContact(at=NO, kind="call", number="12345678")
