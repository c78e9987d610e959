"""When a supplier changes, nothing is lost: hash-equal, sealed stays sealed, evidence recomputes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaern.custodian.key import private_key
from vaern.custodian.open import open_day
from vaern.errors import InputError
from vaern.service.live import Live
from vaern.service.moving import bring_in, check, export

ALARM = "C1/campus/zone/1"
NORTH_OF_HIM = {
    "type": "Polygon",
    "coordinates": [
        [[10.431, 55.36868], [10.434, 55.36868], [10.434, 55.3695], [10.431, 55.3695], [10.431, 55.36868]]
    ],
}
SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "recompute_evidence.py"


@pytest.fixture
def exported(live: Live, clock: Any, rows: list, tmp_path: Path, close_live: Callable[[], None]) -> Path:
    """The export of a service after the walk, one alarm held for a case."""
    for first in range(0, 240, 24):
        live.take(rows[first : first + 24])
        clock.pass_seconds(24)
    clock.pass_seconds(20)
    live.tick()
    live.hold("SS-1/2026", [ALARM])
    close_live()
    (tmp_path / "monitor" / "custodian.pub").write_text("00" * 32)
    export(tmp_path, tmp_path / "export")
    return tmp_path / "export"


def test_moved_twice_every_file_is_the_same_to_the_byte_and_opens_as_before(
    exported: Path, tmp_path: Path
) -> None:
    first = bring_in(exported, tmp_path / "new")
    assert export(tmp_path / "new", tmp_path / "again") == first
    check(tmp_path / "again")
    key, day = private_key(tmp_path / "custodian"), date(2026, 5, 1)
    before = open_day(tmp_path / "monitor" / "vault", key, "R-7", day)
    assert open_day(tmp_path / "new" / "monitor" / "vault", key, "R-7", day) == before != []


def test_a_script_without_our_code_recomputes_the_evidence(exported: Path) -> None:
    run = subprocess.run([sys.executable, str(SCRIPT), str(exported), ALARM], capture_output=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) > 15
    assert all(fix["hash_holds"] for fix in found)
    for written, again in (fix["distance_m"] for fix in found):
        assert again == pytest.approx(written, abs=1, rel=0.001)
    for written, whole, left in (fix["inside_probability"] for fix in found):
        assert whole == left == pytest.approx(written, abs=0.01)


def test_the_script_takes_away_the_ground_that_was_open_to_him(
    live: Live, odense_control: Any, clock: Any, rows: list, tmp_path: Path, close_live: Any
) -> None:
    control = odense_control()
    control["zones"][0]["corridors"] = [{"id": "path", "geometry": NORTH_OF_HIM, "max_transit_s": 3600}]
    live.put_controls({"controls": [control]})
    for first in range(0, 240, 24):
        live.take(rows[first : first + 24])
        clock.pass_seconds(24)
    clock.pass_seconds(20)
    live.tick()
    close_live()
    (tmp_path / "monitor" / "custodian.pub").write_text("00" * 32)
    export(tmp_path, tmp_path / "export")
    said = [sys.executable, str(SCRIPT), str(tmp_path / "export"), ALARM]
    found = [
        json.loads(line) for line in subprocess.run(said, capture_output=True, check=True).stdout.splitlines()
    ]
    figures = [fix["inside_probability"] for fix in found]
    assert all(left == pytest.approx(written, abs=0.01) for written, _, left in figures)
    assert any(whole > left + 0.05 for _, whole, left in figures)


def test_a_changed_a_missing_or_an_added_file_is_refused_and_nothing_brought_in(
    exported: Path, tmp_path: Path
) -> None:
    whole = (exported / "controls.jsonl").read_bytes()
    for content, what in ((whole + b"\n", "changed"), (None, "missing")):
        (exported / "controls.jsonl").unlink(missing_ok=True)
        if content is not None:
            (exported / "controls.jsonl").write_bytes(content)
        with pytest.raises(InputError, match=what):
            bring_in(exported, tmp_path / "new")
    (exported / "controls.jsonl").write_bytes(whole)
    (exported / "more.txt").touch()
    with pytest.raises(InputError, match="not of it"):
        bring_in(exported, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_without_its_keys_an_export_says_no_position(exported: Path) -> None:
    apart = [p.read_bytes() for p in exported.rglob("*") if p.is_file() and "keys" not in p.parts]
    assert not [content for content in apart if b"55.36" in content or b'"lat"' in content]


def test_a_folder_on_which_a_service_runs_is_not_exported(live: Live, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="already open in another process"):
        export(tmp_path, tmp_path / "export")
