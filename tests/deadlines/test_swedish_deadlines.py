"""Swedish bans in time: extensions, the court's four days, and the law that applied on the day."""

from datetime import datetime

import pytest

from vaern import packs
from vaern.deadlines import obligations

PACK = packs.load("se-2011")
HOME = "kontaktforbud_gemensam_bostad"
ASKED = {"type": "court_review_requested", "at": "2026-03-27T15:00:00+01:00", "measure": HOME}
IN_2026 = "2026-03-28T09:00:00+01:00"


def due(events, now=IN_2026):
    return obligations(PACK, datetime.fromisoformat(now), events)["obligations"]


def one(kind, events, now=IN_2026):
    found = [each for each in due(events, now) if each["kind"] == kind]
    assert len(found) == 1
    return found[0]


def given(at, duration, measure=HOME, extends=False):
    return [
        {"type": "decided", "at": at, "measure": measure, "duration": duration, "extends": extends},
        {"type": "served", "at": at, "measure": measure, "first_time": not extends},
    ]


def too_long(obligation):
    return [
        note["text"] for note in obligation["notes"] if "longer than the provision allows" in note["text"]
    ]


EXPELLED = given("2026-03-20T10:00:00+01:00", "P2M")


def test_the_court_has_four_days_from_the_demand_across_the_clock_change():
    found = one("hold_hearing", [*EXPELLED, ASKED])
    assert (found["due"], found["actor"]) == ("2026-03-31T23:59:59+02:00", "court")


@pytest.mark.parametrize(
    ("held", "status"), [("2026-03-31T23:59:59+02:00", "met"), ("2026-04-01T00:00:00+02:00", "late")]
)
def test_a_hearing_is_in_time_to_the_end_of_the_fourth_day(held, status):
    events = [*EXPELLED, ASKED, {"type": "hearing_held", "at": held}]
    assert one("hold_hearing", events, "2026-04-02T09:00:00+02:00")["status"] == status


def test_the_prosecution_brings_an_expulsion_to_court_at_once():
    found = one("submit_to_court", [*EXPELLED, ASKED])
    assert (found["actor"], found["due"], found["urgency"]) == ("prosecutor", None, "immediately")


def test_other_bans_are_brought_to_court_without_a_stated_time():
    events = [
        *given("2026-03-20T10:00:00+01:00", "P1Y", "kontaktforbud"),
        {**ASKED, "measure": "kontaktforbud"},
    ]
    found = one("submit_to_court", events)
    assert (found["due"], found["urgency"]) == (None, None)
    assert "hold_hearing" not in {each["kind"] for each in due(events)}


@pytest.mark.parametrize("measure", ["kontaktforbud", HOME, "utvidgat_kontaktforbud"])
def test_a_party_may_demand_court_review_of_any_ban(measure):
    found = one("demand_court_review", given("2026-03-20T10:00:00+01:00", "P30D", measure))
    assert (found["actor"], found["due"], found["status"]) == ("respondent", None, "open")


def test_the_other_party_may_have_a_refusal_reviewed():
    refused = {"type": "refused", "at": "2026-03-20T10:00:00+01:00", "measure": "kontaktforbud"}
    assert one("demand_court_review", [refused])["actor"] == "protected_person"


@pytest.mark.parametrize(
    ("at", "duration", "allowed"),
    [
        ("2011-09-20T10:00:00+02:00", "P30D", True),
        ("2011-09-20T10:00:00+02:00", "P31D", False),
        ("2011-10-20T10:00:00+02:00", "P2M", True),
        ("2011-10-20T10:00:00+02:00", "P3M", False),
    ],
)
def test_an_expulsion_has_the_ceiling_of_the_law_that_applied(at, duration, allowed):
    found = one("order_expires", given(at, duration), "2011-10-25T09:00:00+02:00")
    assert (too_long(found) == []) is allowed


