"""Noise is seeded, and each kind does what its name says."""

import numpy as np
import pytest

from vaern.simulate.noise import NOISES

AT_S = np.arange(0, 24 * 3600.0, 60)
STANDING = np.zeros((len(AT_S), 2))


def heard(name, seed=1):
    return NOISES[name](np.random.default_rng(seed), AT_S, STANDING.copy())


def off_m(name):
    return np.hypot(*heard(name).xy.T)


@pytest.mark.parametrize("name", NOISES)
def test_the_same_dice_give_the_same_noise(name):
    assert np.array_equal(heard(name).xy, heard(name).xy)


@pytest.mark.parametrize("name", NOISES)
def test_the_truth_itself_is_left_alone(name):
    truth = STANDING.copy()
    NOISES[name](np.random.default_rng(1), AT_S, truth)
    assert np.array_equal(truth, STANDING)


@pytest.mark.parametrize("name", ["open-sky", "indoor", "cell-only"])
def test_an_honest_device_is_right_within_its_accuracy_two_times_of_three(name):
    within = np.mean([off_m_ <= acc for off_m_, acc in zip(off_m(name), heard(name).accuracy_m, strict=True)])
    assert 0.5 < within < 0.85


def test_in_a_street_canyon_the_device_claims_too_much():
    assert np.median(off_m("urban-canyon")) > np.median(heard("urban-canyon").accuracy_m)


def test_some_reports_of_a_jumping_device_lie_far_away():
    assert 1 <= np.sum(off_m("jumps") > 400) < 0.03 * len(AT_S)


@pytest.mark.parametrize("name", ["dropouts", "indoor"])
def test_some_reports_are_lost(name):
    assert 0.5 < np.mean(heard(name).kept) < 1


def test_a_frozen_device_says_the_same_again():
    assert np.any(np.all(np.diff(heard("frozen-fix").xy, axis=0) == 0, axis=1))
