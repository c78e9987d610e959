"""Which incidents could have led to a bortvisning: the four criteria of the evaluation of 2009."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from vaern.packs.screening import screening
from vaern.screening.potential import Incident, potential

ASKED = screening("dk-2004")
AT = datetime(2026, 5, 4, 1, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
VIOLENCE_AT_HOME = Incident(AT, "offence", "strl § 244", True, date(1985, 3, 1))


def judged(**other):
    return potential(replace(VIOLENCE_AT_HOME, **other), ASKED)


def test_violence_at_home_by_an_adult_could_have_led_to_one():
    assert judged().holds == "yes"


@pytest.mark.parametrize(
    ("provision", "holds"),
    [
        ("strl § 210", "yes"),
        ("strl § 213", "yes"),
        ("strl § 216", "yes"),
        ("strl § 262 a", "yes"),
        ("strl § 266", "yes"),
        ("strl § 209", "no"),
        ("strl § 263", "no"),
        ("strl § 265", "no"),
        ("strl § 233", "no"),
        ("strl § 234", "no"),
        ("strl § 251", "no"),
        ("strl § 229, stk. 1", "yes"),
        ("strl § 229, stk. 2", "no"),
        ("strl § 229(2)", "no"),
        ("strl § 229", "undetermined"),
        ("strl § 261, stk. 3", "no"),
        ("færdselsloven § 118", "no"),
        ("vold", "undetermined"),
        (None, "undetermined"),
    ],
)
def test_the_offence_is_read_by_its_section(provision, holds):
    assert judged(provision=provision).criteria["offence"] == holds


def test_a_threat_of_violence_counts_whatever_its_section():
    assert judged(kind="threat_of_violence", provision=None).holds == "yes"


@pytest.mark.parametrize(
    ("born", "holds"),
    [(date(2008, 5, 3), "yes"), (date(2008, 5, 4), "yes"), (date(2008, 5, 5), "no"), (None, "undetermined")],
)
def test_he_has_turned_eighteen_when_it_happened(born, holds):
    assert judged(suspect_birthdate=born).criteria["age"] == holds


def test_what_nobody_reported_is_not_a_no():
    assert judged(same_address=None).holds == "undetermined"


def test_one_no_is_a_no_whatever_else_is_missing():
    assert judged(same_address=False, suspect_birthdate=None, provision=None).holds == "no"