@pytest.mark.parametrize(
    ("at", "extended_by", "allowed"),
    [
        ("2011-08-01T10:00:00+02:00", "P7D", True),
        ("2011-08-01T10:00:00+02:00", "P8D", False),
        ("2011-10-03T10:00:00+02:00", "P14D", True),
        ("2011-10-03T10:00:00+02:00", "P15D", False),
    ],
)
def test_an_extension_has_a_ceiling_of_its_own(at, extended_by, allowed):
    day_after = at.replace("-01T", "-02T").replace("-03T", "-04T")
    events = [*given(at, "P30D"), *given(day_after, extended_by, extends=True)]
    found = one("order_expires", events, "2011-10-25T09:00:00+02:00")
    assert (too_long(found) == []) is allowed


def test_an_extension_that_is_too_long_is_called_one():
    events = [*EXPELLED, *given("2026-03-21T10:00:00+01:00", "P15D", extends=True)]
    assert "The extension is longer" in too_long(one("order_expires", events))[0]


@pytest.mark.parametrize(
    ("at", "citation"),
    [
        ("2011-09-30T23:00:00+02:00", "se-2011 lov 1988:688 til 2011 (bortvisning)"),
        ("2011-10-01T01:00:00+02:00", "se-2011 lov 2011:487 (bortvisning)"),
    ],
)
def test_the_end_of_an_order_cites_the_law_of_its_decision(at, citation):
    assert one("order_expires", given(at, "P30D"), "2011-10-25T09:00:00+02:00")["citation"] == citation


def monitored(**control):
    at = "2026-03-20T10:00:00+01:00"
    ban = given(at, "P6M", "sarskilt_utvidgat_kontaktforbud")
    return [*ban, {"type": "control_ordered", "at": at, "duration": "P6M", **control}]


def test_monitoring_ends_with_its_ban():
    assert one("control_expires", monitored(duration="P9M"))["due"] == "2026-09-20T23:59:59+02:00"


@pytest.mark.parametrize(("extended_by", "allowed"), [("P3M", True), ("P4M", False)])
def test_monitoring_is_prolonged_by_three_months_at_a_time(extended_by, allowed):
    again = {"type": "control_ordered", "at": "2026-03-21T10:00:00+01:00", "duration": extended_by}
    assert (too_long(one("control_expires", [*monitored(), again])) == []) is allowed


def test_monitoring_falls_with_a_ban_that_is_annulled():
    ruled = {
        "type": "ruled",
        "at": "2026-03-25T10:00:00+01:00",
        "measure": "sarskilt_utvidgat_kontaktforbud",
        "result": "annulled",
    }
    assert one("control_expires", [*monitored(), ruled])["status"] == "lapsed"


BANS = ["kontaktforbud", HOME, "utvidgat_kontaktforbud", "sarskilt_utvidgat_kontaktforbud"]


@pytest.mark.parametrize("end", [{"type": "withdrawn"}, {"type": "ruled", "result": "annulled"}])
@pytest.mark.parametrize("measure", BANS)
def test_a_ban_lifted_or_annulled_has_lapsed(measure, end):
    event = {**end, "at": "2026-03-25T10:00:00+01:00", "measure": measure}
    found = one("order_expires", [*given("2026-03-20T10:00:00+01:00", "P2M", measure), event])
    assert found["status"] == "lapsed"


def test_monitoring_withdrawn_leaves_the_ban_in_force():
    event = {"type": "withdrawn", "at": "2026-03-25T10:00:00+01:00", "measure": "elektronisk_overvakning"}
    found = {each["kind"]: each["status"] for each in due([*monitored(), event])}
    assert (found["control_expires"], found["order_expires"]) == ("lapsed", "open")


@pytest.mark.parametrize(
    "measure", ["kontaktforbud", "utvidgat_kontaktforbud", "sarskilt_utvidgat_kontaktforbud"]
)
@pytest.mark.parametrize(
    ("first", "extended_by", "allowed"),
    [("P1Y", "P1Y", True), ("P13M", "P1Y", False), ("P1Y", "P13M", False)],
)
def test_the_other_bans_run_for_a_year_and_a_year_at_a_time(measure, first, extended_by, allowed):
    events = [
        *given("2026-03-20T10:00:00+01:00", first, measure),
        *given("2026-03-21T10:00:00+01:00", extended_by, measure, extends=True),
    ]
    assert (too_long(one("order_expires", events)) == []) is allowed
