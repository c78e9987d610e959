"""What is done about an alarm stands for good, and two who act at once lose nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from vaern.dispatch.figures import of_kinds, rung_often
from vaern.dispatch.handling import Refused, between, do, handled, since
from vaern.dispatch.instruction import instruction
from vaern.dispatch.models import CALLED, CLOSED, NOTED, PASSED_ON, PATROL, TAKEN, Act
from vaern.monitoring.sheet import KINDS

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


def act(what, by="anna", minutes=0, alarm="C1/home/zone/1", **said):
    return do(Act(alarm=alarm, what=what, by=by, at=NOW + timedelta(minutes=minutes), **said))


def stands(alarm="C1/home/zone/1"):
    return handled([alarm])[alarm]


@pytest.mark.parametrize("change", ["UPDATE dispatch_act SET note = ''", "DELETE FROM dispatch_act"])
def test_nobody_changes_or_takes_out_what_was_done(change):
    act(TAKEN)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_an_act_is_written_once():
    done = act(TAKEN)
    with pytest.raises(RuntimeError, match="written once"):
        done.save()


def test_an_alarm_that_nobody_has_touched_waits():
    assert (stands().state, stands().taken) == ("waiting", None)


def test_whoever_takes_it_first_has_it_and_the_second_is_told_who():
    act(TAKEN, "anna")
    with pytest.raises(Refused) as refused:
        act(TAKEN, "bo")
    assert refused.value.first.by == "anna"
    assert [each.by for each in stands().acts] == ["anna"]


def test_an_alarm_passed_on_waits_for_somebody_at_the_other_desk():
    act(TAKEN, "anna")
    act(PASSED_ON, "anna", to="technical")
    assert (stands().state, stands().desk("zone")) == ("waiting", "technical")
    act(TAKEN, "bo")
    assert stands().taken.by == "bo"


def test_it_is_closed_once_and_the_first_finding_stands():
    act(CLOSED, "anna", finding="he_was_there")
    with pytest.raises(Refused) as refused:
        act(CLOSED, "bo", finding="nothing_wrong")
    assert refused.value.first.by == "anna"
    assert stands().closed.finding == "he_was_there"


def test_calls_and_notes_of_two_at_once_are_both_kept_also_after_the_end():
    for by in ("anna", "bo"):
        act(CALLED, by, to="respondent", outcome="reached")
    act(CLOSED, finding="help_sent")
    act(NOTED, "bo", note="she called back")
    assert [each.what for each in stands().acts] == [CALLED, CALLED, CLOSED, NOTED]


def test_a_patrol_says_more_than_that_it_is_taken():
    act(TAKEN)
    act(PATROL, "bo")
    assert stands().state == "patrol"


def test_the_acts_after_one_are_told_and_no_hand_over_among_them():
    first = act(TAKEN)
    act(NOTED, note="x")
    do(Act(what="handed_over", note="quiet", by="anna", at=NOW))
    assert [each.what for each in since(first.pk)] == [NOTED]


def test_a_day_holds_its_first_moment_and_not_the_next_days():
    for minutes in (-1, 0, 1439, 1440):
        act(NOTED, minutes=minutes, note=str(minutes))
    assert [each.note for each in between(NOW, NOW + timedelta(days=1))] == ["1439", "0"]


def test_the_instruction_knows_every_kind_of_alarm():
    assert set(instruction().kinds) == set(KINDS)


def test_zone_alarms_are_the_polices_and_tampering_calls_her_first():
    assert instruction().of("zone").call == ("respondent", "patrol", "protected_person")
    assert instruction().of("tamper").call[0] == "protected_person"
    assert (instruction().of("zone").desk, instruction().of("battery_low").desk) == ("police", "technical")


def came(number, kind="zone", minutes=0, **said):
    began = (NOW + timedelta(minutes=minutes)).isoformat()
    return {"alarm": f"C1/home/{kind}/{number}", "control": "C1", "kind": kind, "began_at": began} | said


def test_the_figures_count_what_came_how_long_it_waited_and_what_was_not_so():
    alarms = [came(1), came(2), came(3), came(1, "battery_low")]
    act(TAKEN, minutes=1)
    act(TAKEN, minutes=3, alarm="C1/home/zone/2")
    act(CLOSED, finding="position_was_wrong")
    act(CLOSED, finding="he_was_there", alarm="C1/home/zone/2")
    zone, battery = of_kinds(alarms)
    assert tuple(zone) == ("zone", 3, 2, 120.0, 2, 1, 1)
    assert tuple(battery) == ("battery_low", 1, 0, None, 0, 0, 1)


@pytest.mark.parametrize(("many", "found"), [(4, []), (5, [("C1", 5)])])
def test_who_is_rung_too_often_gets_her_device_looked_at(many, found):
    alarms = [came(number, notify=["control_room", "protected_person"]) for number in range(many)]
    week_ago = came(9, minutes=-7 * 1440 - 1, notify=["protected_person"])
    others = [came(10, notify=["control_room"]), week_ago]
    assert [tuple(row) for row in rung_often(alarms + others, NOW)] == found
