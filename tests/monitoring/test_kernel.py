"""The kernel for a million fixes says what the functions for one say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.monitoring.fix import Fix, FixBatch
from vaern.monitoring.identity import Memory, first_times, identities
from vaern.monitoring.kernel import Entries, entries, hits
from vaern.monitoring.watch import Watch
from vaern.zones import bearing_out_deg, inside_probability, margin_probability, signed_distance_m

STAR = [[12.50, 55.70], [12.52, 55.70], [12.512, 55.705], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
GEOMETRY = {"type": "Polygon", "coordinates": [STAR]}

positions = st.tuples(st.floats(55.68, 55.73), st.floats(12.46, 12.56), st.floats(0, 3000))


def watch(scene: Any, **zone: Any) -> Watch:
    return Watch.over(scene.controls(scene.said(zone={"geometry": GEOMETRY} | zone)))


def batch(scene: Any, *told: tuple[float, float, float]) -> FixBatch:
    return FixBatch.of([Fix("R1", scene.at(0), scene.at(0), lat, lon, error_m) for lat, lon, error_m in told])


@settings(max_examples=80, deadline=None)
@given(positions)
def test_one_fix_in_the_kernel_is_one_call_of_the_zones_room(
    scene: Any, told: tuple[float, float, float]
) -> None:
    fixes = batch(scene, told)
    found = hits(
        watch(scene),
        Entries(np.zeros(1, np.int32), np.zeros(1, np.int32)),
        fixes.fixed_at,
        fixes.lat,
        fixes.lon,
        fixes.accuracy_m,
    )
    lat, lon, error_m = told
    in_margin = margin_probability(GEOMETRY, 500, lat, lon, error_m)
    if not len(found.entry):
        assert in_margin < 0.06
        return
    assert found.distance_m[0] == pytest.approx(signed_distance_m(GEOMETRY, lat, lon), abs=1e-6)
    assert found.in_zone[0] == pytest.approx(inside_probability(GEOMETRY, lat, lon, error_m), abs=1e-4)
    assert found.in_margin[0] == pytest.approx(in_margin, abs=0.01)
    assert found.bearing_deg[0] == pytest.approx(bearing_out_deg(GEOMETRY, lat, lon))


def test_far_fixes_give_nothing_and_many_near_ones_all_come_back(scene: Any) -> None:
    fixes = batch(scene, *[(55.705, 12.505, 5.0)] * 100, *[(56.0, 12.505, 5.0)] * 100)
    over = watch(scene)
    chosen = entries(over, np.zeros(200, np.int32), fixes.fixed_at)
    found = hits(over, chosen, fixes.fixed_at, fixes.lat, fixes.lon, fixes.accuracy_m)
    assert found.entry.tolist() == list(range(100))


def test_more_hits_than_fixes_are_not_lost(scene: Any) -> None:
    zones = [scene.said()["zones"][0] | {"id": f"Z{number}"} for number in range(40)]
    over = Watch.over(scene.controls(scene.said(zones=zones)))
    fixes = batch(scene, (55.705, 12.51, 5.0))
    chosen = entries(over, np.zeros(1, np.int32), fixes.fixed_at)
    assert len(hits(over, chosen, fixes.fixed_at, fixes.lat, fixes.lon, fixes.accuracy_m).entry) == 40


@pytest.mark.parametrize("lat", [27.0, 55.7, 71.9])
def test_a_bounding_box_never_hides_a_fix_at_the_edge_of_a_margin(scene: Any, lat: float) -> None:
    ring = [[12.5, lat], [12.6, lat], [12.6, lat + 0.02], [12.5, lat + 0.02], [12.5, lat]]
    over = Watch.over(
        scene.controls(scene.said(zone={"geometry": {"type": "Polygon", "coordinates": [ring]}}))
    )
    away = 499 / (111_320 * np.cos(np.radians(lat)))
    fixes = batch(scene, (lat + 0.01, 12.6 + away, 1.0), (lat + 0.01, 12.5 - away, 1.0))
    chosen = entries(over, np.zeros(2, np.int32), fixes.fixed_at)
    assert len(hits(over, chosen, fixes.fixed_at, fixes.lat, fixes.lon, fixes.accuracy_m).entry) == 2


def test_a_batch_gives_back_the_fixes_it_was_made_of(scene: Any) -> None:
    fixes = [
        *scene.walk(5, None),
        scene.fix(3, 7, device="P1", seq=4, source="cell", event="button", next_s=9.0),
    ]
    made = FixBatch.of(fixes)
    assert [made.fix(row) for row in range(len(made))] == fixes
    assert FixBatch.joined([made, FixBatch.of(fixes[::-1])]).take([5]).fix(0) == fixes[0]


def test_two_messages_that_differ_anywhere_but_in_their_arrival_have_different_identities(scene: Any) -> None:
    one = scene.fix(0, 5)
    others = [
        scene.fix(0, 6),
        scene.fix(1, 5),
        scene.fix(0, 5, seq=1),
        scene.fix(0, 5, event="jamming"),
        scene.fix(0, 5, device="R2"),
    ]
    known = identities(FixBatch.of([one, *others]))
    assert len(set(known.tolist())) == 6
    assert identities(FixBatch.of([scene.fix(0, 5, received=9)]))[0] == known[0]


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=8), max_size=12))
def test_a_memory_holds_what_it_was_given_in_few_blocks(told: list[list[int]]) -> None:
    memory = Memory()
    for hashes in told:
        memory = memory.with_judged(np.array(hashes, np.uint64), 0, 0)
    everything = np.array([number for hashes in told for number in hashes], np.uint64)
    assert memory.holds(everything).all()
    assert len(memory.blocks) <= len(everything).bit_length() + 1


@given(st.lists(st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 2**64 - 1)), st.integers(0, 2**48 - 1))
def test_an_identity_comes_for_the_first_time_unless_it_came_or_waits_as_a_whole(
    ones: list[int], others: list[int], high: int
) -> None:
    alike, twice = [number % 2**16 + high * 2**16 for number in ones], [*ones, *ones[1::3]]
    waiting = {*others, *alike, *ones[::2]}
    first = first_times(np.array(twice, np.uint64), np.array([*waiting], np.uint64))
    said = [n not in waiting and n not in twice[:place] for place, n in enumerate(twice)]
    assert first.tolist() == said


@pytest.mark.parametrize("apart", [1, 2**40, 2**57])
def test_a_memory_sorts_identities_however_close_they_stand(apart: int) -> None:
    told = np.random.default_rng(1).permutation(120).astype(np.uint64) * np.uint64(apart)
    (block,) = Memory().with_judged(told, 0, 0).blocks
    assert block.hashes.tolist() == sorted(told.tolist())


def test_a_memory_forgets_what_is_old() -> None:
    memory = (
        Memory()
        .with_judged(np.array([1], np.uint64), 100, 0)
        .with_judged(np.array([2, 3, 4], np.uint64), 900, 500)
    )
    assert memory.holds(np.array([1, 2], np.uint64)).tolist() == [False, True]
