"""A margin is set from a moment on, never for the time before it."""

from __future__ import annotations

from typing import Any

import pytest

from vaern.errors import InputError
from vaern.monitoring.margins import refuse_backdated

SET = {"by": "police", "reason": "response time"}
BEGINS, NOW = "2026-05-01T00:00:00+02:00", "2026-05-01T01:00:00+02:00"


def margins(scene: Any, *history: tuple[str, float]) -> Any:
    said = [{"from": at, "m": metres, **SET} for at, metres in history]
    return scene.controls(scene.said(zone={"margin_m": said}))


@pytest.mark.parametrize(
    ("at", "backdated"),
    [("2026-05-01T00:59:59+02:00", True), (NOW, False), ("2026-05-01T01:00:01+02:00", False)],
)
def test_a_margin_may_change_from_now_on_and_not_before(scene: Any, at: str, backdated: bool) -> None:
    before, after = margins(scene, (BEGINS, 100)), margins(scene, (BEGINS, 100), (at, 500))
    if backdated:
        with pytest.raises(InputError, match="backdated"):
            refuse_backdated(before, after, scene.at(60))
    else:
        refuse_backdated(before, after, scene.at(60))


def test_a_number_in_place_of_a_history_rewrites_it(scene: Any) -> None:
    before = margins(scene, (BEGINS, 100), ("2026-05-01T00:30:00+02:00", 500))
    with pytest.raises(InputError) as caught:
        refuse_backdated(before, scene.controls(scene.said(zone={"margin_m": 500})), scene.at(60))
    assert caught.value.where == "/controls/0/zones/0/margin_m"


def test_the_same_margin_told_in_another_way_changes_nothing(scene: Any) -> None:
    refuse_backdated(
        margins(scene, (BEGINS, 500)), scene.controls(scene.said(zone={"margin_m": 500})), scene.at(60)
    )


def test_a_control_that_has_not_begun_may_still_change(scene: Any) -> None:
    refuse_backdated(margins(scene, (BEGINS, 100)), margins(scene, (BEGINS, 500)), scene.at(-1))


def test_a_zone_that_is_new_has_no_past_to_rewrite(scene: Any) -> None:
    refuse_backdated((), margins(scene, (BEGINS, 500)), scene.at(60))
