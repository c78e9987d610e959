"""The draft of 2011: what ends an order, what discharges a duty, which measure it is owed for."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations

PACK = packs.load("dk-2011-draft")
NOW = "2026-07-01T12:00:00+02:00"


def event(type_, at, **fields):
    return {"type": type_, "at": f"2026-{at}T10:00:00+02:00", **fields}


def given(measure, order=None, duration="P4W", ordered="decided"):
    said = {"measure": measure} | ({"order": order} if order else {})
    return [event(ordered, "06-01", duration=duration, **said), event("served", "06-02", **said)]


def all_of(kind, *events, now=NOW):
    found = obligations(PACK, datetime.fromisoformat(now), list(events))["obligations"]
    return [each for each in found if each["kind"] == kind]


def statuses(kind, *events, now=NOW):
    return [each["status"] for each in all_of(kind, *events, now=now)]


def dues(kind, *events, now=NOW):
    return [each["due"] for each in all_of(kind, *events, now=now)]


# what ends an order


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud", "bortvisning"])
def test_an_order_that_is_withdrawn_no_longer_expires(measure):
    assert statuses("order_expires", *given(measure), event("withdrawn", "06-10")) == ["lapsed"]


def test_control_that_is_withdrawn_no_longer_expires():
    control = given("elektronisk_kontrol", ordered="control_ordered")
    ended = event("withdrawn", "06-10", measure="elektronisk_kontrol")
    assert statuses("control_expires", *given("opholdsforbud"), *control, ended) == ["lapsed"]
    assert statuses("order_expires", *given("opholdsforbud"), *control, ended) == ["expired"]


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud", "bortvisning"])
@pytest.mark.parametrize(("others", "status"), [(False, ["lapsed"]), (True, ["expired"])])
def test_an_acquittal_ends_an_order_that_rests_on_nothing_else(measure, others, status):
    acquitted = event("acquitted", "06-10", measure=measure, other_grounds=others)
    assert statuses("order_expires", *given(measure), acquitted) == status


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud", "bortvisning", "elektronisk_kontrol"])
@pytest.mark.parametrize(
    ("result", "ends"), [("annulled", True), ("approved", False), ("partly_approved", False)]
)
def test_a_ruling_ends_what_it_annuls(measure, result, ends):
    is_control = measure == "elektronisk_kontrol"
    order = given(measure, ordered="control_ordered" if is_control else "decided")
    before = given("opholdsforbud") if is_control else []
    ruled = event("ruled", "06-10", measure=measure, result=result)
    kind = "control_expires" if is_control else "order_expires"
    found = [each for each in all_of(kind, *before, *order, ruled) if each["measure"] == measure]
    assert [each["status"] for each in found] == (["lapsed"] if ends else ["expired"])


@pytest.mark.parametrize(
    ("measure", "left"), [("tilhold", "lapsed"), ("opholdsforbud", "lapsed"), ("bortvisning", "expired")]
)
def test_peaceful_reunion_ends_a_ban_on_contact_but_no_bortvisning(measure, left):
    assert statuses("order_expires", *given(measure), event("reunited_peacefully", "06-10")) == [left]


# the acquittal must be acted on


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud", "bortvisning"])
def test_after_an_acquittal_the_police_must_lift_the_order(measure):
    acquitted = event("acquitted", "06-10", measure=measure, other_grounds=False)
    assert statuses("lift_order", *given(measure), acquitted) == ["open"]
    withdrawn = event("withdrawn", "06-11", measure=measure)
    assert statuses("lift_order", *given(measure), acquitted, withdrawn) == ["met"]


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud", "bortvisning"])
def test_nothing_is_lifted_where_there_are_other_grounds(measure):
    acquitted = event("acquitted", "06-10", measure=measure, other_grounds=True)
    assert statuses("lift_order", *given(measure), acquitted) == []


def test_every_order_that_the_acquittal_concerns_must_be_lifted():
    acquitted = event("acquitted", "06-10", other_grounds=False)
    orders = [*given("tilhold"), *given("opholdsforbud"), *given("bortvisning")]
    found = all_of("lift_order", *orders, acquitted)
    assert {each["measure"] for each in found} == {"tilhold", "opholdsforbud", "bortvisning"}


# court


def test_control_brought_before_the_court_has_no_last_day_but_is_done_once():
    control = given("elektronisk_kontrol", ordered="control_ordered")
    asked = event("court_review_requested", "06-10", measure="elektronisk_kontrol")
    brought = event("submitted_to_court", "06-12", measure="elektronisk_kontrol")
    assert [(each["due"], each["status"]) for each in all_of("submit_to_court", *control, asked)] == [
        (None, "open")
    ]
    assert statuses("submit_to_court", *control, asked, brought) == ["met"]


def test_no_hearing_is_owed_for_control_the_draft_does_not_carry_it_over():
    control = given("elektronisk_kontrol", ordered="control_ordered")
    asked = event("court_review_requested", "06-10", measure="elektronisk_kontrol")
    assert all_of("hold_hearing", *control, asked) == []


@pytest.mark.parametrize(
    ("measure", "at_service", "due"),
    [
        ("bortvisning", True, "2026-06-07T23:59:59+02:00"),
        ("bortvisning", False, None),
        ("opholdsforbud", True, None),
    ],
)
def test_five_days_to_a_hearing_only_where_it_was_asked_for_as_a_bortvisning_was_served(
    measure, at_service, due
):
    order = [event("decided", "06-01", measure=measure, duration="P4W")]
    order += [event("served", "06-02", measure=measure, first_time=True)]
    asked = event("court_review_requested", "06-02", measure=measure, at_service=at_service)
    assert dues("hold_hearing", *order, asked) == [due]


def test_a_hearing_that_was_held_is_owed_no_more():
    asked = event("court_review_requested", "06-03", measure="bortvisning")
    held = event("hearing_held", "06-05", measure="bortvisning")
    assert statuses("hold_hearing", *given("bortvisning"), asked, held) == ["met"]


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2026-06-16T23:59:59+02:00", "met"),
        ("2026-06-17T00:00:00+02:00", "late"),
    ],
)
def test_the_court_may_be_asked_for_until_the_end_of_the_fourteenth_day(at, status):
    asked = {"type": "court_review_requested", "at": at, "measure": "opholdsforbud"}
    assert statuses("demand_court_review", *given("opholdsforbud", duration="P1Y"), asked) == [status]


# compensation


@pytest.mark.parametrize("result", ["annulled", "partly_approved"])
@pytest.mark.parametrize("measure", ["opholdsforbud", "bortvisning", "elektronisk_kontrol"])
def test_who_was_wrongly_restrained_may_claim_compensation(measure, result):
    is_control = measure == "elektronisk_kontrol"
    order = given(measure, ordered="control_ordered" if is_control else "decided")
    ruled = event("ruled", "06-10", measure=measure, result=result)
    claimed = event("compensation_claimed", "06-20", measure=measure)
    assert statuses("claim_compensation", *order, ruled) == ["open"]
    assert statuses("claim_compensation", *order, ruled, claimed) == ["met"]


def test_an_approved_order_gives_no_claim():
    ruled = event("ruled", "06-10", measure="bortvisning", result="approved")
    assert all_of("claim_compensation", *given("bortvisning"), ruled) == []


def test_a_detention_that_no_bortvisning_follows_gives_a_claim_until_it_is_made():
    held = [event("detained", "06-01"), event("released", "06-02")]
    claimed = event("compensation_claimed", "06-20")
    assert statuses("claim_compensation", *held) == ["open"]
    assert statuses("claim_compensation", *held, claimed) == ["met"]


def test_a_detention_gives_a_claim_too_where_the_bortvisning_is_annulled():
    held = [event("detained", "05-31"), event("released", "06-01")]
    ruled = event("ruled", "06-10", measure="bortvisning", result="annulled")
    found = all_of("claim_compensation", *held, *given("bortvisning"), ruled)
    assert {each["measure"] for each in found} == {"bortvisning", "tilbageholdelse"}


def test_an_annulled_opholdsforbud_gives_no_claim_for_the_detention_before_the_bortvisning():
    held = [event("detained", "05-31"), event("released", "06-01")]
    orders = [*given("bortvisning"), *given("opholdsforbud", duration="P1Y")]
    ruled = event("ruled", "06-10", measure="opholdsforbud", result="annulled")
    found = all_of("claim_compensation", *held, *orders, ruled)
    assert [each["measure"] for each in found] == ["opholdsforbud"]


# the municipality, the victim, the positions


def test_a_notice_to_the_municipality_is_still_owed_when_the_bortvisning_is_over():
    ended = event("withdrawn", "06-10", measure="bortvisning")
    assert statuses("notify_municipality", *given("bortvisning"), ended) == ["late"]


@pytest.mark.parametrize("measure", ["tilhold", "opholdsforbud"])
def test_the_victim_is_told_of_delay_until_she_is_told_or_the_case_is_decided(measure):
    asked = event("requested", "06-01", measure=measure)
    told = event("delay_explained", "06-05", measure=measure)
    refused = event("refused", "06-05", measure=measure)
    decided = event("decided", "06-05", measure=measure, duration="P4W")
    assert statuses("explain_delay_to_victim", asked) == ["open"]
    assert statuses("explain_delay_to_victim", asked, told) == ["met"]
    assert statuses("explain_delay_to_victim", asked, refused) == ["lapsed"]
    assert statuses("explain_delay_to_victim", asked, decided) == ["lapsed"]


def test_positions_are_deleted_after_a_year_though_the_control_is_long_over():
    control = given("elektronisk_kontrol", ordered="control_ordered")
    seen = event("position_recorded", "06-10", measure="elektronisk_kontrol")
    ended = event("withdrawn", "06-20", measure="elektronisk_kontrol")
    assert dues("delete_positions", *control, seen, ended) == ["2027-06-10T23:59:59+02:00"]
    assert statuses("delete_positions", *control, seen, ended) == ["open"]


# no order longer than the law allows goes unremarked


@pytest.mark.parametrize(
    ("measure", "longest", "longer", "citation"),
    [
        ("tilhold", "P5Y", "P5Y1D", "§ 5"),
        ("opholdsforbud", "P1Y", "P1Y1D", "§ 5"),
        ("bortvisning", "P4W", "P29D", "§ 10"),
        ("elektronisk_kontrol", "P3M", "P3M1D", "ek § 3"),
    ],
)
def test_an_order_longer_than_its_ceiling_is_counted_with_a_note(measure, longest, longer, citation):
    ordered, kind = (
        ("control_ordered", "control_expires")
        if measure == "elektronisk_kontrol"
        else (
            "decided",
            "order_expires",
        )
    )

    def notes(duration):
        (found,) = all_of(kind, *given(measure, duration=duration, ordered=ordered))
        return [note["text"] for note in found["notes"] if note["citation"] == f"dk-2011-draft {citation}"]

    assert len(notes(longer)) == len(notes(longest)) + 1
