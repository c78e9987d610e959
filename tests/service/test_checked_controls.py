"""A start takes the controls as they were checked, and checks anew whatever does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from vaern.packs.monitoring import monitoring_rules
from vaern.service import checked as room
from vaern.service.checked import CheckedControls
from vaern.service.live import Live
from vaern.service.safe import STANDING, Safe
from vaern.service.shard import parsed

RULES = monitoring_rules()
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
    return json.dumps([odense_control(protected="P-1", protected_devices=["P1"])]).encode()


def test_what_was_kept_is_what_was_checked(kept: CheckedControls, put: bytes, anew: Parsed) -> None:
    first, again = kept.controls(put, RULES), kept.controls(put, RULES)
    assert repr(again) == repr(first)
    assert anew.times == 1


def test_the_law_of_what_was_kept_is_that_of_the_packs(kept: CheckedControls, put: bytes) -> None:
    kept.controls(put, RULES)
    (control,) = kept.controls(put, RULES)
    assert control.rules is RULES["dk-2011-draft"]


def test_other_controls_are_checked(kept: CheckedControls, put: bytes, anew: Parsed) -> None:
    kept.controls(put, RULES)
    assert kept.controls(b"[]", RULES) == ()
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
    assert repr(kept.controls(put, RULES)) == repr(first)


@pytest.mark.parametrize("said", [b"cos\nsystem\n(S'true'\ntR.", b"cbuiltins\neval\n(S'1'\ntR.", b"N."])
def test_a_file_that_holds_anything_but_controls_is_not_followed(
    kept: CheckedControls, put: bytes, tmp_path: Path, said: bytes
) -> None:
    made_of = room._made_of(put, RULES)
    (tmp_path / "controls.bin").write_bytes(kept._safe.encrypt(STANDING, said, made_of))
    assert repr(kept.controls(put, RULES)) == repr(parsed(put, RULES))


def test_no_zone_can_be_read_in_the_file(kept: CheckedControls, put: bytes, tmp_path: Path) -> None:
    kept.controls(put, RULES)
    assert b"campus" not in (tmp_path / "controls.bin").read_bytes()


def test_after_a_crash_nothing_is_checked_anew(
    live: Live, open_live: Callable[[], Live], play: Callable[..., None], anew: Parsed
) -> None:
    play(live, last=20)
    live._snapshot()
    assert (open_live().controls, anew.times) == (1, 0)
