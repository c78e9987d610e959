"""The read model says what the log says: who, what waits, how far."""

from datetime import date, timedelta

import pytest

from vaern.cases import index
from vaern.cases.events import (
    CASE_OFFICER,
    CaseTaken,
    Corrected,
    Decided,
    PartyRecorded,
    Reported,
    Requested,
    Served,
)
from vaern.cases.mentions import fold, found_by
from vaern.cases.models import Case, Duty, Mention, Summary
from vaern.cases.opening import open_case
from vaern.cases.saying import say

pytestmark = [pytest.mark.database, pytest.mark.django_db]
OFFICER = frozenset({CASE_OFFICER})


@pytest.fixture
def opened(now):
    return open_case("dk-2011-draft", "Test", now)


@pytest.fixture
def tell(opened, now, unchecked):
    def told(*events, at=now):
        return say(opened, events, by="officer", roles=OFFICER, now=at)

    return told


def respondent(now, name="Åse Østergård-Møller", **known):
    return PartyRecorded(at=now, role="respondent", name=name, **known)


def summary(case):
    return Summary.objects.get(case=case)


def test_a_case_just_opened_is_listed_as_begun(opened):
    assert summary(opened).state == "begun"


@pytest.mark.parametrize(
    ("count", "state"), [(1, "reported"), (2, "decided"), (3, "in_force")], ids=["told", "decided", "served"]
)
def test_a_case_is_listed_by_how_far_it_has_come(opened, tell, now, count, state):
    story = [
        Reported(at=now, by="victim"),
        Decided(at=now, order="T1", measure="tilhold", duration="P1Y"),
        Served(at=now, order="T1", measure="tilhold"),
    ]
    tell(*story[:count])
    assert summary(opened).state == state


def test_who_took_the_case_stands_with_the_case_and_with_what_waits_in_it(opened, tell, now):
    tell(CaseTaken(at=now, officer="ida", district="Fyn"), Requested(at=now, measure="tilhold", by="victim"))
    tell(Decided(at=now, order="T1", measure="tilhold", duration="P1Y"))
    assert (summary(opened).officer, summary(opened).district) == ("ida", "Fyn")
    assert set(Duty.objects.values_list("officer", "district")) == {("ida", "Fyn")}


def test_what_is_done_waits_no_longer(opened, tell, now):
    tell(Decided(at=now, order="T1", measure="tilhold", duration="P1Y"))
    waited = Duty.objects.filter(kind="serve_order").count()
    tell(Served(at=now, order="T1", measure="tilhold"))
    assert (waited, Duty.objects.filter(kind="serve_order").count()) == (1, 0)


def test_a_right_waits_until_its_last_moment_and_not_after(opened, tell, now):
    tell(
        Decided(at=now, order="T1", measure="opholdsforbud", duration="P1Y"),
        Served(at=now, order="T1", measure="opholdsforbud"),
    )
    last = Duty.objects.get(kind="demand_court_review").due
    waiting = [
        index.waiting(at).filter(kind="demand_court_review").count()
        for at in (last, last + timedelta(seconds=1))
    ]
    assert waiting == [1, 0]


def test_time_alone_ends_an_order_in_the_list(opened, tell, now):
    tell(
        Decided(at=now, order="T1", measure="tilhold", duration="P1Y"),
        Served(at=now, order="T1", measure="tilhold"),
    )
    later = now + timedelta(days=400)
    index.refresh(later)
    assert summary(opened).state == "ended"
    assert not index.stale(later).exists()


def test_reindexing_changes_nothing_that_was_right(opened, tell, now):
    tell(Reported(at=now, by="victim"), respondent(now), Decided(at=now, order="T1", measure="tilhold"))
    before = [list(model.objects.values().order_by("pk")) for model in (Summary, Duty, Mention)]
    index.reindex(Case.objects.all(), now)
    after = [list(model.objects.values().order_by("pk")) for model in (Summary, Duty, Mention)]
    for rows in (*before, *after):
        for row in rows:
            row.pop("id", None)
    assert before == after


def test_a_struck_entry_is_found_no_longer(opened, tell, now):
    (entry,) = tell(respondent(now))
    tell(Corrected(at=now, corrects=entry.number, reason="another person"))
    assert not found_by("Åse").exists()


@pytest.mark.parametrize("words", ["Åse", "aase", "ÅSE ØST", "møl", "oestergaard"])
def test_a_person_is_found_by_the_beginning_of_any_name(opened, tell, now, words):
    tell(respondent(now, birthdate=date(1985, 3, 1)))
    assert [found.role for found in found_by(words)] == ["respondent"]


@pytest.mark.parametrize("words", ["Ås Jensen", "gård", "", "  ", "%", "_"])
def test_nobody_else_is_found(opened, tell, now, words):
    tell(respondent(now))
    assert not found_by(words).exists()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Bjørn  Åkjær", "bjoern aakjaer"),
        ("José-María", "jose maria"),
        ("Søren B. 3.", "soeren b 3"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_accents_and_signs(name, folded):
    assert fold(name) == folded
