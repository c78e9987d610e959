"""What the victim was told before she was heard, and what is pointed out as left out."""

from datetime import timedelta

import pytest

from vaern.cases.events import Guided, Interviewed, RelationshipRecorded
from vaern.cases.file import CaseFile
from vaern.cases.guidance import left_out, to_give_now

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def told(say, now):
    def add(minutes_ago, topic="counsel"):
        say(Guided(at=now - timedelta(minutes=minutes_ago), topic=topic, given_by="Officer 7"))

    return add


@pytest.fixture
def heard(say, now):
    def add(minutes_ago, whom="victim"):
        say(Interviewed(at=now - timedelta(minutes=minutes_ago), whom=whom, given_by="Officer 7"))

    return add


@pytest.fixture
def missing(case, now):
    def found():
        return [(each.topic.id, each.again) for each in left_out(CaseFile(case, now))]

    return found


def test_an_interview_without_guidance_lacks_counsel_and_the_right_not_to_testify(heard, missing):
    heard(60)
    assert missing() == [("counsel", False), ("witness_exemption", False)]


def test_guidance_given_before_the_interview_is_not_missed(told, heard, missing):
    told(61)
    told(61, "witness_exemption")
    heard(60)
    assert missing() == []


def test_guidance_in_the_same_minute_counts_as_before(told, heard, missing):
    told(60)
    told(60, "witness_exemption")
    heard(60)
    assert missing() == []


def test_guidance_given_after_the_interview_does_not_mend_it(told, heard, missing):
    heard(60)
    told(59)
    told(59, "witness_exemption")
    assert missing() == [("counsel", False), ("witness_exemption", False)]


def test_guidance_noted_late_counts_from_when_it_was_given(told, heard, missing):
    heard(60)
    told(70)
    told(70, "witness_exemption")
    assert missing() == []


def test_counsel_is_offered_again_before_the_second_interview(told, heard, missing):
    told(61)
    told(61, "witness_exemption")
    heard(60)
    heard(30)
    assert missing() == [("counsel", True)]


def test_counsel_is_not_owed_a_third_time(told, heard, missing):
    told(61)
    told(61, "witness_exemption")
    heard(60)
    told(40)
    heard(30)
    heard(10)
    assert missing() == []


@pytest.mark.parametrize(
    ("kind", "owed"), [("spouse", True), ("partner", True), (None, True), ("former_partner", False)]
)
def test_the_right_not_to_testify_is_owed_to_those_nearest(say, now, heard, missing, kind, owed):
    say(RelationshipRecorded(at=now - timedelta(hours=2), kind=kind))
    heard(60)
    assert (("witness_exemption", False) in missing()) is owed


def test_the_hearing_of_the_respondent_asks_for_no_guidance_of_the_victim(heard, missing):
    heard(60, whom="respondent")
    assert missing() == []


def test_what_is_to_be_told_before_the_next_interview_is_said_beforehand(case, now, told):
    told(5)
    assert [topic.id for topic in to_give_now(CaseFile(case, now))] == ["witness_exemption"]
