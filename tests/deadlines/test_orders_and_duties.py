"""The course of a case: what starts a duty, what discharges it, what makes it fall away."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations
from vaern.errors import InputError

PACK = packs.load("dk-2011-draft")


def event(kind, at, **fields):
    return {"type": kind, "at": f"{at}+02:00", **fields}


def decided(measure, at="2026-05-04T10:00:00", duration="P1Y", **fields):
    return event("decided", at, measure=measure, duration=duration, **fields)


def served(measure, at="2026-05-04T10:00:00", **fields):
    return event("served", at, measure=measure, **fields)


def ask(*events, now="2026-06-20T12:00:00"):
    return obligations(PACK, datetime.fromisoformat(f"{now}+02:00"), list(events))["obligations"]


def only(found, kind, measure=None):
    (each,) = [each for each in found if each["kind"] == kind and measure in (None, each["measure"])]
    return each


ZONE = (decided("opholdsforbud"), served("opholdsforbud"))
EXPULSION = (decided("bortvisning", duration="P4W"), served("bortvisning", first_time=True))
CONTROL = event("control_ordered", "2026-05-04T10:00:00", duration="P3M")


def test_an_obligation_has_the_shape_of_the_contract():
    keys = "kind measure order actor towards trigger due urgency status citation text notes"
    assert set(only(ask(*ZONE), "order_expires")) == set(keys.split())


def test_an_order_runs_from_its_service():
    late = served("opholdsforbud", "2026-05-11T10:00:00")
    assert only(ask(decided("opholdsforbud"), late), "order_expires")["due"] == "2027-05-11T23:59:59+02:00"


def test_an_order_that_is_not_served_does_not_run():
    assert {each["kind"] for each in ask(decided("opholdsforbud"))} == {"serve_order"}


def test_a_date_named_in_the_decision_wins_over_its_length():
    found = ask(decided("opholdsforbud", expires_on="2026-09-01"), served("opholdsforbud"))
    assert only(found, "order_expires")["due"] == "2026-09-01T23:59:59+02:00"


def test_an_order_longer_than_the_law_allows_is_accepted_with_a_note():
    notes = only(ask(decided("opholdsforbud", duration="P2Y"), served("opholdsforbud")), "order_expires")[
        "notes"
    ]
    assert notes[0] == {
        "text": "The order is longer than the provision allows (indtil 1 år).",
        "citation": "dk-2011-draft § 5",
    }


@pytest.mark.parametrize("duration", ["P1Y", "P12M", "P6M"])
def test_an_order_as_long_as_the_law_allows_needs_no_note(duration):
    notes = only(ask(decided("opholdsforbud", duration=duration), served("opholdsforbud")), "order_expires")[
        "notes"
    ]
    assert not any("longer" in note["text"] for note in notes)


def test_an_extension_runs_from_the_old_last_day():
    again = (
        decided("bortvisning", "2026-05-30T10:00:00", "P4W", extends=True),
        served("bortvisning", "2026-05-30T11:00:00", first_time=False),
    )
    assert only(ask(*EXPULSION, *again), "order_expires")["due"] == "2026-06-29T23:59:59+02:00"


def test_an_extension_that_is_not_served_changes_nothing_yet():
    found = ask(*EXPULSION, decided("bortvisning", "2026-05-30T10:00:00", "P4W", extends=True))
    assert only(found, "order_expires")["due"] == "2026-06-01T23:59:59+02:00"


def test_each_service_gives_a_right_of_its_own():
    again = (
        decided("bortvisning", "2026-05-30T10:00:00", "P4W", extends=True),
        served("bortvisning", "2026-05-30T11:00:00", first_time=False),
        event("court_review_requested", "2026-05-30T11:00:00", at_service=True),
    )
    rights = [each["status"] for each in ask(*EXPULSION, *again) if each["kind"] == "demand_court_review"]
    assert rights == ["lapsed", "met"]


def test_a_hearing_on_an_extension_has_no_number_of_days():
    again = (
        decided("bortvisning", "2026-05-30T10:00:00", "P4W", extends=True),
        served("bortvisning", "2026-05-30T11:00:00", first_time=False),
        event("court_review_requested", "2026-05-30T11:00:00", at_service=True),
    )
    hearing = only(ask(*EXPULSION, *again), "hold_hearing")
    assert (hearing["due"], hearing["urgency"]) == (None, "immediately")


@pytest.mark.parametrize(
    ("demanded", "status", "kinds"),
    [
        ("2026-05-17T12:00:00", "met", {"submit_to_court", "hold_hearing"}),
        ("2026-05-18T23:59:59", "met", {"submit_to_court", "hold_hearing"}),
        ("2026-05-19T00:00:00", "late", set()),
    ],
)
def test_review_is_demanded_by_the_fourteenth_day(demanded, status, kinds):
    found = ask(*ZONE, event("court_review_requested", demanded, measure="opholdsforbud"))
    assert only(found, "demand_court_review")["status"] == status
    assert {each["kind"] for each in found} & {"submit_to_court", "hold_hearing"} == kinds


def test_a_right_that_is_not_used_lapses():
    assert only(ask(*ZONE), "demand_court_review")["status"] == "lapsed"


def test_a_demand_without_a_measure_is_that_of_the_order_that_was_served():
    found = ask(*EXPULSION, event("court_review_requested", "2026-05-04T10:00:00"), now="2026-05-04T12:00:00")
    assert only(found, "submit_to_court")["due"] == "2026-05-05T10:00:00+02:00"
    assert only(found, "hold_hearing")["due"] == "2026-05-09T23:59:59+02:00"


def test_a_demand_that_fits_no_order_is_refused():
    with pytest.raises(InputError, match="no order to be told"):
        ask(event("court_review_requested", "2026-05-04T10:00:00"))


def test_control_goes_to_court_without_a_number_of_days():
    demanded = (
        served("elektronisk_kontrol"),
        event("court_review_requested", "2026-05-05T10:00:00", measure="elektronisk_kontrol"),
    )
    found = only(ask(*ZONE, CONTROL, *demanded), "submit_to_court", "elektronisk_kontrol")
    assert (found["due"], found["citation"]) == (None, "dk-2011-draft § 17(1)")
    assert found["notes"][0]["citation"] == "dk-2011-draft ek anvendelse"


def test_a_ruling_without_an_oral_hearing_ends_the_duty_to_hold_one():
    ruled = event("ruled", "2026-05-20T10:00:00", result="approved")
    found = ask(*ZONE, event("court_review_requested", "2026-05-05T10:00:00", measure="opholdsforbud"), ruled)
    assert only(found, "hold_hearing")["status"] == "lapsed"


def test_an_annulled_order_falls_and_compensation_may_be_claimed():
    demanded = event("court_review_requested", "2026-05-05T10:00:00", measure="opholdsforbud")
    found = ask(*ZONE, demanded, event("ruled", "2026-05-20T10:00:00", result="annulled"))
    assert only(found, "order_expires")["status"] == "lapsed"
    assert only(found, "claim_compensation")["status"] == "open"


def test_a_ruling_touches_only_what_was_before_the_court():
    tilhold = (decided("tilhold", duration="P5Y"), served("tilhold"))
    demanded = event("court_review_requested", "2026-05-05T10:00:00", measure="opholdsforbud")
    found = ask(*ZONE, *tilhold, demanded, event("ruled", "2026-05-20T10:00:00", result="annulled"))
    assert only(found, "order_expires", "tilhold")["status"] == "open"


def test_a_ruling_where_nobody_demanded_one_by_name_touches_every_order():
    found = ask(*ZONE, event("ruled", "2026-05-20T10:00:00", result="annulled"))
    assert only(found, "order_expires")["status"] == "lapsed"


@pytest.mark.parametrize(
    ("measure", "status"), [("tilhold", "lapsed"), ("opholdsforbud", "lapsed"), ("bortvisning", "open")]
)
def test_peaceful_reunion_ends_what_the_remarks_say(measure, status):
    orders = (decided(measure, duration="P4W"), served(measure))
    found = ask(*orders, event("reunited_peacefully", "2026-05-10T10:00:00"), now="2026-05-11T12:00:00")
    assert only(found, "order_expires")["status"] == status


@pytest.mark.parametrize(
    ("other_grounds", "kinds"), [(None, {"lift_order"}), (False, {"lift_order"}), (True, set())]
)
def test_an_acquittal_obliges_to_lift_unless_there_are_other_grounds(other_grounds, kinds):
    fields = {} if other_grounds is None else {"other_grounds": other_grounds}
    found = ask(*ZONE, event("acquitted", "2026-05-20T10:00:00", **fields))
    assert {each["kind"] for each in found} & {"lift_order"} == kinds


def test_an_order_lifted_after_an_acquittal_is_met():
    found = ask(*ZONE, event("acquitted", "2026-05-20T10:00:00"), event("withdrawn", "2026-05-21T10:00:00"))
    assert only(found, "lift_order")["status"] == "met"


def test_an_order_runs_out_the_moment_after_its_last():
    ends = [
        only(ask(*EXPULSION, now=now), "order_expires")["status"]
        for now in ("2026-06-01T23:59:59", "2026-06-02T00:00:00")
    ]
    assert ends == ["open", "expired"]


def test_what_ends_an_order_after_it_ran_out_ends_nothing():
    found = ask(*EXPULSION, event("withdrawn", "2026-06-02T10:00:00"))
    assert only(found, "order_expires")["status"] == "expired"


def test_control_ends_with_its_zone_where_that_is_earlier():
    found = ask(
        decided("opholdsforbud", duration="P1M"), served("opholdsforbud"), CONTROL, now="2026-05-05T12:00:00"
    )
    assert only(found, "control_expires")["due"] == "2026-06-04T23:59:59+02:00"


def test_control_ends_with_the_zone_it_is_tied_to_by_name():
    zones = [
        each
        for name, length in (("O1", "P1M"), ("O2", "P1Y"))
        for each in (
            decided("opholdsforbud", duration=length, order=name),
            served("opholdsforbud", order=name),
        )
    ]
    found = ask(*zones, {**CONTROL, "order": "O1"}, now="2026-05-05T12:00:00")
    assert only(found, "control_expires")["due"] == "2026-06-04T23:59:59+02:00"


def test_compensation_for_detention_is_open_only_where_no_expulsion_followed():
    held = (event("detained", "2026-05-04T08:00:00"), event("released", "2026-05-04T09:00:00"))
    kinds = [{each["kind"] for each in ask(*held, *more)} for more in ((), EXPULSION)]
    assert ["claim_compensation" in each for each in kinds] == [True, False]


def compensated(*events):
    return [each["measure"] for each in ask(*events) if each["kind"] == "claim_compensation"]


HELD = (event("detained", "2026-05-03T10:00:00"), event("released", "2026-05-04T09:00:00"))


def test_a_decision_on_something_else_than_expulsion_leaves_the_claim_for_detention():
    assert compensated(*HELD, decided("tilhold")) == ["tilbageholdelse"]


@pytest.mark.parametrize(
    ("result", "claims"),
    [
        ("annulled", ["bortvisning", "tilbageholdelse"]),
        ("partly_approved", ["bortvisning"]),
        ("approved", []),
    ],
)
def test_an_expulsion_that_is_not_approved_gives_a_claim_for_detention(result, claims):
    ruling = event("ruled", "2026-05-08T09:00:00", measure="bortvisning", result=result)
    assert sorted(compensated(*HELD, *EXPULSION, ruling)) == claims


def test_an_annulled_expulsion_without_detention_gives_no_claim_for_one():
    ruling = event("ruled", "2026-05-08T09:00:00", measure="bortvisning", result="annulled")
    assert compensated(*EXPULSION, ruling) == ["bortvisning"]


@pytest.mark.parametrize(
    ("notified", "status"),
    [("2026-05-04T09:59:00", "met"), ("2026-05-04T10:00:00", "met"), ("2026-05-04T10:00:01", "late")],
)
def test_the_municipality_is_told_at_the_latest_with_the_decision(notified, status):
    found = ask(event("municipality_notified", notified), *EXPULSION)
    assert only(found, "notify_municipality")["status"] == status


def test_one_notice_to_the_municipality_does_not_do_for_the_extension():
    told = event("municipality_notified", "2026-05-04T09:59:00")
    found = ask(told, *EXPULSION, decided("bortvisning", "2026-05-30T10:00:00", "P4W", extends=True))
    assert [each["status"] for each in found if each["kind"] == "notify_municipality"] == ["met", "late"]


def test_a_decision_ends_the_duty_to_explain_its_delay():
    asked = event("requested", "2026-05-01T10:00:00", measure="opholdsforbud")
    assert only(ask(asked, *ZONE), "explain_delay_to_victim")["status"] == "lapsed"


def test_withdrawal_before_service_ends_the_duty_to_serve():
    found = ask(decided("opholdsforbud"), event("withdrawn", "2026-05-06T10:00:00"))
    assert only(found, "serve_order")["status"] == "lapsed"


def test_what_has_not_happened_yet_does_not_count():
    assert ask(*ZONE, now="2026-05-04T09:59:59") == []


def test_the_order_of_the_input_does_not_matter():
    events = [*ZONE, CONTROL, event("withdrawn", "2026-05-20T10:00:00")]
    assert ask(*events) == ask(*reversed(events))


def test_an_order_keeps_its_name():
    found = ask(decided("opholdsforbud", order="O7"), served("opholdsforbud", order="O7"))
    assert {each["order"] for each in found} == {"O7"}


def test_the_choices_where_the_source_is_silent_are_noted():
    found = ask(
        decided("opholdsforbud", "2026-01-31T10:00:00", "P1M"), served("opholdsforbud", "2026-01-31T10:00:00")
    )
    texts = " ".join(note["text"] for note in only(found, "order_expires")["notes"])
    assert all(
        said in texts
        for said in ("month's last day", "weekend or a holiday", "day of the event is not counted")
    )
