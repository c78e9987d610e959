"""The real walk: which of its two streams is played, when, and how it crosses the zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import groupby, pairwise
from math import cos, radians, sin

import pytest
from geographiclib.geodesic import Geodesic
from shapely import LineString, Point, Polygon

from vaern.errors import InputError
from vaern.simulate import walk

START = datetime(2026, 5, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
MARGIN_M = 15
BEYOND_DOUBT_M = MARGIN_M + 10


def local(lat: float, lon: float) -> tuple[float, float]:
    """Metres east and north of the zone's first corner, by the geodesic (not by our own zones room)."""
    lon0, lat0 = walk.zone()["coordinates"][0][0]
    line = Geodesic.WGS84.Inverse(lat0, lon0, lat, lon)
    return line["s12"] * sin(radians(line["azi1"])), line["s12"] * cos(radians(line["azi1"]))


def distances_m() -> list[float]:
    """Signed metres from the zone for each fix of the walk, negative inside."""
    zone = Polygon([local(lat, lon) for lon, lat in walk.zone()["coordinates"][0]])
    points = [Point(local(row["lat"], row["lon"])) for row in walk.rows("R1", START)]
    return [-zone.exterior.distance(p) if zone.contains(p) else zone.distance(p) for p in points]


def place(distance_m: float) -> str:
    if distance_m > MARGIN_M:
        return "outside"
    return "margin" if distance_m > 0 else "zone"


def test_the_walk_comes_from_outside_through_the_margin_into_the_zone_and_back() -> None:
    places = [name for name, _ in groupby(distances_m(), key=place)]
    assert places == ["outside", "margin", "zone", "margin", "outside"]


def test_several_tens_of_fixes_before_and_after_are_nobodys_business() -> None:
    runs = [(name, len(list(run))) for name, run in groupby(distances_m(), key=place)]
    assert min(runs[0][1], runs[-1][1]) > 60


def test_the_walk_begins_and_ends_well_outside_the_margin() -> None:
    distances = distances_m()
    assert min(distances[0], distances[-1]) > BEYOND_DOUBT_M


def test_the_walk_goes_deep_enough_that_five_metres_of_error_leave_no_doubt() -> None:
    assert min(distances_m()) < -2 * walk.ASSUMED_ACCURACY_M


def test_the_zone_is_closed_and_does_not_cross_itself() -> None:
    ring = walk.zone()["coordinates"][0]
    assert ring[0] == ring[-1]
    assert LineString(ring).is_simple


def test_a_fix_comes_about_every_second_for_four_minutes() -> None:
    times = [datetime.fromisoformat(row["time"]) for row in walk.rows("R1", START)]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    assert (len(times), times[0]) == (240, START)
    assert 0.7 < min(gaps) < max(gaps) < 1.3


def test_counters_and_times_rise() -> None:
    played = walk.rows("R1", START)
    assert [row["seq"] for row in played] == list(range(240))
    assert [row["time"] for row in played] == sorted(row["time"] for row in played)


def test_every_row_names_its_device_source_and_assumed_accuracy() -> None:
    said = {(row["device"], row["source"], row["accuracy_m"]) for row in walk.rows("R9", START)}
    assert said == {("R9", "gnss", 5.0)}


def test_a_start_without_an_offset_is_refused() -> None:
    with pytest.raises(InputError, match="offset"):
        walk.rows("R1", START.replace(tzinfo=None))


def test_only_the_receivers_own_stream_is_played() -> None:
    lines = [
        "#t,lat,lon,alt",
        "1.0,55.0,10.0,20.0",
        "1.1,55.1,10.1,20.0,0,0,0,0,90",
        "1.2,55.2,10.2,20.0",
    ]
    assert list(walk.receiver_points(lines)) == [(1.0, 55.0, 10.0), (1.2, 55.2, 10.2)]


def test_thinning_keeps_the_first_point_of_each_second() -> None:
    points = [walk.Point(10.4 + tenth / 5, 55.0, 10.0) for tenth in range(11)]
    assert [round(point.boot_s, 1) for point in walk.thinned(points)] == [10.4, 11.4, 12.4]
