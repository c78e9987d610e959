"""The live engine rings at once, and takes back what a fix within the lateness undoes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaern.monitoring.engine import finish, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch

FAR, INSIDE = 5000, -200


def live(scene: Any) -> Any:
    return start(scene.controls(), provisional=True)


def zone(events: Events) -> list[tuple[str, str, bool]]:
    return [(alarm.alarm, alarm.event, alarm.provisional) for alarm in events.alarms if alarm.kind == "zone"]


def test_an_alarm_rings_at_the_first_fix_and_is_marked_provisional(scene: Any) -> None:
    _, events = scene.step(live(scene), scene.fix(1, INSIDE), now=1)
    assert zone(events) == [("C1/home/zone/1", "raised", True)]
    assert events.alarms[0].as_dict()["provisional"] is True


def test_its_position_is_shown_at_once_and_once(scene: Any) -> None:
    state, events = scene.step(live(scene), scene.fix(1, INSIDE), now=1)
    _, later = scene.step(state, scene.fix(2, INSIDE), now=2)
    assert [len(events.released_early), len(later.released_early)] == [1, 1]
    assert (events.released, later.released) == ((), ())


def test_the_same_ring_is_not_repeated(scene: Any) -> None:
    state, _ = scene.step(live(scene), scene.fix(1, INSIDE), now=1)
    assert step(state, FixBatch.of([]), scene.at(1.5))[1].alarms == ()


def test_it_comes_again_as_final_when_the_watermark_has_passed(scene: Any) -> None:
    state, _ = scene.step(live(scene), scene.fix(1, INSIDE), now=1)
    _, events = step(state, FixBatch.of([]), scene.at(3.1))
    assert zone(events) == [("C1/home/zone/1", "raised", False)]
    assert "provisional" not in events.alarms[0].as_dict()
    assert len(events.released) == 1


def test_silence_rings_when_it_is_too_long_and_not_two_minutes_later(scene: Any) -> None:
    state, _ = scene.step(live(scene), scene.fix(0, FAR), now=0)
    _, events = step(state, FixBatch.of([]), scene.at(5.01))
    assert [(alarm.kind, alarm.provisional) for alarm in events.alarms] == [("signal_lost", True)]


def test_a_ring_that_a_late_fix_undoes_is_cleared_because_of_it(scene: Any) -> None:
    state, _ = scene.step(live(scene), scene.fix(0, FAR), now=0)
    state, _ = step(state, FixBatch.of([]), scene.at(5.01))
    _, events = scene.step(state, scene.fix(4.5, FAR, received=5.5), now=5.5)
    taken_back = [(alarm.kind, alarm.event, alarm.because, alarm.provisional) for alarm in events.alarms]
    assert taken_back == [("signal_lost", "cleared", "late_fix", True)]


def test_an_alarm_said_to_be_over_too_soon_is_said_to_stand(scene: Any) -> None:
    state, _ = scene.step(live(scene), scene.fix(1, INSIDE), scene.fix(3, FAR), now=3)
    _, events = scene.step(
        state, scene.fix(2, INSIDE, received=3.5), scene.fix(3, INSIDE, received=3.5, seq=1), now=3.5
    )
    assert ("C1/home/zone/1", "cleared", True) not in zone(events)


def test_parties_too_close_ring_at_once_and_a_late_fix_can_undo_it(scene: Any) -> None:
    state = start(swedish_couple(scene), provisional=True)
    state, events = scene.step(state, scene.fix(1, FAR, device="P1"), scene.fix(1.5, FAR + 300), now=1.5)
    assert [(alarm.kind, alarm.event, alarm.provisional) for alarm in events.alarms] == [
        ("distance", "raised", True)
    ]
    gone = scene.fix(1.4, FAR + 2000, device="P1", received=2)
    _, events = scene.step(state, gone, now=2)
    assert [(alarm.event, alarm.because, alarm.parties_distance_m) for alarm in events.alarms] == [
        ("cleared", "late_fix", None)
    ]


def test_her_button_rings_at_once(scene: Any) -> None:
    _, events = scene.step(live(scene), scene.fix(1, 800, device="anybody", event="button"), now=1)
    assert [(alarm.kind, alarm.released) for alarm in events.alarms] == [("assault_button", True)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 20),
            st.sampled_from([FAR, 600, 300, 2, INSIDE, 90_000]),
            st.sampled_from(["R1", "P1"]),
            st.sampled_from(["", "", "", "jamming", "radio_near", "radio_lost", "power_off"]),
        ),
        max_size=20,
    )
)
def test_the_final_record_of_the_live_engine_is_that_of_the_replay(
    scene: Any, told: list[tuple[int, float, str, str]]
) -> None:
    fixes = sorted(
        (
            scene.fix(m, east_m, received=m + (m % 3) * 0.9, device=device, event=event)
            for m, east_m, device, event in told
        ),
        key=lambda f: f.received_at,
    )
    state, final, released = start(swedish_couple(scene), provisional=True), [], ()
    for fix in fixes:
        state, events = step(state, FixBatch.of([fix]), fix.received_at)
        final += [alarm for alarm in events.alarms if not alarm.provisional]
        released += events.released
    rest = finish(state)[1]
    final += [alarm for alarm in rest.alarms if not alarm.provisional]
    whole = scene.judge(fixes, swedish_couple(scene))
    assert (tuple(final), sorted(map(repr, (*released, *rest.released)))) == (
        whole.alarms,
        sorted(map(repr, whole.released)),
    )


def swedish_couple(scene: Any) -> Any:
    return scene.controls(
        scene.said(
            law="se-2011", order="sarskilt_utvidgat_kontaktforbud", minimum_distance_m=400, protected="P-3",
            protected_devices=["P1"], protected_consent={"from": "2026-05-01T00:00:00+02:00", "to": None},
        )
    )  # fmt: skip


@pytest.mark.parametrize("minutes", [3.5, 30])
def test_every_provisional_alarm_ends_up_final_or_cleared(scene: Any, minutes: float) -> None:
    state, said = live(scene), []
    for fix in scene.walk(FAR, INSIDE, 300, FAR):
        state, events = step(state, FixBatch.of([fix]), fix.received_at)
        said += events.alarms
    said += step(state, FixBatch.of([]), scene.at(minutes))[1].alarms
    raised = {alarm.alarm for alarm in said if alarm.event == "raised" and alarm.kind != "signal_lost"}
    assert raised == {alarm.alarm for alarm in said if alarm.event == "cleared"}
