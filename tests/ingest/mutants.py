"""Files of fixes in which every third row is mutated: nothing may crash, no good neighbour may be lost.

    .venv/bin/python -m tests.ingest.mutants 100000

mutates so many rows of each kind of file, and a tenth as many whole Parquet files byte by byte; what can be
read is judged as well. Prints what became of the mutants.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from vaern.errors import InputError
from vaern.ingest.recorded import Recorded, read_fixes
from vaern.monitoring.control import parse_controls
from vaern.monitoring.engine import ShardState, finish, start, step
from vaern.packs.monitoring import monitoring_rules
from vaern.simulate import walk

COLUMNS = ("device", "seq", "time", "received", "lat", "lon", "accuracy_m", "source", "battery_pct", "event")
BEGINS_MS = 1_777_629_600_000
AT_ONCE = 3000
SIGNS = "\0\"',-+.eE0919\\/{}[]:;xNnIi \u00e9\u2028\U0001f600\ud800"
WORDS = (
    "",
    "NaN",
    "inf",
    "-inf",
    "1e309",
    "null",
    "true",
    "[]",
    "{}",
    "button",
    "strap_cut",
    "9" * 400,
    "'",
    '"',
)
CONTROL = {
    "id": "C1", "law": "dk-2011-draft", "order": "opholdsforbud", "mode": "hybrid",
    "valid": {"from": "2026-05-01T00:00:00+02:00", "to": "2026-07-31T23:59:59+02:00"},
    "respondent": "R-7", "respondent_devices": ["R1"],
    "zones": [{"id": "z", "geometry": walk.zone(), "margin_m": 15}],
}  # fmt: skip


def good(number: int) -> dict[str, str]:
    """Return a row like any other."""
    at = str(BEGINS_MS + number * 1000)
    place = {"lat": f"55.{number % 10**6:06d}", "lon": "10.4", "accuracy_m": "8"}
    said = {
        "device": "R1",
        "seq": str(number),
        "time": at,
        "received": at,
        "source": "gnss",
        "battery_pct": "80",
    }
    return {name: {**said, **place, "event": ""}[name] for name in COLUMNS}


def mutated(text: str, dice: random.Random) -> str:
    """Return a line with some of its signs changed, taken out or put in; never with a new end."""
    signs = list(text)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(signs) or 1)
        put = dice.choice(
            ["", dice.choice(SIGNS), dice.choice(SIGNS) * dice.randint(2, 9), dice.choice(WORDS)]
        )
        signs[at : at + dice.randint(0, 2)] = [put]
    return "".join(signs)


def lines(kind: str, rows: int, dice: random.Random) -> Iterator[str]:
    """Yield the lines of a file whose rows 3, 6, 9, ... are mutated."""
    if kind == "csv":
        yield ",".join(COLUMNS)
    for number in range(1, rows + 1):
        row = good(number)
        line = ",".join(row.values()) if kind == "csv" else json.dumps(row)
        yield mutated(line, dice) if number % 3 == 0 else line


def written(kind: str, rows: int, dice: random.Random, folder: Path) -> str:
    """Write a file of each kind; return its path."""
    path = folder / f"f.{kind}"
    if kind != "parquet":
        content = "\n".join(lines(kind, rows, dice)) + "\n"
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        return str(path)
    cells = [good(number) for number in range(1, rows + 1)]
    for number in range(3, rows + 1, 3):
        for name in dice.sample(COLUMNS, dice.randint(1, 4)):
            cells[number - 1][name] = mutated(cells[number - 1][name], dice).replace("\ud800", "?")
    with duckdb.connect() as memory:
        memory.execute("CREATE TABLE f (" + ", ".join(f"{name} VARCHAR" for name in COLUMNS) + ")")
        memory.executemany(
            f"INSERT INTO f VALUES ({', '.join('?' * len(COLUMNS))})", [[*row.values()] for row in cells]
        )
        memory.execute(f"COPY f TO '{path}' (FORMAT parquet)")
    return str(path)


def lost(kind: str, recorded: Recorded, rows: int) -> set[int]:
    """Return the good rows that were not read."""
    first = 2 if kind == "csv" else 1
    return {number + first - 1 for number in range(1, rows + 1) if number % 3} - set(recorded.line.tolist())


def watching() -> ShardState:
    """Return an engine that watches whoever sends the rows."""
    return start(parse_controls({"controls": [CONTROL]}, monitoring_rules()), 120)


def damage(kind: str, mutants: int, seed: int, folder: Path) -> Counter[str]:
    """Read and judge files with so many mutated rows; say what became of them; AssertionError on a loss."""
    dice, told = random.Random(seed), Counter[str]()
    for begin in range(0, mutants, AT_ONCE // 3):
        rows = 3 * min(AT_ONCE // 3, mutants - begin)
        recorded = read_fixes(written(kind, rows, dice, folder))
        assert not lost(kind, recorded, rows)
        state, events = step(watching(), recorded.batch)
        finish(state)
        told += Counter(row.reason for row in (*recorded.refused, *events.refused))
        told["mutants"] += rows // 3
    return told


def damaged_files(files: int, seed: int, folder: Path) -> Counter[str]:
    """Read Parquet files with some bytes changed: each is read or refused as a whole."""
    dice, told = random.Random(seed), Counter[str]()
    whole = Path(written("parquet", 30, dice, folder)).read_bytes()
    for _ in range(files):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        (folder / "d.parquet").write_bytes(
            content[: dice.choice([len(content)] * 9 + [dice.randrange(len(content))])]
        )
        try:
            step(watching(), read_fixes(str(folder / "d.parquet")).batch)
        except InputError:
            told["refused"] += 1
        else:
            told["read"] += 1
    return told


if __name__ == "__main__":
    many = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        for each in ("csv", "jsonl", "parquet"):
            sys.stdout.write(f"{each} {dict(damage(each, many, 2026, Path(place)))}\n")
            sys.stdout.flush()
        sys.stdout.write(f"parquet, bytes {dict(damaged_files(many // 10, 2026, Path(place)))}\n")
