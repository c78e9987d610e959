"""Playing the walk: in real order, at the chosen speed, whoever sleeps."""

from __future__ import annotations

import csv
import math
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vaern.cli.commands import app
from vaern.errors import InputError
from vaern.simulate import walk

START = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


class Heard:
    """Takes fixes as the live service does and remembers them."""

    def __init__(self) -> None:
        self.rows: list = []

    def post_fixes(self, rows: list) -> dict:
        self.rows += rows
        return {"accepted": len(rows), "repeated": 0, "refused": []}


@pytest.mark.parametrize("speed", [1, 4, 16])
def test_the_walk_takes_its_own_time_divided_by_the_speed(speed: int) -> None:
    slept: list[float] = []
    walk.play(Heard(), walk.rows("R1", START), speed, sleep=slept.append)
    assert sum(slept) == pytest.approx(239.0 / speed, abs=1 / speed)


def test_at_full_speed_nobody_sleeps() -> None:
    slept: list[float] = []
    walk.play(Heard(), walk.rows("R1", START), math.inf, sleep=slept.append)
    assert slept == []


def test_fixes_arrive_one_by_one_in_their_order() -> None:
    heard = Heard()
    walk.play(heard, walk.rows("R1", START), math.inf)
    assert heard.rows == walk.rows("R1", START)


@pytest.mark.parametrize("speed", [0, -1, math.nan])
def test_a_speed_that_leads_nowhere_is_refused(speed: float) -> None:
    with pytest.raises(InputError, match="speed"):
        walk.play(Heard(), walk.rows("R1", START), speed)


def test_the_command_writes_the_contracts_csv(tmp_path: Path) -> None:
    out = tmp_path / "walk.csv"
    said = CliRunner().invoke(app, ["simulate", "walk", "--start", "2026-05-01T12:00:00Z", "--csv", str(out)])
    written = list(csv.DictReader(out.open(encoding="utf-8")))
    assert said.exit_code == 0
    assert list(written[0]) == ["device", "seq", "time", "lat", "lon", "accuracy_m", "source"]
    assert len(written) == 240


@pytest.mark.parametrize(
    "wrong",
    [
        ["--start", "yesterday", "--csv", "x"],
        ["--start", "2026-05-01T12:00:00Z"],
        ["--start", "2026-05-01T12:00:00Z", "--service", "http://127.0.0.1:1", "--token-file", "/nowhere"],
        ["--start", "2026-05-01T12:00:00Z", "--service", "x", "--token-file", __file__, "--speed", "fast"],
        ["--start", "2026-05-01T12:00:00Z", "--csv", "/nowhere/walk.csv"],
    ],
)
def test_the_command_says_what_it_cannot_use(wrong: list[str]) -> None:
    said = CliRunner().invoke(app, ["simulate", "walk", *wrong])
    assert isinstance(said.exception, InputError)
