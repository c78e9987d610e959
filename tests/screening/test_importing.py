"""Monday morning: the daily reports of the weekend are taken in, each incident once, and answered."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from vaern.errors import InputError
from vaern.packs.screening import screening
from vaern.screening.considering import consider
from vaern.screening.importing import import_incidents
from vaern.screening.models import Considered, ReportedIncident

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ASKED = screening("dk-2004")
CLOCK = ZoneInfo("Europe/Copenhagen")
HEADER = "report_id;district;happened_at;provision;same_address;suspect_birthdate;suspect_name;summary"
ROW = "D-1;FYN;2026-05-03 23:40;strl § 244;ja;1985-03-01;Hemmelig Hansen;Slag"


def imported(now, *rows, header=HEADER):
    return import_incidents("\n".join((header, *rows)).encode(), ASKED, CLOCK, by="sagsbehandler", now=now)


@pytest.fixture
def incident(now):
    imported(now, ROW)
    return ReportedIncident.objects.get()


def test_a_row_becomes_an_incident_of_its_day_and_district(incident):
    assert (incident.day, incident.district) == (date(2026, 5, 3), "FYN")
    assert incident.happened_at == datetime(2026, 5, 3, 21, 40, tzinfo=UTC)


def test_what_the_report_does_not_tell_is_unknown_and_not_no(incident):
    assert incident.children_present is None


def test_it_could_have_led_to_a_bortvisning(incident):
    assert incident.potential(ASKED, CLOCK).holds == "yes"


def test_the_same_file_again_changes_nothing(now, incident):
    again = imported(now, ROW)
    assert (again.new, again.known, again.changed) == (0, 1, 0)
    assert ReportedIncident.objects.count() == 1


def test_a_report_that_says_more_later_replaces_what_nobody_has_answered(now, incident):
    assert imported(now, ROW.replace("Slag", "Slag og spark")).changed == 1
    assert ReportedIncident.objects.get().summary == "Slag og spark"


def test_what_somebody_has_answered_stays_as_it_was_answered(now, incident):
    consider(incident, ASKED, reasons=["reunited"], by="sagsbehandler", now=now)
    later = imported(now, ROW.replace("Slag", "Slag og spark"))
    assert later.refused[0].field == "report_id"
    assert ReportedIncident.objects.get().summary == "Slag"


def test_one_number_with_two_stories_in_a_file_is_refused_the_second_time(now):
    found = imported(now, ROW, ROW.replace("Slag", "Spark"))
    assert (found.new, [each.row for each in found.refused]) == (1, [3])


@pytest.mark.parametrize(
    ("wrong", "right", "field"),
    [
        ("D-1", "=HYPERLINK(1)", "report_id"),
        ("D-1", "", "report_id"),
        ("FYN", "Hemmeligdistrikt", "district"),
        ("2026-05-03 23:40", "2026-05-05 23:40", "happened_at"),
        ("2026-05-03 23:40", "i går", "happened_at"),
        ("2026-05-03 23:40", "2025-10-26 02:30", "happened_at"),
        (";ja;", ";måske;", "same_address"),
        ("1985-03-01", "2026-05-04", "suspect_birthdate"),
        ("1985-03-01", "1. marts", "suspect_birthdate"),
        ("Hemmelig Hansen", "Hemmelig " * 20, "suspect_name"),
    ],
)
def test_a_bad_row_is_refused_by_number_and_field_and_its_value_is_not_told(now, wrong, right, field):
    found = imported(now, ROW.replace("D-1", "D-0"), ROW.replace(wrong, right))
    assert found.new == 1
    assert [(each.row, each.field) for each in found.refused] == [(3, field)]
    assert not [word for word in ("emmelig", "måske", "HYPERLINK", "går") if word in str(found.refused)]


def test_a_file_that_cannot_be_read_takes_nothing_in(now):
    with pytest.raises(InputError):
        import_incidents(b"%PDF-1.7\0", ASKED, CLOCK, by="x", now=now)
    assert not ReportedIncident.objects.exists()


def test_a_formula_in_free_text_is_kept_as_the_text_it_is(now):
    imported(now, ROW.replace("Slag", "=1+1"))
    assert ReportedIncident.objects.get().summary == "=1+1"


def test_the_last_answer_counts_and_the_first_can_still_be_read(now, incident):
    consider(incident, ASKED, reasons=["victim_unwilling"], by="a", now=now)
    consider(incident, ASKED, measures=["bortvisning"], by="b", now=now)
    assert ReportedIncident.objects.get().answer == Considered.USED
    assert [each.answer for each in incident.considered.all()] == ["not_used", "used"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"measures": ["bortvisning"], "reasons": ["reunited"]},
        {"reasons": ["no such reason"]},
        {"reasons": ["other"]},
    ],
)
def test_an_answer_that_says_neither_what_was_used_nor_why_not_is_refused(now, incident, said):
    with pytest.raises(InputError):
        consider(incident, ASKED, **said, by="a", now=now)
    assert not incident.considered.exists()
