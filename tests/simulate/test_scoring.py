"""What an alarm was worth, told from the truth."""

import numpy as np
import pytest

from vaern.simulate.scoring import Rung, Score, Way, visits

SECONDS = np.arange(0, 1001.0)


@pytest.fixture
def way():
    """Outside, in the margin from second 200, in the zone from 400 to 600, outside again from 800."""
    zone_m = np.full(len(SECONDS), 500.0)
    zone_m[200:801] = 50.0
    zone_m[400:601] = -10.0
    return Way(SECONDS, zone_m, 100.0, np.where(SECONDS >= 500, 5.0, 900.0))


def score(way, *rung):
    found = Score()
    found.add(way, rung, 60.0)
    return found


def test_an_approach_without_an_alarm_is_missed(way):
    assert score(way).missed == 1


def test_an_approach_with_a_zone_alarm_is_not_missed(way):
    assert score(way, Rung("zone", 430, 660)).missed == 0


def test_an_approach_that_only_a_margin_alarm_tells_of_is_counted_apart(way):
    found = score(way, Rung("margin", 230, 860))
    assert (found.missed, found.margin_only) == (0, 1)


def test_an_approach_that_only_a_device_alarm_tells_of_is_counted_apart(way):
    found = score(way, Rung("device", 300, 700))
    assert (found.missed, found.unseen) == (0, 1)


def test_the_delay_counts_from_the_border_to_the_zone_alarm(way):
    assert score(way, Rung("zone", 430, 660)).delays_s == [30.0]


def test_the_warning_counts_from_the_first_alarm_to_the_protected_place(way):
    assert score(way, Rung("margin", 230, 860), Rung("zone", 430, 660)).warnings_s == [270.0]


def test_an_alarm_while_nobody_was_there_is_false(way):
    assert score(way, Rung("zone", 10, 70)).false == 1


def test_an_alarm_one_interval_before_the_truth_is_not_false(way):
    assert score(way, Rung("zone", 300, 340)).false == 0


def test_an_alarm_that_rings_again_in_the_same_visit_is_a_repeat(way):
    found = score(way, Rung("zone", 410, 450), Rung("zone", 500, 650))
    assert (found.false, found.repeated) == (0, 1)


def test_visits_are_told_from_first_to_last_moment():
    inside = np.array([True, True, False, True])
    assert visits(np.array([0.0, 1, 2, 3]), inside) == [(0.0, 1.0), (3.0, 3.0)]
