"""An order binds from service to the end of its last day, on the jurisdiction's clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from vaern.law.facts import Act, Facts, Order
from vaern.law.orders import breaks_an_order, in_force, order_binds

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def moment(written):
    return datetime.fromisoformat(written)


TILHOLD = Order("O1", "tilhold", served_at=moment("2026-03-02T09:00:00+01:00"), expires_on=date(2027, 3, 2))


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        ("2026-03-02T08:59:59+01:00", "no"),
        ("2026-03-02T09:00:00+01:00", "yes"),
        ("2027-03-01T12:00:00+01:00", "yes"),
        ("2027-03-02T23:59:59+01:00", "yes"),
        ("2027-03-03T00:00:00+01:00", "no"),
        ("2027-03-02T22:59:59+00:00", "yes"),
        ("2027-03-02T23:00:00+00:00", "no"),
    ],
)
def test_it_binds_after_service_and_through_its_last_day(at, holds):
    assert in_force(TILHOLD, moment(at), COPENHAGEN).holds == holds


def test_it_does_not_bind_from_the_moment_it_is_ended():
    ended = Order(
        "O1", "tilhold", "victim", TILHOLD.served_at, TILHOLD.expires_on, moment("2026-06-01T12:00:00+02:00")
    )
    held = [
        in_force(ended, moment(f"2026-06-01T{at}+02:00"), COPENHAGEN).holds for at in ("11:59:59", "12:00:00")
    ]
    assert held == ["yes", "no"]


def test_an_unknown_service_or_end_leaves_it_open():
    answer = in_force(Order("O1", "tilhold"), moment("2026-06-01T12:00:00+02:00"), COPENHAGEN)
    assert answer.missing == ("orders.O1.served_at", "orders.O1.expires_on")


@pytest.mark.parametrize(
    ("act", "holds"),
    [
        (Act("A1", at=moment("2026-03-01T12:00:00+01:00"), breach_of="tilhold"), "no"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), breach_of="tilhold"), "undetermined"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), breach_of="tilhold", against="victim"), "yes"),
        (Act("A1", at=moment("2027-03-03T12:00:00+01:00"), breach_of="tilhold"), "no"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), breach_of="opholdsforbud"), "no"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), breach_of="tilhold", against="other"), "no"),
        (
            Act(
                "A1", at=moment("2026-03-03T12:00:00+01:00"), breach_of="tilhold", against="household_member"
            ),
            "no",
        ),
        (Act("A1", breach_of="tilhold"), "undetermined"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00")), "undetermined"),
        (Act("A1", at=moment("2026-03-01T12:00:00+01:00"), kind="contact", against="victim"), "no"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), kind="contact", against="victim"), "undetermined"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), kind="contact", against="other"), "no"),
        (Act("A1", at=moment("2026-03-03T12:00:00+01:00"), kind="offence", against="victim"), "no"),
    ],
)
def test_a_breach_counts_only_while_the_order_was_in_force(act, holds):
    facts = Facts(moment("2027-05-04T10:00:00+02:00"), orders=(TILHOLD,))
    assert breaks_an_order(act, ["tilhold"], facts, COPENHAGEN).holds == holds


@pytest.mark.parametrize("against", ["victim", "household_member", "other", None])
def test_a_closed_place_is_broken_by_presence_whomever_it_meets(against):
    order = Order("O1", "opholdsforbud", "victim", TILHOLD.served_at, TILHOLD.expires_on)
    facts = Facts(moment("2027-05-04T10:00:00+02:00"), orders=(order,), of_place=frozenset({"opholdsforbud"}))
    act = Act(
        "A1",
        at=moment("2026-03-03T12:00:00+01:00"),
        kind="breach",
        against=against,
        breach_of="opholdsforbud",
    )
    assert breaks_an_order(act, ["opholdsforbud"], facts, COPENHAGEN).holds == "yes"


def test_orders_nobody_has_listed_are_unknown():
    facts = Facts(moment("2027-05-04T10:00:00+02:00"))
    assert order_binds(facts, "tilhold", "victim", COPENHAGEN).missing == ("orders",)


@pytest.mark.parametrize(("protects", "holds"), [("victim", "yes"), ("company", "yes"), ("nearest", "no")])
def test_an_order_protects_the_one_it_names(protects, holds):
    order = Order("O1", "tilhold", protects, TILHOLD.served_at, TILHOLD.expires_on)
    facts = Facts(moment("2026-05-04T10:00:00+02:00"), orders=(order,))
    assert order_binds(facts, "tilhold", "victim", COPENHAGEN).holds == holds
