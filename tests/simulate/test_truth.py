"""A track is read as it stands or refused with its line."""

import numpy as np
import pytest
from shapely.geometry import Point

from vaern.errors import InputError
from vaern.simulate import walk
from vaern.simulate.scenes import scenes
from vaern.simulate.truth import Truth, read_truth
from vaern.zones import Outline

ZONE = Outline.of(walk.zone())


def track(tmp_path, *lines):
    path = tmp_path / "way.csv"
    path.write_text("\n".join(["time,lat,lon", *lines]) + "\n", encoding="utf-8")
    return path


def test_a_track_is_read_in_seconds_and_metres(tmp_path):
    path = track(
        tmp_path,
        f"2026-05-04T08:00:00+02:00,{ZONE.lat0},{ZONE.lon0}",
        "2026-05-04T08:01:00+02:00,55.37,10.43",
    )
    truth = read_truth(path, ZONE)
    assert truth.at_s.tolist() == [0.0, 60.0]
    assert truth.xy[0] == pytest.approx([0.0, 0.0], abs=1e-6)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2026-05-04T08:01:00,55.37,10.43", "a time without an offset"),
        ("2026-05-04T07:59:00+02:00,55.37,10.43", "a time that does not go forward"),
        ("2026-05-04T08:01:00+02:00,95.0,10.43", "a position nowhere on earth"),
        ("2026-05-04T08:01:00+02:00,north,10.43", "a point that cannot be read"),
    ],
)
def test_a_bad_point_is_refused_with_its_line(tmp_path, line, found):
    with pytest.raises(InputError) as caught:
        read_truth(track(tmp_path, "2026-05-04T08:00:00+02:00,55.37,10.43", line), ZONE)
    assert (caught.value.error, caught.value.where) == (found, "--truth:3")


def test_between_two_points_the_way_is_straight():
    way = Truth("way", np.array([0.0, 100.0]), np.array([[0.0, 0.0], [50.0, 0.0]]))
    assert way.every(10).xy[3].tolist() == [15.0, 0.0]


def made_up():
    place = np.array([0.0, 0.0])
    return list(scenes(ZONE.shape(), 100.0, place, np.random.default_rng(1)))


def test_every_approach_comes_into_the_zone():
    ways = [way for way in made_up() if way.name.startswith("approach") or way.name == "slow drift"]
    assert all(any(ZONE.shape().contains(Point(*xy)) for xy in way.every(1).xy) for way in ways)


def test_whoever_only_lives_there_never_comes_into_the_margin():
    ways = [way for way in made_up() if way.name in ("along the border", "a day beside the margin")]
    assert all(min(ZONE.shape().distance(Point(*xy)) for xy in way.every(60).xy) > 100 for way in ways)
