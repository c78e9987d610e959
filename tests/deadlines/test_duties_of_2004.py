"""The duties of the law of 2004: what starts them, what discharges them and how long they run."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations
from vaern.errors import InputError

PACK = packs.load("dk-2004")
CHARGE = {"offence": "violence", "mental_examination": False}


def event(kind, at, **fields):
    return {"type": kind, "at": f"{at}+02:00", **fields}


def given(measure="bortvisning", at="2009-05-04T10:00:00", duration="P4W", **fields):
    decided = event("decided", at, measure=measure, duration=duration, extends=fields.get("extends", False))
    return [decided, event("served", at, measure=measure, first_time=not fields.get("extends", False))]


def ask(*events, now="2009-06-20T12:00:00"):
    return obligations(PACK, datetime.fromisoformat(f"{now}+02:00"), list(events))["obligations"]


def of_kind(found, kind, measure=None):
    return [each for each in found if each["kind"] == kind and measure in (None, each["measure"])]


def only(found, kind, measure=None):
    (each,) = of_kind(found, kind, measure)
    return each


@pytest.mark.parametrize(
    ("demanded", "status", "submissions"),
    [
        ("2009-05-17T12:00:00", "met", 1),
        ("2009-05-18T23:59:59", "met", 1),
        ("2009-05-19T00:00:00", "late", 0),
    ],
)
def test_the_court_may_be_asked_for_until_the_fourteenth_day_ends(demanded, status, submissions):
    found = ask(*given(), event("court_review_requested", demanded, measure="bortvisning", at_service=False))
    assert only(found, "demand_court_review")["status"] == status
    assert len(of_kind(found, "submit_to_court")) == submissions


@pytest.mark.parametrize("measure", ["bortvisning_tilhold", "bortvisning_forbud"])
def test_what_is_given_with_a_bortvisning_has_no_road_to_the_court_of_its_own(measure):
    found = ask(*given(), *given(measure))
    assert [each["measure"] for each in of_kind(found, "demand_court_review")] == ["bortvisning"]


@pytest.mark.parametrize("measure", ["bortvisning_tilhold", "bortvisning_forbud"])
@pytest.mark.parametrize(
    "ended", [("withdrawn", {"measure": "bortvisning"}), ("ruled", {"result": "annulled"})]
)
def test_what_is_given_with_a_bortvisning_falls_with_it(measure, ended):
    kind, fields = ended
    found = ask(*given(), *given(measure), event(kind, "2009-05-08T10:00:00", **fields))
    assert only(found, "order_expires", measure)["status"] == "lapsed"


def test_a_forbud_without_a_period_of_its_own_runs_as_long_as_the_bortvisning():
    decided, served = given("bortvisning_forbud")
    found = ask(*given(), {name: decided[name] for name in decided if name != "duration"}, served)
    assert only(found, "order_expires", "bortvisning_forbud")["due"] == "2009-06-01T23:59:59+02:00"


def test_an_order_longer_than_four_weeks_is_noted():
    notes = only(ask(*given(duration="P5W")), "order_expires")["notes"]
    assert [each["citation"] for each in notes if "longer than" in each["text"]] == ["dk-2004 bvl § 5(2)"]


@pytest.mark.parametrize(("measure", "status"), [("tilhold", "lapsed"), ("bortvisning", "open")])
def test_meeting_again_in_peace_ends_a_warning_and_not_a_bortvisning(measure, status):
    found = ask(
        *given(measure), event("reunited_peacefully", "2009-05-10T10:00:00"), now="2009-05-12T10:00:00"
    )
    assert only(found, "order_expires")["status"] == status


@pytest.mark.parametrize(("result", "claims"), [("annulled", 1), ("partly_approved", 1), ("approved", 0)])
def test_a_claim_follows_a_ruling_that_does_not_uphold_the_whole(result, claims):
    found = ask(*given(), *given("bortvisning_tilhold"), event("ruled", "2009-05-08T10:00:00", result=result))
    assert [each["due"] for each in of_kind(found, "claim_compensation", "bortvisning")] == [
        "2009-07-08T23:59:59+02:00"
    ] * claims


def test_a_ruling_on_a_warning_gives_no_claim_under_the_act():
    found = ask(*given("tilhold"), event("ruled", "2009-05-08T10:00:00", result="annulled"))
    assert of_kind(found, "claim_compensation") == []


@pytest.mark.parametrize(
    ("followed", "claims"),
    [([], 1), (given(), 0), (given("tilhold", duration="P5Y"), 1)],
    ids=["nothing", "bortvisning", "a warning"],
)
def test_a_detention_gives_a_claim_where_no_bortvisning_follows(followed, claims):
    held = [event("detained", "2009-05-03T10:00:00"), event("released", "2009-05-04T09:00:00")]
    assert len(of_kind(ask(*held, *followed), "claim_compensation")) == claims


@pytest.mark.parametrize(
    ("charged", "duties"), [([CHARGE], 1), ([{**CHARGE, "offence": "rape"}], 0), ([], 0)]
)
@pytest.mark.parametrize("kind", ["submit_violence_case_to_court", "forward_closed_investigation"])
def test_the_aims_for_violence_cases_ask_for_a_charge_of_violence(kind, charged, duties):
    found = ask(
        event("reported", "2009-05-04T10:00:00"),
        *(event("charged", "2009-05-05T10:00:00", **fields) for fields in charged),
        event("investigation_closed", "2009-05-20T10:00:00"),
    )
    assert len(of_kind(found, kind)) == duties


@pytest.mark.parametrize(
    ("examined", "due"), [(False, "2009-07-03T23:59:59+02:00"), (True, "2009-09-04T23:59:59+02:00")]
)
def test_a_rape_case_has_sixty_days_or_four_months(examined, due):
    charged = event("charged", "2009-05-04T10:00:00", offence="rape", mental_examination=examined)
    assert only(ask(charged), "submit_rape_case_to_court")["due"] == due


def test_photographs_without_consent_are_brought_before_the_court_within_a_day():
    taken = event("photographed_without_consent", "2009-05-04T10:00:00")
    before, after = (event("submitted_to_court", f"2009-05-05T{time}") for time in ("10:00:00", "10:00:01"))
    statuses = [only(ask(taken, each), "submit_intervention_to_court")["status"] for each in (before, after)]
    assert statuses == ["met", "late"]


def test_an_assault_alarm_that_was_returned_is_not_looked_at_again():
    handed_out = event("assault_alarm_handed_out", "2009-05-04T10:00:00")
    returned = event("assault_alarm_returned", "2009-06-01T10:00:00")
    assert only(ask(handed_out, returned), "review_assault_alarm")["status"] == "lapsed"


def test_an_assault_alarm_that_is_handed_out_again_is_looked_at_again():
    handed_out = event("assault_alarm_handed_out", "2009-05-04T10:00:00")
    returned = event("assault_alarm_returned", "2009-05-10T10:00:00")
    again = event("assault_alarm_handed_out", "2009-06-01T10:00:00")
    found = of_kind(ask(handed_out, returned, again), "review_assault_alarm")
    assert [each["status"] for each in found] == ["lapsed", "open"]


def test_each_review_of_an_assault_alarm_begins_three_new_months():
    reviewed = event("assault_alarm_reviewed", "2009-07-01T10:00:00")
    handed_out = event("assault_alarm_handed_out", "2009-05-04T10:00:00")
    found = ask(handed_out, reviewed, now="2009-07-02T10:00:00")
    assert [(each["due"], each["status"]) for each in of_kind(found, "review_assault_alarm")] == [
        ("2009-08-04T23:59:59+02:00", "met"),
        ("2009-10-01T23:59:59+02:00", "open"),
    ]


def test_a_refused_warning_is_told_to_the_parties_and_not_to_the_register():
    found = ask(event("refused", "2009-05-04T10:00:00", measure="tilhold"))
    assert only(found, "notify_parties")["urgency"] == "immediately"
    assert of_kind(found, "report_to_criminal_register") == []


def test_a_warning_that_is_withdrawn_must_still_be_reported_to_the_register():
    found = ask(*given("tilhold", duration="P5Y"), event("withdrawn", "2009-05-10T10:00:00"))
    assert only(found, "report_to_criminal_register")["status"] == "open"


@pytest.mark.parametrize("answered", ["decided", "refused"])
def test_an_unanswered_request_is_explained_until_it_is_answered(answered):
    asked = event("requested", "2009-05-04T10:00:00", measure="tilhold")
    answer = event(answered, "2009-05-20T10:00:00", measure="tilhold")
    statuses = [only(ask(asked, *more), "explain_delay_to_victim")["status"] for more in ((), (answer,))]
    assert statuses == ["open", "lapsed"]


@pytest.mark.parametrize("measure", ["tilhold", "bortvisning", "bortvisning_tilhold", "bortvisning_forbud"])
def test_every_order_must_be_served(measure):
    decided, served = given(measure)
    assert [only(ask(*each), "serve_order")["status"] for each in ([decided], [decided, served])] == [
        "open",
        "met",
    ]


@pytest.mark.parametrize(
    ("told", "status"), [("2009-05-04T10:00:00", "met"), ("2009-05-04T10:00:01", "late"), (None, "late")]
)
def test_the_municipality_is_told_at_the_latest_with_the_decision(told, status):
    events = [event("municipality_notified", told)] if told else []
    assert only(ask(*given(), *events), "notify_municipality")["status"] == status


@pytest.mark.parametrize("measure", ["bortvisning_tilhold", "bortvisning_forbud"])
def test_what_is_given_with_a_bortvisning_may_be_withdrawn_alone(measure):
    found = ask(*given(), *given(measure), event("withdrawn", "2009-05-08T10:00:00", measure=measure))
    assert only(found, "order_expires", measure)["status"] == "lapsed"
    assert only(found, "order_expires", "bortvisning")["status"] == "expired"


def test_no_hearing_is_owed_once_the_court_has_ruled():
    demanded = event("court_review_requested", "2009-05-06T10:00:00", measure="bortvisning", at_service=False)
    found = ask(*given(), demanded, event("ruled", "2009-05-08T10:00:00", result="approved"))
    assert only(found, "hold_hearing")["status"] == "lapsed"


@pytest.mark.parametrize(
    ("kind", "started"),
    [
        ("submit_violence_case_to_court", ["reported", "charged"]),
        ("forward_closed_investigation", ["charged", "investigation_closed"]),
        ("submit_intervention_to_court", ["photographed_without_consent"]),
        ("review_assault_alarm", ["assault_alarm_handed_out"]),
        ("notify_municipality", []),
    ],
)
def test_what_is_owed_in_the_criminal_case_outlives_the_order(kind, started):
    happened = [event(each, "2009-05-05T10:00:00", **CHARGE if each == "charged" else {}) for each in started]
    found = ask(*given(), *happened, event("withdrawn", "2009-05-05T11:00:00"), now="2009-05-05T12:00:00")
    assert only(found, kind)["status"] in ("open", "late")


def test_a_rape_case_outlives_the_order_and_a_violence_case_is_none():
    rape, violence = (
        event("charged", "2009-05-05T10:00:00", offence=each, mental_examination=False)
        for each in ("rape", "violence")
    )
    withdrawn = event("withdrawn", "2009-05-05T11:00:00")
    found = ask(*given(), rape, violence, withdrawn, now="2009-05-05T12:00:00")
    assert only(found, "submit_rape_case_to_court")["status"] == "open"


@pytest.mark.parametrize(
    ("claimed", "status"),
    [("2009-07-08T23:59:59", "met"), ("2009-07-09T00:00:00", "late"), (None, "lapsed")],
)
def test_a_claim_is_a_right_that_is_lost_after_two_months(claimed, status):
    ruled = event("ruled", "2009-05-08T10:00:00", result="annulled")
    events = [event("compensation_claimed", claimed)] if claimed else []
    found = ask(*given(), ruled, *events, now="2009-08-01T10:00:00")
    assert only(found, "claim_compensation")["status"] == status


def test_a_claim_for_a_detention_is_lost_after_two_months():
    held = [event("detained", "2009-05-03T10:00:00"), event("released", "2009-05-04T09:00:00")]
    assert only(ask(*held, now="2009-08-01T10:00:00"), "claim_compensation")["status"] == "lapsed"


def test_bringing_a_bortvisning_before_the_court_does_not_bring_the_violence_case_there():
    opened = [event("reported", "2009-05-03T10:00:00"), event("charged", "2009-05-03T11:00:00", **CHARGE)]
    demanded = event("court_review_requested", "2009-05-04T10:00:00", measure="bortvisning", at_service=True)
    brought = event("submitted_to_court", "2009-05-05T09:00:00", measure="bortvisning")
    found = ask(*opened, *given(), demanded, brought, now="2009-05-06T10:00:00")
    assert only(found, "submit_to_court")["status"] == "met"
    assert only(found, "submit_violence_case_to_court")["status"] == "open"


def test_a_duty_of_the_criminal_case_names_no_measure():
    found = ask(*given(), event("photographed_without_consent", "2009-05-05T10:00:00"))
    assert only(found, "submit_intervention_to_court")["measure"] is None


@pytest.mark.parametrize(("result", "claims"), [("annulled", 1), ("partly_approved", 0), ("approved", 0)])
def test_a_detention_gives_a_claim_where_the_bortvisning_that_followed_is_not_upheld(result, claims):
    held = [event("detained", "2009-05-03T20:00:00"), event("released", "2009-05-04T10:00:00")]
    found = ask(*held, *given(), event("ruled", "2009-05-08T10:00:00", result=result))
    assert [each["due"] for each in of_kind(found, "claim_compensation", "tilbageholdelse")] == [
        "2009-07-08T23:59:59+02:00"
    ] * claims


def test_an_annulled_bortvisning_without_a_detention_gives_no_claim_for_one():
    found = ask(*given(), event("ruled", "2009-05-08T10:00:00", result="annulled"))
    assert of_kind(found, "claim_compensation", "tilbageholdelse") == []


@pytest.mark.parametrize(("result", "status"), [("annulled", "lapsed"), ("approved", "open")])
def test_a_warning_falls_where_a_court_annuls_it(result, status):
    ruled = event("ruled", "2009-05-10T10:00:00", measure="tilhold", result=result)
    found = ask(*given("tilhold", duration="P5Y"), ruled)
    assert only(found, "order_expires")["status"] == status


@pytest.mark.parametrize("named", [{}, {"measure": "bortvisning"}])
def test_a_ruling_on_a_bortvisning_leaves_an_earlier_warning_standing(named):
    warned = given("tilhold", at="2009-04-01T10:00:00", duration="P5Y")
    demanded = event("court_review_requested", "2009-05-05T10:00:00", **named)
    found = ask(
        *warned, *given(), demanded, event("ruled", "2009-05-08T10:00:00", result="annulled", **named)
    )
    assert only(found, "order_expires", "tilhold")["status"] == "open"
    assert only(found, "order_expires", "bortvisning")["status"] == "lapsed"


def test_a_forbud_may_be_annulled_while_the_bortvisning_stands():
    ruled = event("ruled", "2009-05-08T10:00:00", measure="bortvisning_forbud", result="annulled")
    found = ask(*given(), *given("bortvisning_forbud"), ruled, now="2009-05-09T10:00:00")
    assert only(found, "order_expires", "bortvisning_forbud")["status"] == "lapsed"
    assert only(found, "order_expires", "bortvisning")["status"] == "open"


def test_a_warning_tried_in_a_lawsuit_of_its_own_has_no_period_of_the_act():
    sued = event("court_review_requested", "2009-05-05T10:00:00")
    found = ask(*given("tilhold", duration="P5Y"), sued)
    assert {"demand_court_review", "submit_to_court", "hold_hearing"}.isdisjoint(
        each["kind"] for each in found
    )


def test_an_extension_of_more_than_four_weeks_is_noted():
    extended = given(at="2009-05-28T10:00:00", duration="P5W", extends=True)
    notes = only(ask(*given(), *extended), "order_expires")["notes"]
    assert [each["citation"] for each in notes if "longer than" in each["text"]] == ["dk-2004 bvl § 5(2)"]


def shortened(day, at="2009-05-08T10:00:00"):
    return event("ruled", at, measure="bortvisning", result="partly_approved", expires_on=day)


@pytest.mark.parametrize(
    ("now", "status"),
    [("2009-05-14T12:00:00", "open"), ("2009-05-15T23:59:59", "open"), ("2009-05-16T00:00:00", "expired")],
)
def test_an_order_that_the_court_shortens_ends_with_the_courts_day(now, status):
    order = only(ask(*given(), shortened("2009-05-15"), now=now), "order_expires", "bortvisning")
    assert (order["due"], order["status"]) == ("2009-05-15T23:59:59+02:00", status)


def test_a_ruling_never_makes_an_order_longer():
    found = ask(*given(), shortened("2009-12-31"))
    assert (
        only(found, "order_expires", "bortvisning")["due"]
        == only(ask(*given()), "order_expires", "bortvisning")["due"]
    )


def test_an_extension_runs_from_the_day_that_the_court_set():
    longer = given(at="2009-05-14T10:00:00", duration="P1W", extends=True)
    order = only(ask(*given(), shortened("2009-05-15"), *longer), "order_expires", "bortvisning")
    assert order["due"] == "2009-05-22T23:59:59+02:00"


def test_what_is_given_with_it_ends_with_the_shortened_bortvisning():
    found = ask(*given(), *given("bortvisning_tilhold"), shortened("2009-05-15"))
    assert only(found, "order_expires", "bortvisning_tilhold")["due"] == "2009-05-15T23:59:59+02:00"


def test_a_last_day_before_the_ruling_is_refused():
    with pytest.raises(InputError, match="an end before a start"):
        ask(*given(), shortened("2009-05-07"))
