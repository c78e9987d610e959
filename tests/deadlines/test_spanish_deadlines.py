"""Spanish orders in time, on the Madrid clock: no longest time, and no control without its order."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations

PACK = packs.load("es-2009")
GIVEN = "2026-03-02T10:00:00+01:00"
BEFORE_AUTUMN = "2026-09-02T10:00:00+02:00"


def due(events, now="2026-04-01T09:00:00+02:00"):
    return obligations(PACK, datetime.fromisoformat(now), events)["obligations"]


def one(kind, events, now="2026-04-01T09:00:00+02:00"):
    found = [each for each in due(events, now) if each["kind"] == kind]
    assert len(found) == 1
    return found[0]


def given(duration, at=GIVEN):
    order = {"at": at, "measure": "orden_de_alejamiento"}
    return [
        {"type": "decided", **order, "duration": duration},
        {"type": "served", **order, "first_time": True},
    ]


def controlled(duration, order="P1Y", at=GIVEN):
    return [*given(order, at), {"type": "control_ordered", "at": at, "duration": duration}]


@pytest.mark.parametrize(
    ("at", "duration", "last"),
    [
        (GIVEN, "P1M", "2026-04-02T23:59:59+02:00"),
        (BEFORE_AUTUMN, "P2M", "2026-11-02T23:59:59+01:00"),
        ("2026-08-31T10:00:00+02:00", "P6M", "2027-02-28T23:59:59+01:00"),
    ],
)
def test_an_order_ends_with_its_last_day_on_the_madrid_clock(at, duration, last):
    now = "2026-12-01T09:00:00+01:00" if at > GIVEN else "2026-03-20T09:00:00+01:00"
    assert one("order_expires", given(duration, at), now)["due"] == last


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-04-01T23:59:59+02:00", "open"),
        ("2026-04-02T23:59:59+02:00", "open"),
        ("2026-04-03T00:00:00+02:00", "expired"),
    ],
)
def test_an_order_runs_to_the_end_of_its_last_day(now, status):
    assert one("order_expires", given("P1M"), now)["status"] == status


@pytest.mark.parametrize("kind", ["order_expires", "control_expires"])
def test_no_period_is_longer_than_the_law_allows_where_the_source_states_none(kind):
    notes = one(kind, controlled("P20Y", "P20Y"))["notes"]
    assert not any("longer than" in note["text"] for note in notes)


def test_control_ends_with_the_order_it_is_tied_to():
    assert one("control_expires", controlled("P2Y", order="P6M"))["due"] == "2026-09-02T23:59:59+02:00"


def test_control_ends_with_its_own_period_where_that_is_the_shorter():
    assert one("control_expires", controlled("P3M"))["due"] == "2026-06-02T23:59:59+02:00"


ENDS = [{"type": "withdrawn"}, {"type": "ruled", "result": "annulled"}, {"type": "acquitted"}]


@pytest.mark.parametrize("end", ENDS)
def test_an_order_that_falls_takes_its_control_with_it(end):
    event = {**end, "at": "2026-03-20T10:00:00+01:00", "measure": "orden_de_alejamiento"}
    found = {each["kind"]: each["status"] for each in due([*controlled("P3M"), event])}
    assert (found["order_expires"], found["control_expires"]) == ("lapsed", "lapsed")


@pytest.mark.parametrize("end", ENDS[:2])
def test_control_that_falls_leaves_the_order_in_force(end):
    event = {**end, "at": "2026-03-20T10:00:00+01:00", "measure": "control_telematico"}
    found = {each["kind"]: each["status"] for each in due([*controlled("P3M"), event])}
    assert (found["order_expires"], found["control_expires"]) == ("open", "lapsed")


def test_an_acquittal_ends_what_may_be_used_until_there_is_a_judgment():
    event = {"type": "acquitted", "at": "2026-03-20T10:00:00+01:00"}
    statuses = {each["status"] for each in due([*controlled("P3M"), event])}
    assert statuses == {"lapsed"}


def test_a_ruling_that_approves_ends_nothing():
    event = {"type": "ruled", "result": "approved", "at": "2026-03-20T10:00:00+01:00"}
    found = due([*controlled("P3M"), {**event, "measure": "orden_de_alejamiento"}])
    assert {each["status"] for each in found} == {"open"}
