"""Recorded fixes through the engine into four files, each whole or not there at all."""

from __future__ import annotations

import errno
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vaern.cli.json_lines import parse, read
from vaern.cli.progress import Progress
from vaern.errors import InputError
from vaern.ingest.recorded import Recorded, RefusedLine, read_fixes
from vaern.monitoring.alarm import Alarm, Released
from vaern.monitoring.answer import Answer, parse_answer
from vaern.monitoring.arrival import LATEST_MS
from vaern.monitoring.control import Control, parse_controls
from vaern.monitoring.engine import ShardState, answer, finish, start, step
from vaern.monitoring.events import Events
from vaern.monitoring.fix import FixBatch
from vaern.monitoring.node import Node
from vaern.monitoring.regulation import refuse_beyond
from vaern.packs.monitoring import monitoring_rules
from vaern.packs.regulations import regulations

CHUNK = 100_000
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass
class Tally:
    """What the events of a replay come to."""

    alarms: list[Alarm] = field(default_factory=list)
    released: list[Released] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, events: Events, lines: Sequence[int]) -> None:
        """Add the events of a step; `lines` gives the line of each row of its batch."""
        self.alarms += events.alarms
        self.released.extend(events.released)
        self.refused += [RefusedLine(int(lines[row.index]), row.field, row.reason) for row in events.refused]
        for name in ("accepted", "repeated", "late", "opened", "destroyed", "unknown_answers"):
            self.counts[name] += getattr(events, name)
        self.counts["sealed"] += len(events.sealed)


@dataclass
class Replay:
    """One run of `vaern monitor replay`."""

    controls: Path
    fixes: str
    out: Path
    answers: Path | None
    now: str | None
    lateness_s: float
    vault: Path | None

    def run(self) -> None:
        """Judge everything, then write everything."""
        began = time.perf_counter()
        now_ms = Node(self.now, "--now").milliseconds() if self.now else None
        rules = monitoring_rules()
        controls = parse_controls(_controls(self.controls), rules)
        refuse_beyond((), controls, regulations(rules))
        answers = _answers(self.answers) if self.answers else ()
        with Progress() as progress, _sealer(self.vault, controls) as seal:
            recorded = read_fixes(self.fixes, now_ms, progress.reading)
            tally = Tally(refused=list(recorded.refused))
            state = answer(start(controls, self.lateness_s), answers)
            for events, lines in _steps(state, recorded, now_ms, progress):
                tally.add(events, lines)
                seal(events.sealed)
        self._write(tally, recorded.read, controls, time.perf_counter() - began)

    def _write(self, tally: Tally, read: int, controls: Sequence[Control], elapsed_s: float) -> None:
        tally.alarms.sort(key=lambda alarm: alarm.at)
        tally.released.sort(key=lambda row: row.fixed_at)
        tally.refused.sort()
        files = {
            "alarms.jsonl": (alarm.as_dict() for alarm in tally.alarms),
            "released.jsonl": (row.as_dict() for row in tally.released),
            "refused.jsonl": (row._asdict() for row in tally.refused),
            "summary.json": [summary(tally, read, controls, elapsed_s)],
        }
        _write_whole(self.out, files)


def summary(tally: Tally, read: int, controls: Sequence[Control], elapsed_s: float) -> dict[str, Any]:
    """Return the counts of a replay; `released`, `sealed` and `destroyed` count fixes."""
    alarms: dict[str, Counter[str]] = {}
    for alarm in tally.alarms:
        alarms.setdefault(alarm.kind, Counter())[alarm.event] += 1
    return {
        "read": read,
        "accepted": tally.counts["accepted"],
        "repeated": tally.counts["repeated"],
        "late": tally.counts["late"],
        "refused": dict(Counter(row.reason for row in tally.refused)),
        "alarms": alarms,
        "released": tally.counts["opened"],
        "sealed": tally.counts["sealed"],
        "destroyed": tally.counts["destroyed"],
        "unknown_answers": tally.counts["unknown_answers"],
        "laws": {control.rules.pack: control.rules.status for control in controls},
        "not_judged": [where for control in controls for where in control.unwatched],
        "elapsed_s": round(elapsed_s, 3),
        "fixes_per_second": round(read / elapsed_s),
    }


def _steps(
    state: ShardState, recorded: Recorded, now_ms: int | None, progress: Progress
) -> Iterator[tuple[Events, Sequence[int]]]:
    total, ends = len(recorded.batch), now_ms
    for begin in range(0, total, CHUNK):
        rows = slice(begin, begin + CHUNK)
        batch = recorded.batch.take(rows)
        state, events = step(state, batch)
        progress.judging(min(begin + CHUNK, total), total)
        yield events, recorded.line[rows].tolist()
        if now_ms is None:
            ends = _later(ends, batch, events)
    _, events = finish(state, ends)
    yield events, ()


def _later(ends: int | None, batch: FixBatch, events: Events) -> int | None:
    """Return when a message of a control's device last arrived, also one that its control did not outlast."""
    idle = [row.index for row in events.refused if row.reason == "no_control"]
    arrived = batch.received_at[idle]
    return max([*arrived[arrived <= LATEST_MS].tolist(), *([] if ends is None else [ends])], default=None)


def _answers(path: Path) -> tuple[Answer, ...]:
    with _at("--answers"):
        lines = read(path).split("\n")
    return tuple(_answer(number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _answer(number: int, line: str) -> Answer:
    with _at(f"--answers:{number}"):
        return parse_answer(parse(line))


def _controls(path: Path) -> Mapping[str, Any]:
    with _at("--controls"):
        data = parse(read(path))
    if not isinstance(data, dict):
        raise InputError("the file holds no object", "--controls", "a controls.json object")
    return data


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say of an error in a file which option named the file."""
    try:
        yield
    except InputError as error:
        raise InputError(error.error, f"{place}{error.where}", error.expected) from None


def _write_whole(out: Path, files: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    """Write all files beside their names, then give them their names: never a part of a result."""
    parts = {out / name: out / f".{name}.part" for name in files}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for (path, part), rows in zip(parts.items(), files.values(), strict=True):
            with part.open("w", encoding="utf-8") as file:
                indent = 2 if path.suffix == ".json" else None
                file.writelines(json.dumps(row, ensure_ascii=False, indent=indent) + "\n" for row in rows)
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
        full = error.errno in _FULL
        raise InputError(
            "the disk is full" if full else "the results cannot be written",
            "--out",
            "free space for the results" if full else "a folder that can be written",
        ) from None


@contextmanager
def _sealer(vault: Path | None, controls: Sequence[Control]) -> Iterator[Any]:
    if vault is None:
        yield lambda sealed: None
        return
    from vaern.cli.sealing import Sealer

    with Sealer(vault, controls) as sealer:
        yield sealer.seal
