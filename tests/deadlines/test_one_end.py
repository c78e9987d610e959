"""An order has one end: the first that the law gives it, with the provision that says so."""

from datetime import UTC, datetime

import pytest

from vaern import packs
from vaern.deadlines import ends

PACK = packs.load("dk-2004")


def told(day, kind, order="B1", measure="bortvisning", **more):
    at = datetime(2026, 5, day, 10, tzinfo=UTC).isoformat()
    return {"type": kind, "at": at, "order": order, "measure": measure, **more}


EXPELLED = [told(1, "decided", duration="P2W"), told(1, "served")]


def end(*more, day=31, order="B1"):
    return ends(PACK, datetime(2026, 5, day, 12, tzinfo=UTC), [*EXPELLED, *more]).get(order)


def test_a_running_order_has_no_end():
    assert end(day=15) is None


def test_an_order_that_ran_its_time_ended_by_no_event():
    ran_out = end(day=16)
    assert (ran_out.place, ran_out.citation) == (None, "dk-2004 bvl § 5(2)")


def test_an_annulled_order_ended_with_the_ruling():
    annulled = end(told(5, "ruled", result="annulled"))
    assert (annulled.place, annulled.citation) == (2, "dk-2004 bvl § 9(4)")


@pytest.mark.parametrize("result", ["approved", "partly_approved"])
def test_an_approved_order_runs_on(result):
    assert end(told(5, "ruled", result=result), day=6) is None


def test_only_the_first_of_two_endings_counts():
    assert end(told(5, "withdrawn"), told(7, "ruled", result="annulled")).place == 2


def test_what_happens_after_its_time_does_not_end_it_again():
    assert end(told(20, "withdrawn")).place is None


def test_peace_at_home_does_not_end_an_expulsion():
    assert end(told(5, "reunited_peacefully"), day=6) is None


def test_a_tilhold_given_with_an_expulsion_ends_with_it():
    tilhold = [
        told(1, kind, "T1", "bortvisning_tilhold", **more)
        for kind, more in [("decided", {"duration": "P2W"}), ("served", {})]
    ]
    fell = end(*tilhold, told(5, "withdrawn"), order="T1")
    assert (fell.place, fell.with_order) == (4, "B1")


def test_an_annulled_forbud_takes_nothing_with_it():
    forbud = [told(1, "decided", "F1", "bortvisning_forbud", duration="P2W")]
    forbud += [told(1, "served", "F1", "bortvisning_forbud")]
    assert end(*forbud, told(5, "ruled", "F1", "bortvisning_forbud", result="annulled"), day=6) is None
