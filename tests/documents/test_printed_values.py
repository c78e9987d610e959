"""How values are printed: the clock in Copenhagen, the language's decimals, durations in words."""

from datetime import UTC, date, datetime

import pytest

from vaern.documents.printed import answer, day, duration, exact, moment, number, speaking
from vaern.errors import InputError


def test_a_summer_moment_has_the_summer_offset():
    with speaking("en"):
        assert moment(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) == "1 July 2026 at 12:00 (+02:00)"


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset():
    before = exact(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    after = exact(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert before == "2026-10-25 02:30:00.000 +02:00"
    assert after == "2026-10-25 02:30:00.000 +01:00"


def test_the_night_the_clock_springs_forward_skips_an_hour():
    assert exact(datetime(2026, 3, 29, 1, 0, tzinfo=UTC)) == "2026-03-29 03:00:00.000 +02:00"


def test_seconds_are_printed_only_where_they_are():
    with speaking("en"):
        assert "23:59:59" in moment(datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC))


def test_a_danish_day_has_its_month_in_danish():
    with speaking("da"):
        assert "maj 2026" in day(date(2026, 5, 4))


def test_a_day_late_in_the_evening_utc_is_the_next_day_in_copenhagen():
    with speaking("en"):
        assert day(datetime(2026, 5, 4, 22, 30, tzinfo=UTC)) == "5 May 2026"


def test_a_time_without_an_offset_is_refused():
    with pytest.raises(InputError, match="without an offset"):
        exact(datetime(2026, 5, 4))  # noqa: DTZ001


@pytest.mark.parametrize(("language", "printed"), [("da", "−41,70"), ("en", "−41.70")])
def test_a_number_has_the_separator_of_its_language(language, printed):
    with speaking(language):
        assert number(-41.7, 2) == printed


def test_a_number_is_rounded_and_not_cut():
    with speaking("en"):
        assert number(0.99876, 3) == "0.999"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("P14D", "14 days"),
        ("P1W", "1 week"),
        ("P1Y6M", "1 year and 6 months"),
        ("PT24H", "24 hours"),
        ("P5Y", "5 years"),
    ],
)
def test_a_duration_is_said_in_words(iso, words):
    with speaking("en"):
        assert duration(iso) == words


@pytest.mark.parametrize("iso", ["", "P", "14 days", "P1.5D", "PT"])
def test_a_duration_that_cannot_be_read_is_refused(iso):
    with pytest.raises(InputError, match="cannot be read"):
        duration(iso)


def test_undetermined_is_not_no():
    with speaking("en"):
        assert answer("undetermined") not in {answer("no"), answer(None)}
