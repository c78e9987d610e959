"""`vaern monitor replay` as a stranger runs it."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from vaern.cli import main

BEGIN = datetime.fromisoformat("2026-05-04T10:00:00+02:00")
RING = [[12.50, 55.70], [12.52, 55.70], [12.52, 55.71], [12.50, 55.71], [12.50, 55.70]]
LONS = [12.56, 12.53, 12.51, 12.51, 12.53, 12.56]
FILES = ["alarms.jsonl", "refused.jsonl", "released.jsonl", "summary.json"]
ALARM_KEYS = {
    "alarm", "control", "kind", "zone", "device", "event", "at", "grade", "contrary_to_order", "released",
    "inside_probability", "distance_m", "parties_distance_m", "notify", "may_notify", "guidance",
    "retrospective", "because",
}  # fmt: skip

HEADER = "device,time,lat,lon,accuracy_m"
Run = Callable[..., Path]


def control(**changes: Any) -> dict[str, Any]:
    zone = {"id": "home", "geometry": {"type": "Polygon", "coordinates": [RING]}, "margin_m": 1000}
    return {
        "id": "C1", "law": "dk-2011-draft", "order": "opholdsforbud", "mode": "hybrid",
        "valid": {"from": BEGIN.isoformat(), "to": "2026-07-31T23:59:59+02:00"},
        "respondent": "R-7", "respondent_devices": ["R1"], "zones": [zone],
    } | changes  # fmt: skip


def walk() -> list[str]:
    times = [(BEGIN + timedelta(minutes=minute)).isoformat() for minute in range(len(LONS))]
    return [f"R1,{time},55.705,{lon},8" for time, lon in zip(times, LONS, strict=True)]


@pytest.fixture
def replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*more: str, controls: Any = None, rows: list[str] | None = None, header: str = HEADER) -> Path:
        said = {"controls": [control()]} if controls is None else controls
        (tmp_path / "controls.json").write_text(said if isinstance(said, str) else json.dumps(said))
        lines = [header, *(walk() if rows is None else rows)]
        (tmp_path / "fixes.csv").write_text("\n".join(lines) + "\n")
        files = [
            "--controls",
            tmp_path / "controls.json",
            "--fixes",
            tmp_path / "fixes.csv",
            "--out",
            tmp_path / "out",
        ]
        monkeypatch.setattr(sys, "argv", ["vaern", "monitor", "replay", *map(str, files), *more])
        try:
            main()
        except SystemExit as ended:
            if ended.code:
                raise
        return tmp_path / "out"

    return run


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_four_files_are_written_and_nothing_else(replay: Run) -> None:
    assert sorted(path.name for path in replay().iterdir()) == FILES


def test_every_alarm_has_every_key_of_the_contract(replay: Run) -> None:
    alarms = lines(replay() / "alarms.jsonl")
    assert all(set(alarm) == ALARM_KEYS for alarm in alarms)
    assert [(alarm["kind"], alarm["event"]) for alarm in alarms] == [
        ("margin", "raised"),
        ("zone", "raised"),
        ("zone", "cleared"),
        ("margin", "cleared"),
    ]


def test_times_are_told_with_an_offset(replay: Run) -> None:
    told = [datetime.fromisoformat(alarm["at"]) for alarm in lines(replay() / "alarms.jsonl")]
    assert told[1] == BEGIN + timedelta(minutes=2)


def test_released_rows_hold_what_a_third_party_computes_again(replay: Run) -> None:
    row = lines(replay() / "released.jsonl")[1]
    assert (row["alarm"], row["lat"], row["lon"], row["accuracy_m"]) == ("C1/home/zone/1", 55.705, 12.51, 8.0)
    assert (row["inside_probability"], row["margin_probability"], row["margin_m"]) == (1.0, 1.0, 1000.0)
    assert row["distance_m"] == pytest.approx(-556.6, abs=0.5)


def test_the_summary_counts_every_line_once(replay: Run) -> None:
    bad = ["R1,2026-05-04T10:10:00,55.7,12.5,8", "R9,2026-05-04T10:10:00+02:00,55.7,12.5,8", walk()[0]]
    summary = json.loads((replay(rows=[*walk(), *bad]) / "summary.json").read_text())
    assert summary["read"] == summary["accepted"] + summary["repeated"] + sum(summary["refused"].values())
    assert summary["refused"] == {"no_offset": 1, "unknown_device": 1}
    assert (summary["released"], summary["sealed"], summary["laws"]) == (4, 2, {"dk-2011-draft": "draft"})


def test_a_line_with_an_impossible_clock_is_refused_and_not_accepted_too(replay: Run) -> None:
    ahead = "R1,2026-05-04T10:30:00+02:00,2026-05-04T10:03:00+02:00,55.705,12.51,8"
    rows = [",".join([*row.split(",")[:2], row.split(",")[1], *row.split(",")[2:]]) for row in walk()]
    out = replay(rows=[*rows, ahead, ahead], header="device,time,received,lat,lon,accuracy_m")
    summary = json.loads((out / "summary.json").read_text())
    counted = summary["accepted"], summary["repeated"], summary["refused"]
    assert counted == (len(rows), 1, {"impossible_clock": 1})


def test_released_fixes_stand_in_order_of_time(replay: Run) -> None:
    other = control(id="C2", respondent="R-8", respondent_devices=["R2"])
    rows = [row.replace("R1", device) for device in ("R1", "R2") for row in walk()]
    times = [
        row["time"]
        for row in lines(replay(controls={"controls": [control(), other]}, rows=rows) / "released.jsonl")
    ]
    assert times == sorted(times)


def test_a_key_that_stands_twice_in_the_controls_is_refused(
    replay: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        replay(controls='{"controls": [], "controls": []}')
    assert json.loads(capsys.readouterr().err)["where"] == "--controls"


def test_the_summary_names_what_a_control_states_and_its_law_lets_nobody_judge(replay: Run) -> None:
    norway = control(law="no-2009", order="kontaktforbud", minimum_distance_m=1000)
    summary = json.loads((replay(controls={"controls": [norway]}) / "summary.json").read_text())
    assert summary["not_judged"] == ["/controls/0/minimum_distance_m", "/controls/0/zones/0/margin_m"]
    assert (summary["sealed"], set(summary["alarms"])) == (0, {"zone"})


def test_a_refusal_names_line_field_and_reason(replay: Run) -> None:
    out = replay(rows=[*walk(), "R1,2026-05-04T10:10:00,55.7,12.5,8"])
    assert lines(out / "refused.jsonl") == [{"line": 8, "field": "time", "reason": "no_offset"}]


def test_a_file_without_rows_is_a_stream_without_events(replay: Run) -> None:
    out = replay(rows=[])
    assert [(out / name).read_text() for name in FILES[:3]] == ["", "", ""]


def test_now_ends_the_stream_and_silence_until_then_counts(replay: Run) -> None:
    out = replay("--now", "2026-05-04T10:30:00+02:00")
    assert [alarm["at"] for alarm in lines(out / "alarms.jsonl") if alarm["kind"] == "signal_lost"] == [
        "2026-05-04T08:10:00.000+00:00"
    ]


def test_a_control_that_ends_while_he_is_inside_clears_its_alarm_though_later_rows_belong_to_none(
    replay: Run,
) -> None:
    short = control(valid={"from": BEGIN.isoformat(), "to": "2026-05-04T10:03:30+02:00"})
    alarms = lines(replay(controls={"controls": [short]}) / "alarms.jsonl")
    ended = [(alarm["kind"], alarm["at"][11:19]) for alarm in alarms if alarm["because"] == "control_ended"]
    assert ended == [("zone", "08:03:30"), ("margin", "08:03:30")]


def test_a_file_grouped_by_device_gives_the_alarms_of_the_same_rows_by_time(replay: Run) -> None:
    parties = control(
        protected="P-3", protected_devices=["P1"], minimum_distance_m=1000,
        protected_consent={"from": BEGIN.isoformat(), "to": None},
    )  # fmt: skip
    hers = [row.replace("R1", "P1") for row in walk()]
    grouped = (replay(controls={"controls": [parties]}, rows=[*walk(), *hers]) / "alarms.jsonl").read_bytes()
    rows = [row for both in zip(walk(), hers, strict=True) for row in both]
    assert grouped == (replay(controls={"controls": [parties]}, rows=rows) / "alarms.jsonl").read_bytes()
    assert b'"distance"' in grouped


def test_answers_stand_in_the_record(replay: Run, tmp_path: Path) -> None:
    said = {"alarm": "C1/home/zone/1", "at": "2026-05-04T10:03:30+02:00", "by": "op-2", "finding": "patrol"}
    (tmp_path / "answers.jsonl").write_text(json.dumps(said) + "\n")
    alarms = lines(replay("--answers", str(tmp_path / "answers.jsonl")) / "alarms.jsonl")
    answered = next(alarm for alarm in alarms if alarm["event"] == "answered")
    assert (answered["alarm"], answered["by"], answered["finding"]) == ("C1/home/zone/1", "op-2", "patrol")


def test_lateness_decides_what_is_retrospective(replay: Run) -> None:
    rows = [*walk()[:2], *walk()[3:], walk()[2]]
    waited = lines(replay("--lateness", "600", rows=rows) / "alarms.jsonl")
    not_waited = lines(replay("--lateness", "60", rows=rows) / "alarms.jsonl")
    assert not any(alarm["retrospective"] for alarm in waited)
    assert {alarm["event"] for alarm in not_waited if alarm["retrospective"]} == {"raised", "cleared"}


def test_what_is_not_released_is_sealed_in_the_vault(replay: Run, tmp_path: Path) -> None:
    replay("--vault", str(tmp_path / "vault"))
    assert sum(path.stat().st_size for path in (tmp_path / "vault" / "segments").iterdir()) > 0


@pytest.mark.parametrize(
    ("controls", "where"),
    [
        ("{", "--controls"),
        ("[]", "--controls"),
        ({"controls": [control(mode="active")]}, "/controls/0/mode"),
        ({"controls": [control(zones=[])]}, "/controls/0/zones"),
    ],
)
def test_bad_controls_end_with_status_2_and_one_object_on_standard_error(
    replay: Run, capsys: pytest.CaptureFixture[str], controls: Any, where: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        replay(controls=controls)
    said = capsys.readouterr()
    assert (ended.value.code, said.out, json.loads(said.err)["where"]) == (2, "", where)


@pytest.mark.parametrize(
    "more",
    [
        ["--now", "2026-05-04T10:00:00"],
        ["--now", "noon"],
        ["--answers", "/nowhere"],
        ["--fixes", "/nowhere.csv"],
        ["--controls", "/nowhere.json"],
        ["--lateness", "-1"],
    ],
)
def test_bad_options_end_with_status_2(replay: Run, more: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        replay(*more)
    assert ended.value.code == 2


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing_half_done(
    replay: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = replay()
    before = (kept / "alarms.jsonl").read_text()
    monkeypatch.setattr("vaern.monitoring.alarm.Alarm.as_dict", _no_room)
    with pytest.raises(SystemExit):
        replay()
    assert json.loads(capsys.readouterr().err)["error"] == "the disk is full"
    assert (sorted(path.name for path in kept.iterdir()), (kept / "alarms.jsonl").read_text()) == (
        FILES,
        before,
    )


def _no_room(_: Any) -> dict[str, Any]:
    raise OSError(28, "No space left on device")


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    replay: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file stands where the folder should be")
    with pytest.raises(SystemExit):
        replay()
    assert json.loads(capsys.readouterr().err)["where"] == "--out"


def test_results_are_ordinary_files_that_no_other_user_may_write(replay: Run) -> None:
    mode = stat.S_IMODE(os.stat(replay() / "released.jsonl").st_mode)
    assert mode & stat.S_IWOTH == 0
