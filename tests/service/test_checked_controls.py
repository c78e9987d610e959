"""A start takes the controls as they were checked, and checks anew whatever does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from vaern.monitoring import control as control_room
from vaern.packs.monitoring import monitoring_rules
from vaern.service import checked as room
from vaern.service.checked import CheckedControls
from vaern.service.live import Live
from vaern.service.safe import STANDING, Safe
from vaern.service.shard import Laid, parsed

RULES = monitoring_rules()
NIGHTS = {"rrule": "FREQ=DAILY", "start": "2026-05-01T22:00", "duration": "PT8H", "tz": "Europe/Copenhagen"}
Control = Callable[..., dict[str, Any]]


class Parsed:
    """Counts how often controls were checked anew."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *given: Any) -> Any:
        self.times += 1
        return parsed(*given)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    counted = Parsed()
    monkeypatch.setattr(room, "parsed", counted)
    return counted


@pytest.fixture
def kept(tmp_path: Path) -> CheckedControls:
    return CheckedControls(tmp_path / "controls.bin", Safe(tmp_path))


@pytest.fixture
def put(odense_control: Control) -> bytes:
    control = odense_control(protected="P-1", protected_devices=["P1"])
    control["zones"][0] |= {"schedule": NIGHTS, "protected_places": [[10.4, 55.4]]}
    return json.dumps([control]).encode()


def told(laid: Laid) -> str:
    """Everything that is watched, in words."""
    watch = laid.watch
    columns = [column.tolist() for part in (watch.pairs, watch.pieces, watch.shapes) for column in part]
    return repr([[*watch.controls], laid.packs, watch.ids, watch.codes, watch.passive_ids, columns])


def test_what_was_kept_is_what_was_checked(kept: CheckedControls, put: bytes, anew: Parsed) -> None:
    first, again = kept.controls(put, RULES), kept.controls(put, RULES)
    assert told(again) == told(first)
    assert anew.times == 1


def test_the_law_of_what_was_kept_is_that_of_the_packs(kept: CheckedControls, put: bytes) -> None:
    kept.controls(put, RULES)
    (control,) = kept.controls(put, RULES).watch.controls
    assert control.rules is RULES["dk-2011-draft"]


def test_other_controls_are_checked(kept: CheckedControls, put: bytes, anew: Parsed) -> None:
    kept.controls(put, RULES)
    assert not len(kept.controls(b"[]", RULES).watch.controls)
    assert anew.times == 2


def test_another_law_has_the_controls_checked_anew(kept: CheckedControls, put: bytes, anew: Parsed) -> None:
    kept.controls(put, RULES)
    other = RULES["dk-2011-draft"]
    kept.controls(put, {**RULES, "dk-2011-draft": replace(other, watched=("margin",))})
    assert anew.times == 2


def test_other_code_has_the_controls_checked_anew(
    kept: CheckedControls, put: bytes, anew: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.controls(put, RULES)
    monkeypatch.setattr(room, "_code", lambda: b"another version")
    kept.controls(put, RULES)
    assert anew.times == 2


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 500])
def test_a_file_that_is_damaged_has_the_controls_checked_anew(
    kept: CheckedControls, put: bytes, tmp_path: Path, content: bytes
) -> None:
    first = kept.controls(put, RULES)
    (tmp_path / "controls.bin").write_bytes(content)
    assert told(kept.controls(put, RULES)) == told(first)


@pytest.mark.parametrize("said", [b"cos\nsystem\n(S'true'\ntR.", b"cbuiltins\neval\n(S'1'\ntR.", b"N."])
def test_a_file_that_holds_anything_but_controls_is_not_followed(
    kept: CheckedControls, put: bytes, tmp_path: Path, said: bytes
) -> None:
    made_of = room._made_of(put, RULES)
    (tmp_path / "controls.bin").write_bytes(kept._safe.encrypt(STANDING, said, made_of))
    assert told(kept.controls(put, RULES)) == told(parsed(put, RULES))


def test_no_zone_can_be_read_in_the_file(kept: CheckedControls, put: bytes, tmp_path: Path) -> None:
    kept.controls(put, RULES)
    assert b"campus" not in (tmp_path / "controls.bin").read_bytes()


def test_after_a_crash_nothing_is_checked_anew(
    live: Live, open_live: Callable[[], Live], play: Callable[..., None], anew: Parsed
) -> None:
    play(live, last=20)
    live._snapshot()
    assert (open_live().controls, anew.times) == (1, 0)


def test_a_put_leaves_nothing_that_a_start_has_to_catch_up_with(
    live: Live, open_live: Callable[[], Live], odense_control: Control, anew: Parsed
) -> None:
    live.put_controls({"controls": [odense_control(battery_low_pct=20)]})
    again = open_live()
    assert (again.controls, again.recovered.inputs, anew.times) == (1, 0, 0)


def test_only_the_control_that_changed_is_checked_again(
    live: Live, odense_control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = odense_control(id="C2", respondent="R-8", respondent_devices=["R2"])
    live.put_controls({"controls": [odense_control(), other]})
    checked: list[Any] = []
    monkeypatch.setattr(control_room, "check_zone", lambda geometry: checked.append(geometry) or [])
    live.put_controls({"controls": [odense_control(), other | {"battery_low_pct": 20}]})
    assert len(checked) == 1
