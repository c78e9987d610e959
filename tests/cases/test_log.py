"""The log of a case: who may say what, nothing edited, nothing lost."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaern.cases import events as said
from vaern.cases import log
from vaern.cases.events import CONTROL_ROOM, BreachReported, Corrected, Reported, Requested
from vaern.cases.models import Case, Entry
from vaern.errors import InputError

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_the_control_room_may_not_say_what_an_officer_says(case, now):
    with pytest.raises(log.NotYours):
        log.append(case, Reported(at=now, by="victim"), by="x", roles=frozenset({CONTROL_ROOM}), now=now)


def test_an_officer_may_not_report_a_breach_for_the_control_room(say, now):
    with pytest.raises(log.NotYours):
        say(BreachReported(at=now, alarm="C1/z/zone/1", evidence_sha256="0" * 64))


def test_a_person_without_a_role_says_nothing(case, now):
    with pytest.raises(log.NotYours):
        log.append(case, Reported(at=now, by="victim"), by="x", roles=frozenset(), now=now)
    assert case.entries.count() == 0


def test_entries_are_numbered_and_each_holds_the_hash_of_the_one_before(say, now):
    first, second = say(Reported(at=now, by="victim")), say(Requested(at=now, measure="tilhold", by="victim"))
    assert (first.number, second.number, second.previous) == (1, 2, first.hash)


def test_the_chain_of_an_untouched_log_holds(case, say, now):
    for _ in range(3):
        say(Reported(at=now, by="victim"))
    assert log.broken_at(case) is None


@pytest.mark.parametrize("statement", ["UPDATE cases_entry SET by = 'nobody'", "DELETE FROM cases_entry"])
def test_the_database_refuses_to_change_the_log(say, now, statement):
    say(Reported(at=now, by="victim"))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_entry_cannot_be_saved_again(say, now):
    with pytest.raises(RuntimeError, match="append-only"):
        say(Reported(at=now, by="victim")).save()


def test_an_entry_cannot_be_deleted(say, now):
    with pytest.raises(RuntimeError, match="append-only"):
        say(Reported(at=now, by="victim")).delete()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(field=st.sampled_from(["by", "type", "hash", "previous", "number", "data"]), which=st.integers(1, 3))
def test_whatever_is_changed_behind_the_triggers_breaks_the_chain(now, field, which):
    with transaction.atomic():
        case = Case.objects.create(reference=f"H-{Case.objects.count()}", title="x", law="dk-2011-draft")
        for _ in range(3):
            log.append(
                case, Reported(at=now, by="victim"), by="o", roles=frozenset({"case_officer"}), now=now
            )
        forged = {"number": 9, "data": {"at": now.isoformat(), "by": "police", "summary": ""}}.get(
            field, "f" * 40
        )
        _without_triggers(case, which, field, forged)
        assert log.broken_at(case) in {which, which + 1}
        transaction.set_rollback(True)


def _without_triggers(case, number, field, value):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_entry DISABLE TRIGGER cases_entry_no_update")
        else:
            cursor.execute("DROP TRIGGER cases_entry_no_update")
    Entry.objects.filter(case=case, number=number).update(**{field: value})


def test_a_struck_entry_counts_no_longer_and_can_still_be_read(case, say, now):
    say(Reported(at=now, by="victim"))
    say(Corrected(at=now, corrects=1, reason="wrong case"))
    first, correction = log.lines(case)
    assert (first.struck, first.corrected_by, correction.struck) == (True, 2, False)


def test_a_replaced_entry_counts_with_its_replacement(case, say, now):
    say(Requested(at=now, measure="tilhold", by="victim"))
    say(
        Corrected(
            at=now,
            corrects=1,
            reason="misheard",
            replacement={"at": now.isoformat(), "measure": "tilhold", "by": "nearest"},
        )
    )
    assert log.lines(case)[0].event.by == "nearest"
    assert case.entries.get(number=1).data["by"] == "victim"


@pytest.mark.parametrize("number", [2, 99])
def test_a_correction_of_nothing_is_refused(case, say, now, number):
    with pytest.raises(InputError, match="no such entry"):
        say(Corrected(at=now, corrects=number, reason="x"))


def test_a_correction_cannot_be_corrected(say, now):
    say(Reported(at=now, by="victim"))
    say(Corrected(at=now, corrects=1, reason="x"))
    with pytest.raises(InputError):
        say(Corrected(at=now, corrects=2, reason="y"))


def test_a_replacement_that_is_no_such_event_is_refused_and_nothing_is_written(case, say, now):
    say(Reported(at=now, by="victim"))
    with pytest.raises(InputError):
        say(Corrected(at=now, corrects=1, reason="x", replacement={"at": now.isoformat(), "by": "the wind"}))
    assert case.entries.count() == 1


def decided_zone(say, now):
    say(said.ZoneDrawn(at=now, zone="z", sha256="0" * 64, margin_m=15))
    say(said.Decided(at=now, order="O1", measure="opholdsforbud", zone="z"))
    say(said.Served(at=now, order="O1", measure="opholdsforbud"))


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_later_entry_rests_on_is_not_struck_out(case, say, now, number):
    decided_zone(say, now)
    with pytest.raises(InputError, match="rests on this one"):
        say(Corrected(at=now, corrects=number, reason="x"))
    assert case.entries.count() == 3


def test_struck_out_from_the_last_to_the_first_all_can_go(case, say, now):
    decided_zone(say, now)
    for number in (3, 2, 1):
        say(Corrected(at=now, corrects=number, reason="x"))
    assert [line.struck for line in log.lines(case)[:3]] == [True] * 3
