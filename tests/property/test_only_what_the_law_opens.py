"""dk-2011-draft ek § 1(2): what is released lay in the zone or its margin; no file holds anything else."""

from __future__ import annotations

import json
import struct
import sys
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.cli import main
from vaern.monitoring.control import parse_controls
from vaern.monitoring.engine import finish, start, step
from vaern.monitoring.fix import Fix, FixBatch
from vaern.packs.monitoring import monitoring_rules

EARTH = Geodesic.WGS84
BEGIN = datetime.fromisoformat("2026-05-04T10:00:00+02:00")
BEGIN_MS = round(BEGIN.timestamp() * 1000)
RING = [[12.50, 55.70], [12.52, 55.70], [12.515, 55.705], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
MARGIN_M = 300.0
GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"


def controls() -> dict[str, Any]:
    zone = {"id": "home", "geometry": {"type": "Polygon", "coordinates": [RING]}, "margin_m": MARGIN_M}
    return {
        "controls": [{
            "id": "C1", "law": "dk-2011-draft", "order": "opholdsforbud", "mode": "hybrid",
            "valid": {"from": BEGIN.isoformat(), "to": "2026-07-31T23:59:59+02:00"},
            "respondent": "R-7", "respondent_devices": ["R1"], "zones": [zone],
        }]
    }  # fmt: skip


def to_edge_m(lat: float, lon: float) -> float:
    """Metres to the zone's boundary along the earth's geodesics, found without our own geometry."""
    return min(_to_line_m(one, other, lat, lon) for one, other in pairwise(RING))


def _to_line_m(one: list[float], other: list[float], lat: float, lon: float) -> float:
    line = EARTH.InverseLine(one[1], one[0], other[1], other[0])
    golden = (sqrt(5) - 1) / 2
    low, high = 0.0, line.s13

    def away(along: float) -> float:
        at = line.Position(along)
        return float(EARTH.Inverse(at["lat2"], at["lon2"], lat, lon)["s12"])

    while high - low > 0.01:
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if away(left) < away(right) else (left, high)
    return away(low)


def is_in_zone(lat: float, lon: float) -> bool:
    crossings = 0
    for (lon1, lat1), (lon2, lat2) in pairwise(RING):
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
            crossings += 1
    return crossings % 2 == 1


positions = st.tuples(st.floats(55.69, 55.72), st.floats(12.48, 12.54), st.floats(1, 200))


@settings(max_examples=40, deadline=None)
@given(st.lists(positions, min_size=1, max_size=8))
def test_a_released_fix_lies_in_the_zone_or_its_margin_up_to_its_own_error(
    told: list[tuple[float, float, float]],
) -> None:
    times = [BEGIN_MS + minute * 60_000 for minute in range(len(told))]
    fixes = [
        Fix("R1", at, at, lat, lon, error_m) for at, (lat, lon, error_m) in zip(times, told, strict=True)
    ]
    state, first = step(start(parse_controls(controls(), monitoring_rules())), FixBatch.of(fixes))
    events = first.then(finish(state)[1])
    for row in events.released:
        outside_m = 0.0 if is_in_zone(row.lat, row.lon) else to_edge_m(row.lat, row.lon)
        assert outside_m <= MARGIN_M + row.accuracy_m
    for index in range(len(events.sealed)):
        fix = events.sealed.fixes.fix(index)
        assert fix.lat is not None
        assert fix.lon is not None
        assert fix.accuracy_m is not None
        inside = is_in_zone(fix.lat, fix.lon)
        assert not (inside and to_edge_m(fix.lat, fix.lon) > fix.accuracy_m)
        assert inside or to_edge_m(fix.lat, fix.lon) >= MARGIN_M - fix.accuracy_m


def geohash(lat: float, lon: float, length: int) -> str:
    low, high = [-90.0, -180.0], [90.0, 180.0]
    value, text, axis = 0, "", 1
    for bit in range(length * 5):
        middle = (low[axis] + high[axis]) / 2
        above = (lat, lon)[axis] >= middle
        (low if above else high)[axis] = middle
        value, axis = value * 2 + above, 1 - axis
        if bit % 5 == 4:
            text, value = text + GEOHASH[value], 0
    return text


def forms(lat: float, lon: float) -> list[bytes]:
    """A coordinate as anyone might have written it down."""
    texts = [f"{number:.{places}f}"[:-1] for number in (lat, lon) for places in (4, 5, 6, 8)]
    texts += [repr(lat), repr(lon), geohash(lat, lon, 7)]
    doubles = [struct.pack(order + "d", number) for number in (lat, lon) for order in "<>"]
    floats = [struct.pack(order + "f", number) for number in (lat, lon) for order in "<>"]
    whole = [str(int(number * 1e7)) for number in (lat, lon)]
    return [text.encode() for text in (*texts, *whole)] + doubles + floats


CANARIES = [(56.1357913, 10.2468024), (57.0918273, 9.9182736)]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """Every file that a replay with sealed, late, repeated and refused canaries leaves behind."""
    folder = tmp_path_factory.mktemp("canary")
    places = [(55.705, 12.51), *CANARIES, (55.705, 12.51)]
    rows = [
        f"R1,{(BEGIN + timedelta(minutes=minute)).isoformat()},{lat},{lon},8"
        for minute, (lat, lon) in enumerate(places)
    ]
    (lat, lon), (other_lat, other_lon) = CANARIES
    rows += [
        rows[1],
        f"R1,{(BEGIN + timedelta(seconds=90)).isoformat()},{lat},{lon},8",
        f"R1,2026-05-04T10:00:00,{lat},{lon},8",
        f"nobody,{BEGIN.isoformat()},{lat},{lon},8",
        f"R1,{BEGIN.isoformat()},{lat},{lon}",
        f"R1,{BEGIN.isoformat()},{lat * 10},{lon},8",
        f"R1,{(BEGIN + timedelta(hours=1)).isoformat()},{other_lat},{other_lon},8",
    ]
    (folder / "in").mkdir()
    (folder / "in" / "controls.json").write_text(json.dumps(controls()))
    (folder / "in" / "fixes.csv").write_text("\n".join(["device,time,lat,lon,accuracy_m", *rows]) + "\n")
    options = {"controls": "in/controls.json", "fixes": "in/fixes.csv", "out": "out", "vault": "vault"}
    arguments = [part for name, path in options.items() for part in (f"--{name}", str(folder / path))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["vaern", "monitor", "replay", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 0
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "in"]
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in files]


@pytest.mark.parametrize("canary", CANARIES)
def test_no_coordinate_of_a_sealed_fix_stands_in_any_file_in_any_form(
    everything: list[tuple[str, bytes]], canary: tuple[float, float]
) -> None:
    found = [(name, form) for name, content in everything for form in forms(*canary) if form in content]
    assert found == []


def test_the_search_finds_what_is_released(everything: list[tuple[str, bytes]]) -> None:
    released = dict(everything)["out/released.jsonl"]
    assert [form for form in forms(55.705, 12.51) if form in released] != []
