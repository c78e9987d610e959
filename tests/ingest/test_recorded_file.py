"""Files of fixes in every kind that the contract names, whole and broken."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
import zstandard
from tests.ingest.mutants import damage, damaged_files

from vaern.errors import InputError
from vaern.ingest.recorded import read_fixes

HEADER = "device,seq,time,lat,lon,accuracy_m"
ROWS = [f"R1,{n},2026-05-01T12:0{n}:00+02:00,55.7{n},12.5,8" for n in range(5)]
CSV = "\n".join([HEADER, *ROWS]) + "\n"
JSONL = "".join(json.dumps(dict(zip(HEADER.split(","), row.split(","), strict=True))) + "\n" for row in ROWS)


def written(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def parquet(path: Path, sql: str) -> str:
    duckdb.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")
    return str(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.csv", CSV),
        ("f.csv", "\ufeff" + CSV.replace("\n", "\r\n")),
        ("f.csv.gz", gzip.compress(CSV.encode())),
        ("f.csv.zst", zstandard.compress(CSV.encode())),
        ("f.jsonl", JSONL),
        ("f.jsonl.gz", gzip.compress(JSONL.encode())),
        ("F.JSONL.ZST", zstandard.compress(JSONL.encode())),
    ],
)
def test_every_kind_of_file_gives_the_same_fixes(tmp_path: Path, name: str, content: str | bytes) -> None:
    recorded = read_fixes(written(tmp_path / name, content))
    assert [recorded.batch.fix(row).lat for row in range(len(recorded.batch))] == [
        55.7,
        55.71,
        55.72,
        55.73,
        55.74,
    ]
    assert (recorded.read, recorded.refused) == (5, ())


def test_parquet_gives_the_same_fixes_with_times_as_numbers_or_timestamps(tmp_path: Path) -> None:
    one = parquet(
        tmp_path / "a.parquet", "SELECT 'R1' AS device, 1777629600000 AS time, 55.7 AS lat, 12.5 AS lon"
    )
    other = parquet(
        tmp_path / "b.parquet",
        "SELECT 'R1' AS device, TIMESTAMPTZ '2026-05-01 12:00:00+02' AS time, 55.7 AS lat, 12.5 AS lon",
    )
    assert read_fixes(one).batch.fix(0) == read_fixes(other).batch.fix(0)


def test_a_timestamp_without_a_zone_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", "SELECT 'R1' AS device, TIMESTAMP '2026-05-01 12:00:00' AS time")
    assert [(row.line, row.reason) for row in read_fixes(path).refused] == [(1, "no_offset")]


def test_standard_input_is_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CSV.encode())))
    assert len(read_fixes("-").batch) == 5


@pytest.mark.parametrize(
    "line",
    [
        "R1,1",
        "R1,1,2026-05-01T12:00:00+02:00,55.7,12.5,8,more",
        '"R1,1,2026-05-01T12:00:00+02:00,55.7,12.5,8',
        "\x00",
    ],
)
def test_a_broken_line_is_refused_by_itself(tmp_path: Path, line: str) -> None:
    content = "\n".join([HEADER, ROWS[0], line, *ROWS[1:]]) + "\n"
    recorded = read_fixes(written(tmp_path / "f.csv", content))
    assert [(row.line, row.reason) for row in recorded.refused] == [(3, "broken_row")]
    assert recorded.line.tolist() == [2, 4, 5, 6, 7]


@pytest.mark.parametrize("line", ["{", "[]", "1", "null", "[" * 5000])
def test_a_broken_json_line_is_refused_by_itself(tmp_path: Path, line: str) -> None:
    recorded = read_fixes(written(tmp_path / "f.jsonl", JSONL + line + "\n"))
    assert ([row.line for row in recorded.refused], len(recorded.batch)) == ([6], 5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.txt", CSV),
        ("f.gz", CSV),
        ("f.parquet.gz", b""),
        ("f.csv", ""),
        ("f.csv", "lat,lon\n1,2\n"),
        ("f.parquet", b"PAR1 nonsense"),
        ("f.csv.gz", gzip.compress(CSV.encode() * 1000)[:-20]),
        ("f.csv.zst", b"nonsense"),
    ],
)
def test_a_file_that_is_unusable_as_a_whole_is_an_input_error(
    tmp_path: Path, name: str, content: Any
) -> None:
    with pytest.raises(InputError):
        read_fixes(written(tmp_path / name, content))


@pytest.mark.parametrize("name", ["none.csv", "none.parquet", "none.jsonl.zst", ""])
def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        read_fixes(str(tmp_path / name))


def test_rows_arrive_when_they_say_they_were_received(tmp_path: Path) -> None:
    rows = ["R1,1777629600000,1777629900000", "R1,1777629660000,1777629661000"]
    recorded = read_fixes(written(tmp_path / "f.csv", "\n".join(["device,time,received", *rows])))
    assert recorded.line.tolist() == [3, 2]


def test_rows_without_an_arrival_keep_the_order_of_the_file(tmp_path: Path) -> None:
    rows = ["R1,1777629900000", "R1,1777629600000", "R1,1777629960000"]
    recorded = read_fixes(written(tmp_path / "f.csv", "\n".join(["device,time", *rows])))
    assert recorded.line.tolist() == [2, 3, 4]


def test_a_file_may_hold_one_device_after_the_other(tmp_path: Path) -> None:
    rows = ["R1,1777629600000", "R1,1777633200000", "P1,1777629600000", "P1,1777633200000"]
    recorded = read_fixes(written(tmp_path / "f.csv", "\n".join(["device,time", *rows])))
    assert recorded.line.tolist() == [2, 4, 3, 5]


def test_a_press_without_a_time_is_as_of_the_line_before_it(tmp_path: Path) -> None:
    rows = ["R1,1777629600000,", "P1,,button", "P1,99999999999999,button"]
    recorded = read_fixes(written(tmp_path / "f.csv", "\n".join(["device,time,event", *rows])))
    assert recorded.batch.fixed_at.tolist() == [1_777_629_600_000] * 3


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("f.csv", "P1,1777629600000,button,one cell too many"),
        ("f.csv", '"P1,1777629600000,button'),
        ("f.jsonl", '{"device": "P1", "event": "button", "time": 17776'),
    ],
)
def test_a_press_in_a_broken_line_is_still_a_press(tmp_path: Path, name: str, line: str) -> None:
    recorded = read_fixes(written(tmp_path / name, f"device,time,event\n{line}\n"))
    assert [recorded.batch.fix(0).event, len(recorded.batch)] == ["button", 1]


def test_what_arrives_after_now_has_not_happened(tmp_path: Path) -> None:
    recorded = read_fixes(written(tmp_path / "f.csv", CSV), now_ms=1_777_629_600_000 + 120_000)
    assert ([row.reason for row in recorded.refused], len(recorded.batch)) == (["after_now"] * 2, 3)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_mutated_row_never_crashes_and_never_loses_a_good_neighbour(tmp_path: Path, kind: str) -> None:
    assert damage(kind, 300, seed=1, folder=tmp_path)["mutants"] == 300


def test_a_parquet_file_with_changed_bytes_is_read_or_refused(tmp_path: Path) -> None:
    assert damaged_files(30, seed=1, folder=tmp_path).total() == 30
